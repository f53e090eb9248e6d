package io.tickgate.feed.rest;

import io.tickgate.record.E8;
import io.tickgate.record.RecordFlags;
import org.jspecify.annotations.Nullable;

/**
 * A price of an answer.
 *
 * @param streamId that it is of.
 * @param priceE8 of the last trade, or of the aggregator; above zero.
 * @param bidPriceE8 best bid, 0 for none.
 * @param askPriceE8 best ask, 0 for none.
 * @param eventTimeEpochNs that the venue gives, or absent.
 * @param flags {@link RecordFlags#ROUNDED}.
 */
record PolledPrice(int streamId, long priceE8, long bidPriceE8, long askPriceE8, long eventTimeEpochNs, int flags) {
    /**
     * A price of what stands in an answer.
     *
     * @param bid text, empty for none; a bid or ask that is no price counts as none.
     * @param ask text, empty for none.
     * @return null when the price cannot be: zero, negative, overflowing, no number.
     */
    static @Nullable PolledPrice of(RestStream stream, String price, String bid, String ask, long eventTimeEpochNs) {
        E8.Outcome outcome = new E8.Outcome();
        long priceE8 = price(price, outcome);
        int flags = outcome.code() == E8.Outcome.ROUNDED ? RecordFlags.ROUNDED : 0;
        return priceE8 == 0
                ? null
                : new PolledPrice(
                        stream.streamId(), priceE8, price(bid, outcome), price(ask, outcome), eventTimeEpochNs, flags);
    }

    private static long price(String text, E8.Outcome outcome) {
        long priceE8 = E8.parse(text, outcome);
        boolean isPrice = priceE8 > 0 && outcome.code() != E8.Outcome.OVERFLOW;
        return isPrice ? priceE8 : 0;
    }
}
