package io.tickgate.publish;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.IntArrayList;

/**
 * Bets as clients see them, for a snapshot: the market holds their numbers only. Written are the {@link BetRow rows} in the order of acceptance, each with its
 * length before it, a length of zero, and the place of the newest outcome of those that were forgotten.
 */
final class BetArchive {
    /** Longer than the row of a bet that fills its command. */
    private static final int ROW_LENGTH_MAX = 4_096;

    private BetArchive() {}

    /**
     * Writes bets while they are being published; any thread. What came after a sequence is left out: a replay from there brings it again.
     * What was forgotten since is left out, too, so nothing may have been decided and forgotten since: {@link PublishedState#saveBets}.
     *
     * @param bets that are held.
     * @param sequence as of which they are written.
     * @param out written to.
     */
    static void save(BetViews bets, long sequence, DataOutputStream out) throws IOException {
        List<byte[]> rows = bets.rows().all();
        rows.sort(Comparator.comparingLong(BetRow::sequence));
        for (byte[] row : rows) {
            if (BetRow.sequence(row) <= sequence) {
                byte[] then = isDecidedAfter(row, sequence) ? BetRow.undecided(row) : row;
                out.writeShort(then.length);
                out.write(then);
            }
        }
        out.writeShort(0);
        OutcomePosition forgotten = bets.forgotten();
        out.writeLong(forgotten.sequence());
        out.writeInt(forgotten.ordinal());
    }

    private static boolean isDecidedAfter(byte[] row, long sequence) {
        return BetRow.state(row) != BetState.ACCEPTED && BetRow.position(row).sequence() > sequence;
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @param in read from.
     * @param bets empty; filled.
     */
    static void restore(DataInputStream in, BetViews bets) throws IOException {
        IntArrayList decided = new IntArrayList();
        for (int length = in.readUnsignedShort(); length > 0; length = in.readUnsignedShort()) {
            if (length > ROW_LENGTH_MAX) {
                throw new IOException("A row of " + length + " bytes is none of a bet");
            }
            byte[] row = new byte[length];
            in.readFully(row);
            int place = bets.restore(row);
            if (BetRow.state(row) != BetState.ACCEPTED) {
                decided.addInt(place);
            }
        }
        restoreOutcomes(bets, decided);
        bets.restoreForgotten(new OutcomePosition(in.readLong(), in.readInt()));
    }

    private static void restoreOutcomes(BetViews bets, IntArrayList decided) {
        List<Integer> places = new ArrayList<>(decided);
        places.sort(Comparator.comparing(place -> BetRow.position(bets.rows().required(place))));
        places.forEach(bets::restoreOutcome);
    }
}
