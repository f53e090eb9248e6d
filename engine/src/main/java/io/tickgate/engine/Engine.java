package io.tickgate.engine;

import io.tickgate.config.TickgateConfig;
import io.tickgate.feed.FeedContext;
import io.tickgate.history.History;
import io.tickgate.history.HistoryWriter;
import io.tickgate.input.EngineClock;
import io.tickgate.input.InputPublisher;
import io.tickgate.input.InputRing;
import io.tickgate.input.StageErrorHandler;
import io.tickgate.input.WaitStrategies;
import io.tickgate.journal.DataFolder;
import io.tickgate.journal.JournalHandler;
import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.Market;
import io.tickgate.market.MarketOutput;
import io.tickgate.pairs.Pairs;
import io.tickgate.proof.ProofNode;
import io.tickgate.proof.Proofs;
import io.tickgate.publish.Published;
import io.tickgate.publish.PublishedState;
import io.tickgate.publish.Publisher;
import io.tickgate.record.ConditionFlyweight;
import io.tickgate.record.EngineStartedFlyweight;
import io.tickgate.record.GateReason;
import io.tickgate.snapshot.Retention;
import io.tickgate.snapshot.SecondMarketAgent;
import io.tickgate.snapshot.SnapshotFolder;
import io.tickgate.status.Counters;
import io.tickgate.status.FeedsView;
import io.tickgate.status.SnapshotStatus;
import io.tickgate.status.StatusFiles;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocketFactory;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine of one process: from a data folder and a configuration to running threads, and back. Parts are built in the order of the
 * way and closed from its head on, so that what is in the ring is journalled, decided and published before the journal closes.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    /** A last journalled time that lies further ahead of the wall clock than this closes the gates until it is reached. */
    private static final long HELD_BACK_LIMIT_NS = TimeUnit.SECONDS.toNanos(2);

    /** A stage that has died has stopped the process by then. */
    private static final long START_LIMIT_NS = TimeUnit.SECONDS.toNanos(10);

    private static final long START_PARK_NS = 100_000;
    /** Against the 50 ms between two clock events; each wake-up costs the host some microseconds. */
    private static final long CLOCK_SLEEP_MS = 5;

    private static final long DISK_WATCH_SLEEP_MS = 100;
    private static final String HISTORY_FOLDER = "history";
    /** Who asks the history for what has just happened waits so long at most; a wake-up that finds nothing costs microseconds. */
    private static final long SECOND_MARKET_SLEEP_MS = 10;

    private final TickgateConfig config;
    private final DataFolder folder;
    private final StatusFiles status;
    private final RecordLog journal;
    private final RecordLog decisions;
    private final RecordAppender journalAppender;
    private final RecordAppender decisionsAppender;
    private final SnapshotFolder snapshots;
    private final Market market;
    private final PublishedState state;
    private final EngineClock clock;
    private final InputRing ring;
    private final Runnable halt;
    private final List<AgentRunner> runners = new ArrayList<>();
    private final Feeds feeds;
    private final RestFeeds rest;
    private final EngineMirror mirror;
    private final SecondMarketAgent secondMarket;
    private final HistoryWriter history;
    private final ProofNode proofs;
    private volatile Pairs pairs = Pairs.NONE;
    private boolean isClosed;

    private Engine(TickgateConfig config, DataFolder folder, Runnable halt) {
        this.config = config;
        this.folder = folder;
        this.halt = halt;
        status = StatusFiles.create(folder.path());
        journal = RecordLog.openForWriting(folder.journal(), true);
        decisions = RecordLog.openForWriting(folder.decisions(), false);
        journalAppender = journal.newAppender();
        decisionsAppender = decisions.newAppender();
        state = new PublishedState(
                EngineLimits.INSTRUMENT_ID_MAX,
                EngineLimits.STREAM_ID_MAX,
                EngineLimits.MARKET_ID_MAX,
                decisionsAppender,
                status.counters());
        snapshots = new SnapshotFolder(folder.path());
        OutputSwitch output = new OutputSwitch((record, length) -> {});
        try {
            market = recover(output);
        } catch (RuntimeException | Error e) {
            closeLogs();
            throw e;
        }
        clock = new EngineClock(SystemEpochNanoClock.INSTANCE, SystemNanoClock.INSTANCE, market.marketTimeEpochNs());
        history = openHistory();
        proofs = startProofs();
        ring = new InputRing(
                config.engine().ringSize(),
                WaitStrategies.of(config.engine().waiting()),
                market.lastSequence() + 1,
                market.epoch() + 1,
                new StageErrorHandler(status.errorLog(), halt));
        feeds = new Feeds(new FeedContext(
                clock,
                ring::newPublisher,
                status.counters(),
                status.errorLog(),
                this::onFeedError,
                new SecureRandom(),
                (SSLSocketFactory) SSLSocketFactory.getDefault()));
        rest = new RestFeeds(config, status);
        Publisher publisher = state.newPublisher();
        MarketOutput liveOutput = Stages.add(
                ring,
                config.engine().threads(),
                new JournalHandler(journalAppender, status.counters()),
                market,
                publisher);
        output.to(liveOutput);
        mirror = EngineMirror.start(
                config.redis(), folder.path(), journal, state.published(), status.counters(), status.errorLog());
        secondMarket = new SecondMarketAgent(
                new SecondMarketAgent.Parts(
                        journal,
                        decisions,
                        state.published(),
                        snapshots,
                        status.counters(),
                        status.errorLog(),
                        halt,
                        clock::nowNs),
                Recovery.content(state),
                history,
                new Retention(config.data().retentionNs(), config.data().retentionBytes()),
                List.of(mirror.keeper(), history::neededFrom, proofs::neededFrom));
    }

    /**
     * Starts an engine.
     *
     * @param config what holds.
     * @param build version and commit of this build, recorded with the start.
     * @param halt ends the process at once when a stage has thrown.
     * @return the running engine.
     * @throws io.tickgate.journal.JournalException when the folder is in use, damaged, or its decisions cannot be derived again.
     */
    public static Engine start(TickgateConfig config, String build, Runnable halt) {
        DataFolder folder = DataFolder.take(config.data().directory());
        Engine engine;
        try {
            engine = new Engine(config, folder, halt);
        } catch (RuntimeException | Error e) {
            folder.close();
            throw e;
        }
        try {
            engine.run(build);
        } catch (RuntimeException | Error e) {
            engine.close();
            throw e;
        }
        return engine;
    }

    private HistoryWriter openHistory() {
        try {
            return HistoryWriter.open(
                    folder.path().resolve(HISTORY_FOLDER), firstSequence(), market.lastSequence(), status.counters());
        } catch (RuntimeException | Error e) {
            closeLogs();
            throw e;
        }
    }

    /** Of the journal's first record, 0 when it has none. */
    private long firstSequence() {
        try (RecordReader reader = journal.newReader()) {
            reader.seek(1);
            return reader.next() ? reader.header().sequence() : 0;
        }
    }

    private ProofNode startProofs() {
        try {
            return EngineProofs.start(
                    config.proof(), folder.path(), journal, state.published(), history.history(), clock, status);
        } catch (RuntimeException | Error e) {
            closeLogs();
            throw e;
        }
    }

    private Market recover(OutputSwitch output) {
        long startNs = System.nanoTime();
        Recovery recovery = Recovery.run(journal, decisions, snapshots, output, state);
        if (recovery.lastSequence() > 0) {
            String from = recovery.snapshotSequence() > 0 ? "snapshot " + recovery.snapshotSequence() : "the beginning";
            LOG.info(
                    "Recovered from {} to sequence {}: {} decisions equal to the record, {} completed, in {} ms",
                    from,
                    recovery.lastSequence(),
                    recovery.compared(),
                    recovery.completed(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs));
        }
        return recovery.market();
    }

    private void run(String build) {
        // Compared before the stages start: afterwards the market belongs to its thread.
        DefinitionUpdate definitions = new DefinitionUpdate(config, market.definitions(), clock.nowEpochNs());
        boolean isHeldBack = clock.heldBackNs() > HELD_BACK_LIMIT_NS;
        ring.start();
        InputPublisher publisher = ring.newPublisher();
        long startedSequence = publishStart(publisher, build, isHeldBack);
        awaitPublished(definitions.publish(publisher, startedSequence));
        start(
                new ClockAgent(
                        clock,
                        ring.newPublisher(),
                        status.counters(),
                        config.engine().clockIntervalNs(),
                        isHeldBack),
                CLOCK_SLEEP_MS);
        start(
                new DiskWatchAgent(
                        () -> Files.getFileStore(folder.path()).getUsableSpace(),
                        config.data().freeSpaceMinBytes(),
                        clock,
                        ring.newPublisher()),
                DISK_WATCH_SLEEP_MS);
        start(secondMarket, SECOND_MARKET_SLEEP_MS);
        startFeeds(definitions);
    }

    private void startFeeds(DefinitionUpdate definitions) {
        VenueAssembly venues = new VenueAssembly(config, definitions, status, feeds);
        venues.addAll();
        PairDesk desk = new PairDesk(
                config,
                definitions.writer(),
                definitions.onDemandIds(),
                feeds,
                ring.newPublisher(),
                state.published(),
                clock);
        desk.start();
        pairs = desk;
        feeds.backFills(rest::backFills);
        feeds.start(() -> venues.drainUnlisted(desk::onUnlisted) + desk.doWork(), desk::close);
        rest.start(feeds, state.published(), clock, ring::newPublisher);
    }

    private void onFeedError(Throwable throwable) {
        status.errorLog().onError(throwable);
        halt.run();
    }

    /** Until then the published state would show the gates of before the start. */
    private void awaitPublished(long sequence) {
        long startNs = clock.nowNs();
        while (state.published().sequence() < sequence && clock.nowNs() - startNs < START_LIMIT_NS) {
            LockSupport.parkNanos(START_PARK_NS);
        }
    }

    private long publishStart(InputPublisher publisher, String build, boolean isHeldBack) {
        new EngineStartedFlyweight()
                .wrap(publisher.scratch())
                .set(clock.nowEpochNs(), clock.nowEpochNs() + clock.wallOffsetNs(), Market.RULES_VERSION, build);
        long sequence = publisher.publish();
        if (isHeldBack) {
            LOG.error(
                    "CLOCK: the wall clock is {} s behind the last journalled time; gates stay closed until it is reached",
                    TimeUnit.NANOSECONDS.toSeconds(clock.heldBackNs()));
            new ConditionFlyweight().wrap(publisher.scratch()).set(clock.nowEpochNs(), GateReason.CLOCK, true);
            sequence = publisher.publish();
        }
        return sequence;
    }

    private void start(Agent agent, long sleepMs) {
        AgentRunner runner = new AgentRunner(new SleepingMillisIdleStrategy(sleepMs), status.errorLog(), null, agent);
        runners.add(runner);
        AgentRunner.startOnThread(runner);
    }

    /** The published state: prices, gates, bets. */
    public Published published() {
        return state.published();
    }

    /** The feeds and their connections. */
    public FeedsView feeds() {
        return feeds;
    }

    /** Pairs that can be added and removed, and what clients want of them. */
    public Pairs pairs() {
        return pairs;
    }

    /** How far the second market is, and the newest snapshot; any thread. */
    public SnapshotStatus snapshots() {
        return secondMarket.status();
    }

    /** Covered trades by time, as far as the second market has told; any thread. */
    public History history() {
        return history.history();
    }

    /** Acceptances, heads and receipts. */
    public Proofs proofs() {
        return proofs;
    }

    /** A new way into the ring, for one thread. */
    public InputPublisher newPublisher() {
        return ring.newPublisher();
    }

    public EngineClock clock() {
        return clock;
    }

    public Counters counters() {
        return status.counters();
    }

    /** The process's one error handler; never throws. */
    public ErrorHandler errorHandler() {
        return status.errorLog();
    }

    /** Where trades are mirrored to, for people, without a password; or why nowhere. */
    public String mirrorAddress() {
        return mirror.address();
    }

    /** Slots of the ring in use. */
    public long ringDepth() {
        return ring.depth();
    }

    /** Slots of the ring. */
    public int ringSize() {
        return ring.size();
    }

    /** Stops everything in order. Call {@link #summary()} afterwards. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        rest.close();
        feeds.close();
        runners.forEach(AgentRunner::close);
        ring.close();
        mirror.close();
        proofs.close();
        history.close();
        closeLogs();
        folder.close();
    }

    private void closeLogs() {
        journalAppender.close();
        decisionsAppender.close();
        journal.close();
        decisions.close();
    }

    /** What the engine left behind; only after {@link #close()}, as the market belongs to its thread before. */
    public EngineSummary summary() {
        if (!isClosed) {
            throw new IllegalStateException("The engine runs");
        }
        return new EngineSummary(market.lastSequence(), market.stateHash(), market.totals());
    }
}
