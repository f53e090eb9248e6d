package io.tickgate.simulation;

import io.tickgate.market.Market;
import io.tickgate.market.StateReader;
import io.tickgate.market.StateWriter;
import io.tickgate.publish.PublishedState;
import io.tickgate.record.RecordKind;
import io.tickgate.record.StateHashedFlyweight;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** The snapshots on the simulated disk, and the second market that makes them from the journal. */
final class Snapshots {
    private static final int KEPT_MAX = 3;

    /**
     * One of them.
     *
     * @param sequence of the record whose state it is.
     * @param journalPosition behind that record.
     * @param decisionsPosition behind its state hash.
     * @param stateHash in hexadecimal.
     * @param checksum of the saved market.
     * @param market the saved market.
     * @param bets the saved bets of the read model.
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Snapshot(
            long sequence,
            int journalPosition,
            int decisionsPosition,
            String stateHash,
            long checksum,
            byte[] market,
            byte[] bets) {}

    private final List<Snapshot> snapshots = new ArrayList<>();

    /** Makes one as of a recorded state hash; returns whether the second market agreed with that. */
    boolean make(Disk disk, int at, PublishedState state) {
        byte[] decision = disk.decisions.appended().get(at);
        StateHashedFlyweight hashed = new StateHashedFlyweight().wrap(new UnsafeBuffer(decision), 0, decision.length);
        List<byte[]> journal = disk.journal.appended();
        if (journal.size() < hashed.sequence()) {
            return false; // The journal has lost records that were decided upon.
        }
        Market second = new Market((record, length) -> {});
        for (byte[] record : journal.subList(0, (int) hashed.sequence())) {
            second.onRecord(new UnsafeBuffer(record), record.length);
        }
        String stateHash = HexFormat.of().formatHex(hashed.hash());
        if (!second.stateHash().equals(stateHash)) {
            return false;
        }
        if (snapshots.size() == KEPT_MAX) {
            snapshots.remove(0);
        }
        byte[] market = saved(second);
        byte[] bets = bets(state, hashed.sequence());
        snapshots.add(new Snapshot(
                hashed.sequence(),
                disk.journal.positionBehind((int) hashed.sequence()),
                disk.decisions.positionBehind(at + 1),
                stateHash,
                checksum(market),
                market,
                bets));
        return true;
    }

    private static long checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
    }

    private static byte[] saved(Market market) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StateWriter writer = new StateWriter((bytes, length) -> out.write(bytes, 0, length));
        market.save(writer);
        writer.hash();
        return out.toByteArray();
    }

    private static byte[] bets(PublishedState state, long sequence) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            state.saveBets(sequence, new DataOutputStream(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The newest that gives the market that it says, restored into a new one by a start; null when there is none. */
    @Nullable
    Snapshot newestUsable(Supplier<Market> markets, Consumer<Market> use, RarePaths paths) {
        for (int i = snapshots.size() - 1; i >= 0; i--) {
            Snapshot snapshot = snapshots.get(i);
            Market market = markets.get();
            if (isRestored(snapshot, market)) {
                use.accept(market);
                return snapshot;
            }
            paths.reached(RarePath.SNAPSHOT_DAMAGED);
        }
        return null;
    }

    private static boolean isRestored(Snapshot snapshot, Market market) {
        if (checksum(snapshot.market()) != snapshot.checksum()) {
            return false;
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot.market()));
        try {
            market.restore(new StateReader((into, length) -> {
                try {
                    in.readFully(into, 0, length);
                } catch (IOException e) {
                    throw new IllegalStateException("it ends before the market does", e);
                }
            }));
            return market.stateHash().equals(snapshot.stateHash());
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Fills the read model's bets. */
    static void restoreBets(Snapshot snapshot, PublishedState state, long contradicted) {
        try {
            state.restoreBets(new DataInputStream(new ByteArrayInputStream(snapshot.bets())), contradicted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Flips a bit of the newest. */
    void flip(Chance chance) {
        if (!snapshots.isEmpty()) {
            byte[] bytes = snapshots.get(snapshots.size() - 1).market();
            bytes[chance.below(bytes.length)] ^= (byte) (1 << chance.below(Byte.SIZE));
        }
    }

    /** The place of the newest state hash among decisions, -1 when there is none. */
    static int newestHash(List<byte[]> decisions) {
        for (int i = decisions.size() - 1; i >= 0; i--) {
            if (EngineLife.kindOf(decisions.get(i)) == RecordKind.STATE_HASHED) {
                return i;
            }
        }
        return -1;
    }
}
