package io.tickgate.simulation;

import io.tickgate.record.RecordFlyweight;

/**
 * What a venue sends.
 *
 * @param what it is.
 * @param trade that it tells of; an empty one where it tells of none.
 * @param number update id of a quote, newest trade id of a statement.
 * @param priceE8 of a quote.
 * @param source of a statement.
 * @param venueEpochNs the venue's time of sending, or {@link #UNDATED}.
 */
record Message(What what, VenueTrade trade, long number, long priceE8, int source, long venueEpochNs) {
    static final long UNDATED = RecordFlyweight.ABSENT;

    private static final VenueTrade NO_TRADE = new VenueTrade(0, 0, 0, 0, 0, VenueTrade.What.UNPRICED);

    enum What {
        TRADE,
        QUOTE,
        STATEMENT
    }

    static Message trade(VenueTrade trade, long eventEpochNs) {
        return new Message(What.TRADE, trade, trade.id(), 0, 0, eventEpochNs);
    }

    static Message quote(long updateId, long priceE8, long eventEpochNs) {
        return new Message(What.QUOTE, NO_TRADE, updateId, priceE8, 0, eventEpochNs);
    }

    static Message statement(long newestId, int source, long venueEpochNs) {
        return new Message(What.STATEMENT, NO_TRADE, newestId, 0, source, venueEpochNs);
    }
}
