package io.tickgate.history;

/**
 * A place between two trades: behind the one named. Trades that are fetched later and belong before it are not shown by the pages after
 * it, trades are never shown twice.
 *
 * @param tradeTimeEpochNs of the trade before the place.
 * @param firstTradeId of it.
 * @param sequence of it: tells apart trades of equal time and id, before and after the venue began to count anew.
 */
public record PageCursor(long tradeTimeEpochNs, long firstTradeId, long sequence) {
    /** The place behind a trade. */
    static PageCursor after(Trade trade) {
        return new PageCursor(trade.tradeTimeEpochNs(), trade.firstTradeId(), trade.sequence());
    }

    /** Whether a trade comes after it. */
    boolean isBefore(Trade trade) {
        if (trade.tradeTimeEpochNs() != tradeTimeEpochNs) {
            return trade.tradeTimeEpochNs() > tradeTimeEpochNs;
        }
        return trade.firstTradeId() == firstTradeId ? trade.sequence() > sequence : trade.firstTradeId() > firstTradeId;
    }
}
