package io.tickgate.engine;

import io.tickgate.history.History;
import io.tickgate.history.QueryDeadline;
import io.tickgate.history.ShownTrades;
import io.tickgate.proof.receipt.WindowTrades;

/** The trades of receipts, from the history. Any thread. */
final class HistoryTrades implements WindowTrades {
    private final History history;

    HistoryTrades(History history) {
        this.history = history;
    }

    @Override
    public Told trades(
            int streamId,
            long fromEpochNs,
            long lastEpochNs,
            long upToSequence,
            Visitor visitor,
            QueryDeadline deadline) {
        ShownTrades shown = history.trades(
                streamId,
                fromEpochNs,
                lastEpochNs,
                upToSequence,
                trade -> visitor.onTrade(
                        trade.firstTradeId(),
                        trade.lastTradeId(),
                        trade.tradeTimeEpochNs(),
                        trade.priceE8(),
                        trade.sizeE8(),
                        trade.flags(),
                        trade.sequence()),
                deadline);
        if (shown.isForgotten()) {
            return Told.FORGOTTEN;
        }
        return shown.damaged().isEmpty() ? Told.WHOLE : Told.DAMAGED;
    }

    @Override
    public long sequence() {
        return history.sequence();
    }
}
