package io.tickgate.snapshot;

import io.tickgate.journal.JournalException;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.Market;
import io.tickgate.record.RecordKind;
import io.tickgate.record.StateHashedFlyweight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a market begins to read: behind a snapshot that checks, or at the first record. Afterwards the readers stand so that their next records are
 * the ones that follow. Owned by one thread.
 */
public final class SnapshotStart {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotStart.class);

    private final RecordReader records;
    private final @Nullable RecordReader recorded;
    private final Supplier<Market> markets;
    private final StateHashedFlyweight hashed = new StateHashedFlyweight();
    private @Nullable SnapshotFile used;

    /**
     * Ready to begin.
     *
     * @param records of the journal.
     * @param recorded of the decisions; null when there are none, so that nothing can be compared with them.
     * @param markets makes an empty market, each time it is asked.
     */
    public SnapshotStart(RecordReader records, @Nullable RecordReader recorded, Supplier<Market> markets) {
        this.records = records;
        this.recorded = recorded;
        this.markets = markets;
    }

    /**
     * Begins behind the first of some snapshots that checks: its own checksum, its versions, the state hash of the market that it gives, the hash recorded
     * in the decisions, and its record in the journal. A line in the log for each that does not.
     *
     * @param files in the order in which they are to be tried.
     * @return the market, or null when there is none.
     */
    public @Nullable Market first(List<SnapshotFile> files) {
        for (SnapshotFile file : files) {
            try {
                Market market = begin(file);
                used = file;
                return market;
            } catch (UnusableSnapshotException | JournalException e) {
                LOG.warn("Snapshot {} cannot be used: {}", file.path(), e.getMessage());
            }
        }
        return null;
    }

    /**
     * Begins so that as much as can be is derived again: at the first record, or where the journal's first files were deleted, behind the oldest snapshot that
     * still lies in it.
     *
     * @param folder of the snapshots.
     * @return the market.
     * @throws JournalException when the journal's first files were deleted and no snapshot can be used.
     */
    public Market oldest(SnapshotFolder folder) {
        records.seek(1);
        boolean isPruned = records.next() && records.header().sequence() != 1;
        List<SnapshotFile> files = isPruned ? inJournal(folder, records.header().sequence()) : List.of();
        Market market = first(files);
        return market != null ? market : whole();
    }

    private static List<SnapshotFile> inJournal(SnapshotFolder folder, long firstSequence) {
        List<SnapshotFile> files = new ArrayList<>(folder.newestFirst());
        Collections.reverse(files);
        files.removeIf(file -> file.header().sequence() < firstSequence);
        return files;
    }

    private Market begin(SnapshotFile file) throws UnusableSnapshotException {
        file.check();
        Market market = file.restore(markets);
        goBehindRecord(file.header());
        if (recorded != null) {
            goBehindDecision(file.header(), recorded);
        }
        return market;
    }

    private void goBehindRecord(SnapshotHeader header) throws UnusableSnapshotException {
        records.seek(header.sequence());
        boolean isThere = records.next()
                && records.header().sequence() == header.sequence()
                && records.header().epoch() == header.epoch()
                && records.header().kindCode() == RecordKind.CLOCK.code();
        if (!isThere) {
            throw new UnusableSnapshotException("the journal does not have its record " + header.sequence());
        }
    }

    private void goBehindDecision(SnapshotHeader header, RecordReader decisions) throws UnusableSnapshotException {
        boolean isThere = decisions.seekPosition(header.decisionsPosition())
                && decisions.next()
                && decisions.header().kindCode() == RecordKind.STATE_HASHED.code()
                && decisions.header().sequence() == header.sequence();
        if (!isThere) {
            throw new UnusableSnapshotException("the decisions do not have the state hash of " + header.sequence());
        }
        hashed.wrap(decisions.buffer(), 0, decisions.header().length());
        if (!Arrays.equals(hashed.hash(), header.stateHash())) {
            throw new UnusableSnapshotException("the decisions have another state hash for " + header.sequence());
        }
    }

    /**
     * Begins at the first record.
     *
     * @return an empty market.
     * @throws JournalException when the journal's first files were deleted.
     */
    public Market whole() {
        records.seek(1);
        boolean isThere = records.next();
        if (isThere && records.header().sequence() != 1) {
            throw new JournalException(
                    "The journal begins with sequence "
                            + records.header().sequence()
                            + " and no snapshot can be used: a market needs one of them or the whole journal. Restore the folder of snapshots from a copy, or start with another data folder.");
        }
        records.seek(1);
        if (recorded != null) {
            recorded.seek(0);
        }
        used = null;
        return markets.get();
    }

    /** The snapshot behind which the market began, null when it began at the first record. */
    public @Nullable SnapshotFile used() {
        return used;
    }
}
