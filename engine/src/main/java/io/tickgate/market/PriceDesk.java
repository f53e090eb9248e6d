package io.tickgate.market;

import io.tickgate.record.PriceFlyweight;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.StreamFlyweight;

/**
 * Takes in prices that are no trades. They settle nothing and are no bet's reference. Allocates nothing, except once when the first
 * price of an instrument was polled.
 */
final class PriceDesk {
    private final HealthThresholds thresholds;
    private final TickDesk tickDesk;
    private final Sources sources;

    PriceDesk(HealthThresholds thresholds, TickDesk tickDesk, Sources sources) {
        this.thresholds = thresholds;
        this.tickDesk = tickDesk;
        this.sources = sources;
    }

    /**
     * A price.
     *
     * @return whether health changed, so that the gates are to be judged anew.
     */
    boolean onPrice(Stream stream, PriceFlyweight price, long nowEpochNs) {
        if (stream.price.isRetired) {
            return false;
        }
        if ((price.flags() & RecordFlags.POLLED) != 0) {
            onPolled(stream, price, nowEpochNs);
            return false;
        }
        if (isOlder(stream, price)) {
            stream.duplicates++;
            return false;
        }
        boolean isHealthChanged =
                isRefreshing(stream, price) && tickDesk.refresh(stream, price.engineTimeEpochNs(), nowEpochNs);
        take(stream, price);
        sources.onChange(stream, nowEpochNs);
        return isHealthChanged;
    }

    /** Kept apart: it neither refreshes nor replaces what the stream itself brought. */
    private void onPolled(Stream stream, PriceFlyweight polled, long nowEpochNs) {
        StreamPrice price = stream.price;
        if (polled.engineTimeEpochNs() < price.polledReceivedEpochNs) {
            stream.duplicates++;
            return;
        }
        price.polledPriceE8 = polled.priceE8();
        price.polledBidE8 = polled.bidPriceE8();
        price.polledAskE8 = polled.askPriceE8();
        price.polledReceivedEpochNs = polled.engineTimeEpochNs();
        price.polledSequence = polled.sequence();
        sources.onPolled(stream, nowEpochNs);
    }

    /** By the venue's times where both have one, else by receipt. */
    private static boolean isOlder(Stream stream, PriceFlyweight price) {
        long eventEpochNs = price.eventTimeEpochNs();
        long shownEpochNs = stream.price.row.eventTimeEpochNs();
        boolean isDated = eventEpochNs != RecordFlyweight.ABSENT && shownEpochNs > 0;
        return isDated ? eventEpochNs < shownEpochNs : price.engineTimeEpochNs() < stream.price.row.receivedEpochNs();
    }

    /** Where there are trades, they alone say that the stream lives. */
    private boolean isRefreshing(Stream stream, PriceFlyweight price) {
        return stream.price.content == StreamFlyweight.PRICES
                && (price.flags() & TickDesk.NEVER_REFRESHES) == 0
                && (price.eventTimeEpochNs() == RecordFlyweight.ABSENT
                        || thresholds.isWithinSkew(price.eventTimeEpochNs(), price.engineTimeEpochNs()));
    }

    private static void take(Stream stream, PriceFlyweight price) {
        long eventEpochNs = price.eventTimeEpochNs();
        stream.price
                .row
                .priceE8(price.priceE8())
                .sizeE8(0)
                .tradeId(0)
                .tradeSequence(price.sequence())
                .tradeTimeEpochNs(0)
                .eventTimeEpochNs(eventEpochNs == RecordFlyweight.ABSENT ? 0 : eventEpochNs)
                .receivedEpochNs(price.engineTimeEpochNs());
        if (price.bidPriceE8() > 0 || price.askPriceE8() > 0) {
            stream.price
                    .row
                    .bidPriceE8(price.bidPriceE8())
                    .bidSizeE8(0)
                    .askPriceE8(price.askPriceE8())
                    .askSizeE8(0)
                    .quoteReceivedEpochNs(price.engineTimeEpochNs());
            stream.price.countIfCrossed();
        }
    }
}
