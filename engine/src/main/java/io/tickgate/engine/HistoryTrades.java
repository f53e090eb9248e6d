package io.tickgate.engine;

import io.tickgate.history.Gap;
import io.tickgate.history.History;
import io.tickgate.history.QueryDeadline;
import io.tickgate.proof.keys.ProofException;
import io.tickgate.proof.receipt.WindowTrades;
import java.util.List;

/** The trades of receipts, from the history. Any thread. */
final class HistoryTrades implements WindowTrades {
    private final History history;

    HistoryTrades(History history) {
        this.history = history;
    }

    @Override
    public void trades(int streamId, long fromEpochNs, long lastEpochNs, long upToSequence, Visitor visitor) {
        List<Gap> damaged = history.trades(
                streamId,
                fromEpochNs,
                lastEpochNs,
                upToSequence,
                trade -> {
                    visitor.onTrade(
                            trade.firstTradeId(),
                            trade.lastTradeId(),
                            trade.tradeTimeEpochNs(),
                            trade.priceE8(),
                            trade.sizeE8(),
                            trade.flags(),
                            trade.sequence());
                    return true;
                },
                QueryDeadline.NONE);
        if (!damaged.isEmpty()) {
            throw new ProofException("The history of stream " + streamId
                    + " is damaged in the window of a receipt; it is made again from the journal at the next start.");
        }
    }

    @Override
    public long sequence() {
        return history.sequence();
    }
}
