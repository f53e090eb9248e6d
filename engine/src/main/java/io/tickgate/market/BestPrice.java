package io.tickgate.market;

import io.tickgate.record.PriceChangedFlyweight;
import org.jspecify.annotations.Nullable;

/**
 * Best bid and offer over the streams used; a stream is used only with a whole quote that is not crossed in itself. The price is the
 * middle of the two, rounded half to even.
 *
 * <p>Bids and offers of different venues cross often, and for long where their quote currencies differ a little. The middle of a crossed
 * book is no price, and the last one from before may be old: then the price is the median of the middles of the streams' own books.
 */
final class BestPrice extends Composite {
    BestPrice(
            int instrumentId,
            SourceRule rule,
            Stream[] streams,
            @Nullable PriceChangedFlyweight shownBefore,
            HealthThresholds thresholds,
            DecisionWriter decisions) {
        super(instrumentId, rule, streams, shownBefore, thresholds, decisions, PriceChangedFlyweight.BEST);
    }

    @Override
    long valueE8(StreamPrice price) {
        return price.isQuoteUsable(thresholds) ? PriceMath.middle(price.row.bidPriceE8(), price.row.askPriceE8()) : 0;
    }

    @Override
    void excludeOutliers() {
        // The best of all is what is asked for, however far it is from the others.
    }

    @Override
    long priceE8(long bidE8, long askE8) {
        if (bidE8 < askE8) {
            return PriceMath.middle(bidE8, askE8);
        }
        return PriceMath.median(scratch, collect());
    }
}
