package io.tickgate.snapshot;

import io.tickgate.journal.RecordLog;
import io.tickgate.market.Market;
import io.tickgate.publish.Published;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import io.tickgate.status.SnapshotStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of the {@link SecondMarket}: reads in short batches what is published, writes a snapshot where the state was verified, and lets old files go.
 *
 * <p>It may lag without a bound; nobody waits for it but those who ask the history. After each batch it rests as long as that took, so that it
 * never takes more than half of a core. A decision that differs is a broken invariant and stops the process as an engine stage that
 * throws does; a snapshot that the disk does not take is counted and tried again a minute later.
 */
public final class SecondMarketAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(SecondMarketAgent.class);

    /** About a millisecond, so that other threads of a small host get the core often. */
    private static final int BATCH_RECORDS = 1_024;

    /** The rest after a batch that took long because the process was stopped, or that wrote a snapshot. */
    private static final long REST_MAX_NS = TimeUnit.MILLISECONDS.toNanos(20);

    /** State is verified each minute of market time; what is read behind comes faster and need not all be saved. */
    private static final long SNAPSHOT_INTERVAL_NS = TimeUnit.SECONDS.toNanos(45);

    /** With a million bets a snapshot takes some seconds: at most a thirtieth of the time and of the disk's goes into them. */
    private static final long SNAPSHOT_REST_FACTOR = 30;

    /**
     * What clients see of bets is saved as of now, and what was decided and forgotten since the second market's time would be missing from
     * it. No snapshot is written that far behind: half of the time for which a bet is held at least.
     */
    static final long SNAPSHOT_LAG_MAX_NS = Market.BET_HELD_NS / 2;

    private final RecordLog journal;
    private final RecordLog decisions;
    private final Published published;
    private final SnapshotFolder folder;
    private final SnapshotContent content;
    private final HistorySink history;
    private final Retention retention;
    private final Pruning pruning;
    private final Counters counters;
    private final ErrorHandler errorHandler;
    private final Runnable halt;
    private final NanoClock clock;

    private @Nullable SecondMarket market;
    private SnapshotStatus status = SnapshotStatus.NONE;
    private volatile SnapshotStatus shown = SnapshotStatus.NONE;
    private long verifiedSequence;
    private long verifiedBeforeSequence;
    private long nextSnapshotNs;

    /**
     * An agent that has not begun.
     *
     * @param parts of the engine that it uses.
     * @param content what clients see and the market does not hold.
     * @param history filled on the way.
     * @param retention how much of the journal is kept.
     * @param keepers who need the journal besides.
     */
    public SecondMarketAgent(
            Parts parts, SnapshotContent content, HistorySink history, Retention retention, List<Keeper> keepers) {
        journal = parts.journal();
        decisions = parts.decisions();
        published = parts.published();
        folder = parts.folder();
        counters = parts.counters();
        errorHandler = parts.errorHandler();
        halt = parts.halt();
        clock = parts.clock();
        this.content = content;
        this.history = history;
        this.retention = retention;
        pruning = new Pruning(journal, decisions, retention, keepers, counters);
        nextSnapshotNs = clock.nanoTime();
    }

    /**
     * What the agent uses of the engine.
     *
     * @param journal read up to what is published.
     * @param decisions compared with.
     * @param published how far that is.
     * @param folder of the snapshots.
     * @param counters of the process.
     * @param errorHandler told of what stops it.
     * @param halt stops the process.
     * @param clock monotonic.
     */
    public record Parts(
            RecordLog journal,
            RecordLog decisions,
            Published published,
            SnapshotFolder folder,
            Counters counters,
            ErrorHandler errorHandler,
            Runnable halt,
            NanoClock clock) {}

    /** How far it is; any thread. */
    public SnapshotStatus status() {
        SnapshotStatus now = shown;
        long lag = Math.max(0, published.sequence() - now.sequence());
        return new SnapshotStatus(
                now.sequence(),
                lag,
                now.snapshotSequence(),
                now.snapshotEpochNs(),
                now.snapshotBytes(),
                now.snapshotTookNs());
    }

    @Override
    public int doWork() {
        try {
            return work();
        } catch (RuntimeException | Error e) {
            counters.increment(Counter.SECOND_MARKET_DIFFERENCES);
            long after = market == null ? 0 : market.lastSequence();
            LOG.error("SECOND_MARKET_STOPPED at sequence {}: {}", after, e.getMessage());
            errorHandler.onError(new IllegalStateException("The second market stopped at sequence " + after, e));
            halt.run();
            throw new AgentTerminationException(true); // Told of already.
        }
    }

    private int work() {
        if (market == null) {
            return tryBegin();
        }
        long startNs = clock.nanoTime();
        int count = market.read(published.sequence(), BATCH_RECORDS);
        SnapshotHeader verified = market.takeVerified();
        if (verified != null) {
            onVerified(market, verified);
        }
        if (count > 0) {
            show(market);
            LockSupport.parkNanos(Math.min(clock.nanoTime() - startNs, REST_MAX_NS));
        }
        return count;
    }

    /** A folder that cannot be listed is the disk's trouble, as one that takes no snapshot. */
    private int tryBegin() {
        if (clock.nanoTime() - nextSnapshotNs < 0) {
            return 0;
        }
        try {
            List<SnapshotFile> snapshots = folder.oldestFirst();
            Collections.reverse(snapshots);
            market = begin(snapshots);
            return 1;
        } catch (IOException e) {
            nextSnapshotNs = clock.nanoTime() + SNAPSHOT_INTERVAL_NS;
            LOG.error("SNAPSHOT_FAILED sequence=0, the second market has not begun: {}", e.toString());
            counters.increment(Counter.SNAPSHOTS_FAILED);
            return 0;
        }
    }

    private SecondMarket begin(List<SnapshotFile> snapshots) {
        SecondMarket made = new SecondMarket(journal.newReader(), decisions.newReader(), snapshots, history);
        if (!snapshots.isEmpty()) {
            // What an earlier process verified shows in status; files may go only by what this one has verified.
            SnapshotFile newest = snapshots.get(0);
            status = new SnapshotStatus(
                    0,
                    0,
                    newest.header().sequence(),
                    newest.header().marketTimeEpochNs(),
                    newest.path().toFile().length(),
                    0);
        }
        LOG.info("The second market begins at sequence {}", made.lastSequence());
        return made;
    }

    private void onVerified(SecondMarket of, SnapshotHeader header) {
        long startNs = clock.nanoTime();
        // Where the history is behind, what is verified first was saved by an earlier process: newer ones must not give
        // way to it.
        if (startNs - nextSnapshotNs < 0 || header.sequence() <= status.snapshotSequence() || isFarBehind(header)) {
            return;
        }
        history.onSnapshot(header.sequence());
        try {
            SnapshotFile file = folder.write(header, of.market(), content);
            onWritten(file, clock.nanoTime() - startNs);
        } catch (IOException e) {
            counters.increment(Counter.SNAPSHOTS_FAILED);
            nextSnapshotNs = clock.nanoTime() + SNAPSHOT_INTERVAL_NS;
            LOG.error("SNAPSHOT_FAILED sequence={}: {}", header.sequence(), e.toString());
        }
        deleteFiles(header.marketTimeEpochNs());
        history.prune(header.marketTimeEpochNs() - retention.ageMaxNs(), retention.bytesMax());
    }

    private boolean isFarBehind(SnapshotHeader header) {
        return published.marketTimeEpochNs() - header.marketTimeEpochNs() > SNAPSHOT_LAG_MAX_NS;
    }

    private void onWritten(SnapshotFile file, long tookNs) throws IOException {
        counters.increment(Counter.SNAPSHOTS_WRITTEN);
        verifiedBeforeSequence = verifiedSequence;
        verifiedSequence = file.header().sequence();
        nextSnapshotNs = clock.nanoTime() + Math.max(SNAPSHOT_INTERVAL_NS, SNAPSHOT_REST_FACTOR * tookNs);
        status = new SnapshotStatus(
                0, 0, file.header().sequence(), file.header().marketTimeEpochNs(), Files.size(file.path()), tookNs);
    }

    /** Without the snapshots nothing is deleted: what could still be derived is then unknown. */
    private void deleteFiles(long marketTimeEpochNs) {
        try {
            long[] snapshots = folder.oldestFirst().stream()
                    .map(SnapshotFile::header)
                    .filter(header -> header.rulesVersion() == Market.RULES_VERSION)
                    .mapToLong(SnapshotHeader::sequence)
                    .toArray();
            boolean isMore = true;
            while (isMore) {
                isMore = pruning.deleteOne(verifiedBeforeSequence, marketTimeEpochNs, snapshots);
            }
            folder.deleteBelow(pruning.firstSequence());
        } catch (IOException e) {
            counters.increment(Counter.SNAPSHOTS_FAILED);
            LOG.error("No old file was deleted, since the snapshots cannot be listed: {}", e.toString());
        }
    }

    private void show(SecondMarket of) {
        shown = new SnapshotStatus(
                of.lastSequence(),
                0,
                status.snapshotSequence(),
                status.snapshotEpochNs(),
                status.snapshotBytes(),
                status.snapshotTookNs());
    }

    @Override
    public void onClose() {
        if (market != null) {
            market.close();
        }
        pruning.close();
    }

    @Override
    public String roleName() {
        return "second-market";
    }
}
