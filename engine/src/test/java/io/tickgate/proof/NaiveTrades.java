package io.tickgate.proof;

import io.tickgate.history.QueryDeadline;
import io.tickgate.proof.receipt.Sections;
import io.tickgate.proof.receipt.Sections.Settling;
import io.tickgate.proof.receipt.WindowTrades;
import io.tickgate.record.RecordKind;
import java.util.Comparator;
import java.util.List;

/** Trades of a list of records, each id once, looked for one by one. */
final class NaiveTrades implements WindowTrades {
    private final List<byte[]> records;
    private final long sequence;

    NaiveTrades(List<byte[]> records, long sequence) {
        this.records = records;
        this.sequence = sequence;
    }

    @Override
    public Told trades(
            int streamId,
            long fromEpochNs,
            long lastEpochNs,
            long upToSequence,
            Visitor visitor,
            QueryDeadline deadline) {
        deadline.check();
        List<Settling> inOrder = records.stream()
                .filter(record -> Sections.kindCode(record) == RecordKind.TRADE.code()
                        || Sections.kindCode(record) == RecordKind.BACK_FILLED_TRADE.code())
                .map(Settling::of)
                .filter(trade -> trade.streamId() == streamId
                        && trade.sequence() <= upToSequence
                        && trade.tradeTimeEpochNs() >= fromEpochNs
                        && trade.tradeTimeEpochNs() <= lastEpochNs)
                .sorted(Comparator.comparingLong(Settling::tradeTimeEpochNs).thenComparingLong(Settling::firstTradeId))
                .toList();
        for (Settling trade : inOrder) {
            boolean isMoreWanted = visitor.onTrade(
                    trade.firstTradeId(),
                    trade.lastTradeId(),
                    trade.tradeTimeEpochNs(),
                    trade.priceE8(),
                    trade.sizeE8(),
                    trade.flags(),
                    trade.sequence());
            if (!isMoreWanted) {
                break;
            }
        }
        return Told.WHOLE;
    }

    @Override
    public long sequence() {
        return sequence;
    }
}
