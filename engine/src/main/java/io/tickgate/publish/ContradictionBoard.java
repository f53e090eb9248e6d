package io.tickgate.publish;

import io.tickgate.record.BetContradictedFlyweight;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The contradictions since the first record, the newest of them whole. A replay makes it again, and snapshots carry it. Written by the
 * publish stage's thread, read by any.
 */
public final class ContradictionBoard {
    /** Those kept whole: each one is a matter for people, who look at the decisions for more. */
    static final int KEPT_MAX = 64;

    private volatile List<Contradiction> newest = List.of();
    private volatile long count;

    ContradictionBoard() {}

    /** The newest ones, oldest first, at most {@value #KEPT_MAX}. Never changes; ask again for newer ones. */
    public List<Contradiction> newest() {
        return newest;
    }

    /** How many there were. */
    public long count() {
        return count;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    void add(BetContradictedFlyweight contradicted) {
        List<Contradiction> kept = new ArrayList<>(newest);
        if (kept.size() == KEPT_MAX) {
            kept.remove(0);
        }
        kept.add(new Contradiction(
                contradicted.betIdHigh(),
                contradicted.betIdLow(),
                contradicted.marketId(),
                contradicted.sequence(),
                contradicted.engineTimeEpochNs(),
                new DecidingTrade(
                        contradicted.tradeId(),
                        contradicted.tradeSequence(),
                        contradicted.tradePriceE8(),
                        contradicted.tradeTimeEpochNs())));
        newest = List.copyOf(kept);
        count++;
    }

    /**
     * Writes the newest ones; any thread. What came after a sequence is left out: a replay from there brings it again, and when that is
     * more than is kept it brings all that is.
     */
    void save(long sequence, DataOutputStream out) throws IOException {
        List<Contradiction> saved =
                newest.stream().filter(each -> each.sequence() <= sequence).toList();
        out.writeInt(saved.size());
        for (Contradiction each : saved) {
            out.writeLong(each.betIdHigh());
            out.writeLong(each.betIdLow());
            out.writeInt(each.marketId());
            out.writeLong(each.sequence());
            out.writeLong(each.foundEpochNs());
            DecidingTrade trade = each.trade();
            out.writeLong(trade.tradeId());
            out.writeLong(trade.sequence());
            out.writeLong(trade.priceE8());
            out.writeLong(trade.tradeTimeEpochNs());
        }
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @param in read from.
     * @param countThen how many there were; the market knows that.
     */
    void restore(DataInputStream in, long countThen) throws IOException {
        int kept = in.readInt();
        if (kept < 0 || kept > KEPT_MAX) {
            throw new IOException("There are never " + kept + " contradictions kept");
        }
        List<Contradiction> restored = new ArrayList<>();
        for (int i = 0; i < kept; i++) {
            restored.add(new Contradiction(
                    in.readLong(),
                    in.readLong(),
                    in.readInt(),
                    in.readLong(),
                    in.readLong(),
                    new DecidingTrade(in.readLong(), in.readLong(), in.readLong(), in.readLong())));
        }
        newest = List.copyOf(restored);
        count = countThen;
    }
}
