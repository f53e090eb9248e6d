package io.tickgate.simulation;

import io.tickgate.input.EngineClock;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.Market;
import io.tickgate.publish.DecisionReplay;
import io.tickgate.publish.Published;
import io.tickgate.publish.PublishedState;
import io.tickgate.publish.Publisher;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.status.Counters;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One life of the process behind the ring: recovery, then journal, market, publish for each record, in the order of the shared topology.
 * Market, publish stage, published state and clock are the real ones.
 */
final class EngineLife {
    /** The ring had no room. */
    static final long FULL = -1;

    private static final int ID_MAX = 4;
    private static final List<RecordKind> DIRECTORY = List.of(
            RecordKind.VENUE_DEFINED,
            RecordKind.INSTRUMENT_DEFINED,
            RecordKind.STREAM_DEFINED,
            RecordKind.MARKET_DEFINED);

    private final World world;
    private final Evidence.Life life;
    private final Encoder encoder = new Encoder();
    private final Deque<byte[]> ring = new ArrayDeque<>();
    private final PublishedState state;
    private Market market;
    private final EngineClock clock;
    private final DecisionTap tap;
    private final Publisher publisher;
    private final long epoch;
    private long nextSequence;
    private long movedAtNs;
    private long stampBeforeNs;
    private long stampAfterNs;
    private byte[] held = {};

    /**
     * Recovers.
     *
     * @param isFromSnapshot whether it may begin with a snapshot.
     * @throws Kill when the process dies meanwhile.
     * @throws io.tickgate.journal.JournalException when the disk holds something else than was written.
     */
    EngineLife(World world, Evidence.Life life, boolean isFromSnapshot) {
        this.world = world;
        this.life = life;
        state = new PublishedState(ID_MAX, ID_MAX, ID_MAX, world.disk.sink.appender(), Counters.inMemory());
        tap = new DecisionTap(world, life);
        market = new Market(tap);
        recover(isFromSnapshot);
        clock = new EngineClock(world.wallClock(), world.agenda::nowNs, market.marketTimeEpochNs());
        epoch = market.epoch() + 1;
        nextSequence = market.lastSequence() + 1;
        publisher = state.newPublisher();
        tap.goLive(publisher);
        life.isRecovered = true;
    }

    private void recover(boolean isFromSnapshot) {
        Snapshots.Snapshot used = isFromSnapshot
                ? world.disk.snapshots.newestUsable(() -> new Market(tap), restored -> market = restored, world.paths)
                : null;
        if (used != null) {
            world.paths.reached(RarePath.RESTARTED_FROM_SNAPSHOT);
            world.trace.say(() -> "begins with the snapshot of " + used.sequence());
            show(used);
        }
        int journalFrom = used == null ? 0 : used.journalPosition();
        int decisionsFrom = used == null ? 0 : used.decisionsPosition();
        long lastSequence = used == null ? 0 : used.sequence();
        List<byte[]> tail = world.disk.journal.read(journalFrom, lastSequence);
        tap.beginReplay(world.disk.decisions.read(decisionsFrom, lastSequence));
        replay(used == null ? world.plant.replayed(tail) : world.plant.behindSnapshot(tail));
        tap.endReplay();
        if (used != null) {
            demandSame(world.disk.journal.appended());
        }
        world.evidence.isFlipUnnoticed |= world.disk.isFlippedFrom(journalFrom, decisionsFrom);
        world.plant.recovered(world.disk.decisions.appended()).forEach(world.disk.decisions::append);
        stampBeforeNs = System.nanoTime();
        state.onReplayed(market.lastSequence(), market.marketTimeEpochNs());
        moved();
        life.lastSequenceFound = market.lastSequence();
    }

    private void replay(List<byte[]> records) {
        try (RecordReader recorded = world.disk.sink.reader()) {
            DecisionReplay comparison = state.replay(recorded);
            tap.replayTo(comparison);
            for (byte[] record : records) {
                UnsafeBuffer buffer = new UnsafeBuffer(record);
                state.onReplayedInput(buffer, record.length);
                market.onRecord(buffer, record.length);
                world.doom.step(RarePath.KILLED_WHILE_RECOVERING);
            }
            comparison.finish(Long.MAX_VALUE);
        }
    }

    private void show(Snapshots.Snapshot used) {
        for (RecordKind kind : DIRECTORY) {
            for (DirectBuffer record : market.definitions().all(kind)) {
                state.onReplayedInput(record, record.capacity());
            }
        }
        Snapshots.restoreBets(used, state, market.totals().betsContradicted());
        tap.tellTo(state.restored());
        market.tellAll();
    }

    /** A start from a snapshot must be the same as one from the first record. */
    private void demandSame(List<byte[]> records) {
        Market whole = new Market((record, length) -> {});
        for (byte[] record : records) {
            whole.onRecord(new UnsafeBuffer(record), record.length);
        }
        world.verdict.demand(
                whole.stateHash().equals(market.stateHash()),
                Invariant.R4,
                "life %d began with a snapshot and has another state than the whole journal gives",
                life.number);
    }

