package io.tickgate.market;

import io.tickgate.record.PriceChangedFlyweight;
import io.tickgate.record.StreamStanding;
import org.jspecify.annotations.Nullable;

/**
 * Median over the streams used; of an even number the middle of the two middle ones, rounded half to even. A stream's value is the
 * middle of its own book where that is whole, not crossed and fresh, else its last trade or price where that is fresh.
 *
 * <p>One whose value lies further than {@code deviationMaxE8} from the median of all candidates, itself among them, is out, and comes
 * back only below half of that. With two candidates that are too far apart both are out: there is no telling which one is right.
 */
final class IndexPrice extends Composite {
    IndexPrice(
            int instrumentId,
            SourceRule rule,
            Stream[] streams,
            @Nullable PriceChangedFlyweight shownBefore,
            HealthThresholds thresholds,
            DecisionWriter decisions) {
        super(instrumentId, rule, streams, shownBefore, thresholds, decisions, PriceChangedFlyweight.INDEX);
    }

    @Override
    long valueE8(StreamPrice price) {
        if (price.isQuoteUsable(thresholds)) {
            return PriceMath.middle(price.row.bidPriceE8(), price.row.askPriceE8());
        }
        return price.isPriceUsable(thresholds) ? price.row.priceE8() : 0;
    }

    @Override
    void excludeOutliers() {
        int count = collect();
        if (count == 0) {
            return;
        }
        long medianE8 = PriceMath.median(scratch, count);
        long limitE8 = rule.deviationMaxE8();
        for (int i = 0; i < streams.length; i++) {
            if (standings[i] == StreamStanding.USED) {
                StreamPrice price = streams[i].price;
                price.isOutlier = price.isOutlier
                        ? !PriceMath.isBelowHalf(values[i], medianE8, limitE8)
                        : PriceMath.isBeyond(values[i], medianE8, limitE8);
                standings[i] = price.isOutlier ? StreamStanding.OUTLIER : StreamStanding.USED;
            }
        }
    }

    @Override
    long priceE8(long bidE8, long askE8) {
        return PriceMath.median(scratch, collect());
    }
}