    /** The second market has come to the newest state hash, and saves it. */
    void snapshot() {
        int newest = Snapshots.newestHash(world.disk.decisions.appended());
        if (newest >= 0) {
            boolean isMade = world.disk.snapshots.make(world.disk, newest, state);
            world.verdict.demand(isMade, Invariant.R4, "the second market has another state hash");
        }
    }

    private void moved() {
        stampAfterNs = System.nanoTime();
        movedAtNs = world.agenda.nowNs();
    }

    /**
     * Publishes a record to the ring.
     *
     * @param record without header fields that the ring sets.
     * @param isCommand whether it needs a quarter of the ring free.
     * @param isStale see {@link Evidence.RingEntry}.
     * @return its sequence, or {@link #FULL}.
     */
    long publish(byte[] record, boolean isCommand, boolean isStale) {
        int free = world.scenario.ringSize - ring.size();
        if (free <= 0 || (isCommand && free < world.scenario.ringSize / 4)) {
            return FULL;
        }
        long sequence = nextSequence++;
        byte[] sealed = encoder.sealed(record, epoch, sequence);
        world.evidence.ring.add(new Evidence.RingEntry(
                life.number, sequence, sealed, world.agenda.nowNs(), isStale, world.feeds.isDeaf()));
        ring.add(sealed);
        return sequence;
    }

    boolean hasRoom() {
        return ring.size() < world.scenario.ringSize;
    }

    int depth() {
        return ring.size();
    }

    /** The engine's thread handles what is in the ring, in batches. */
    void drain(Chance chance) {
        while (!ring.isEmpty()) {
            world.doom.step(RarePath.KILLED_IN_THE_RING);
            byte[] record = ring.remove();
            boolean isEndOfBatch = ring.isEmpty() || chance.oneIn(4);
            handle(record, isEndOfBatch);
        }
    }

    private void handle(byte[] record, boolean isEndOfBatch) {
        if (world.trace.isOn() && kindOf(record) != RecordKind.CLOCK) {
            world.trace.say(() -> "record " + Words.of(record));
        }
        world.doom.step(RarePath.KILLED_BEFORE_APPEND);
        append(record);
        world.doom.step(RarePath.KILLED_BEFORE_MARKET);
        UnsafeBuffer buffer = new UnsafeBuffer(record);
        publisher.onInput(buffer, record.length);
        market.onRecord(buffer, record.length);
        world.doom.step(RarePath.KILLED_AT_END_OF_BATCH);
        if (isEndOfBatch) {
            stampBeforeNs = System.nanoTime();
            publisher.onEndOfBatch(market.lastSequence());
            moved();
        }
    }

    private void append(byte[] record) {
        if (world.doom.isTearing()) {
            world.disk.journal.tear(record);
            world.paths.reached(RarePath.TORN_TAIL);
            world.doom.never();
            throw new Kill();
        }
        try {
            world.disk.demandRoom();
        } catch (AppendFailure e) {
            life.isAppendFailed = true;
            if (!world.plant.fires(PlantedFault.APPEND_FAILURE_SWALLOWED)) {
                throw e;
            }
            return;
        }
        if (world.plant.fires(PlantedFault.RECORD_SKIPPED)) {
            return;
        }
        if (held.length == 0 && world.plant.fires(PlantedFault.RECORDS_SWAPPED)) {
            held = record;
            return;
        }
        world.disk.journal.append(record);
        if (held.length > 0) {
            world.disk.journal.append(held);
            held = new byte[0];
        }
        if (world.plant.fires(PlantedFault.RECORD_DOUBLED)) {
            world.disk.journal.append(record);
        }
    }

    long nowEpochNs() {
        return world.plant.engineTime(clock.nowEpochNs(), clock.wallOffsetNs());
    }

    EngineClock clock() {
        return clock;
    }

    long epochNow() {
        return epoch;
    }

    Published published() {
        return state.published();
    }

    Market market() {
        return market;
    }

    int number() {
        return life.number;
    }

    /** For how long the engine's thread has not moved. */
    long idleNs() {
        return world.agenda.nowNs() - movedAtNs;
    }

    /** The dead-man's verdict on that, and whether the real one agrees. */
    boolean isStalled() {
        long idleNs = idleNs();
        boolean isStalled = idleNs > Published.STALL_LIMIT_NS;
        // The publish stage stamps real time: between these two readings of it.
        long nowNs = isStalled ? stampAfterNs + idleNs : stampBeforeNs + idleNs;
        boolean isReal = published().isEngineStalled(nowNs);
        world.verdict.demand(isReal == isStalled, Invariant.G9, "dead-man says %s after %d ns", isReal, idleNs);
        return isStalled;
    }

    static RecordKind kindOf(byte[] record) {
        int code = new RecordFlyweight()
                .wrap(new UnsafeBuffer(record), 0, record.length)
                .kindCode();
        RecordKind kind = RecordKind.of(code);
        if (kind == null) {
            throw new IllegalStateException("No kind " + code);
        }
        return kind;
    }

    static boolean isSame(byte[] one, byte[] other) {
        return Arrays.equals(one, other);
    }
}
