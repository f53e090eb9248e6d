package io.tickgate.simulation;

import static io.tickgate.simulation.Scenario.MS;
import static io.tickgate.simulation.Scenario.S;

import io.tickgate.journal.JournalException;
import io.tickgate.record.ClockFlyweight;
import io.tickgate.record.ConditionFlyweight;
import io.tickgate.record.GateReason;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The machine: starts the process, lets it stand still, kills it, starts it again. Also the process's own clock and disk watch. */
final class Host {
    /** Ahead of the wall clock by more, gates stay closed until it is reached. */
    private static final long HELD_BACK_MAX_NS = 2 * S;

    private static final long DISK_WATCH_NS = S;
    /** A feed publishes at most a handful of records for one message. */
    private static final int ROOM = 4;

    private final World world;
    private final Chance chance;
    private final Encoder encoder = new Encoder();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Definitions definitions;
    private @Nullable EngineLife engine;
    private int lives;
    private boolean isPaused;
    private boolean isStalled;
    private boolean isHeldBack;
    private boolean isDiskLow;
    private boolean isFinished;
    private long pausedAtNs;
    private long stoodStillNs;

    Host(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        definitions = new Definitions(world);
    }

    Definitions definitions() {
        return definitions;
    }

    /** Number of the life that runs, or ran last. */
    int life() {
        return lives - 1;
    }

    boolean isUp(int life) {
        return engine != null && life == life();
    }

    boolean isUp() {
        return engine != null;
    }

    boolean isPaused() {
        return isPaused;
    }

    boolean hasRoom() {
        return engine != null && engine.depth() + ROOM < world.scenario.ringSize;
    }

    EngineLife engine() {
        if (engine == null) {
            throw new IllegalStateException("The process does not run");
        }
        return engine;
    }

    long nowEpochNs() {
        return engine().nowEpochNs();
    }

    long publish(byte[] record, boolean isCommand, boolean isStale) {
        return engine().publish(record, isCommand, isStale);
    }

    /** Starts the process. */
    void start() {
        if (engine != null || isFinished) {
            return;
        }
        Evidence.Life life = world.evidence.newLife();
        world.onStart();
        lives++;
        isPaused = false;
        isStalled = false;
        stoodStillNs = 0;
        waiting.clear();
        world.trace.say(
                () -> "process " + life.number + " starts, wall clock " + world.wallOffsetNs() / MS + " ms off");
        world.disk.open();
        try {
            engine = new EngineLife(world, life, chance.oneIn(2) && !world.disk.sink.isReal());
            life.configured = new Evidence.Configured(definitions.thresholds(), definitions.rule());
            begin(engine);
        } catch (Kill e) {
            die(Evidence.End.KILLED);
            return;
        } catch (AppendFailure e) {
            die(Evidence.End.APPEND_FAILED);
            return;
        } catch (JournalException | IllegalStateException e) {
            // The market throws the latter where a journal makes no sense.
            onRefusal(life, e);
            return;
        }
        world.feeds.onStart();
        drain();
    }

    /** The disk holds something else than was written. An operator has a copy; without a flipped bit there is no excuse. */
    private void onRefusal(Evidence.Life life, RuntimeException refusal) {
        life.end = Evidence.End.REFUSED_TO_START;
        world.trace.say(() -> "start refused: " + refusal.getMessage());
        engine = null;
        if (world.disk.isFlipped()) {
            world.paths.reached(RarePath.FLIPPED_BIT_FOUND);
            world.disk.restore();
            world.agenda.in(S, this::start);
        } else {
            world.evidence.startRefused = String.valueOf(refusal.getMessage());
            isFinished = true;
        }
    }

    private void begin(EngineLife started) {
        isHeldBack = started.clock().heldBackNs() > HELD_BACK_MAX_NS;
        isDiskLow = false;
        definitions.publishStart(started);
        if (isHeldBack) {
            condition(GateReason.CLOCK, true);
        }
        definitions.publishChanges();
        int life = life();
        world.agenda.in(world.scenario.clockIntervalNs, () -> tick(life));
        world.agenda.in(DISK_WATCH_NS / 2, () -> watchDisk(life));
    }

    private boolean condition(GateReason reason, boolean isActive) {
        byte[] record =
                encoder.encode(buffer -> new ConditionFlyweight().wrap(buffer).set(nowEpochNs(), reason, isActive));
        return publish(record, false, false) != EngineLife.FULL;
    }

    private void tick(int life) {
        if (!isUp(life)) {
            return;
        }
        world.agenda.in(world.scenario.clockIntervalNs, () -> tick(life));
        if (isPaused) {
            return;
        }
        publishTime();
        drain();
    }

    /** What the clock's thread publishes each time; a full ring lets it skip. */
    void publishTime() {
        byte[] record = encoder.encode(buffer -> new ClockFlyweight()
                .wrap(buffer)
                .set(nowEpochNs(), engine().clock().wallOffsetNs()));
        publish(record, false, false);
        if (isHeldBack && !engine().clock().isHeldBack()) {
            isHeldBack = !condition(GateReason.CLOCK, false);
        }
    }

    private void watchDisk(int life) {
        if (!isUp(life)) {
            return;
        }
        world.agenda.in(DISK_WATCH_NS, () -> watchDisk(life));
        boolean isLowNow = isDiskLow ? world.disk.free < Disk.FREE_MIN * 11 / 10 : world.disk.free < Disk.FREE_MIN;
        if (isPaused || isLowNow == isDiskLow) {
            return;
        }
        if (world.plant.fires(PlantedFault.DISK_CONDITION_DROPPED) || condition(GateReason.DISK, isLowNow)) {
            isDiskLow = isLowNow;
            world.evidence.lowDisk.add(new long[] {life, world.agenda.nowNs(), isLowNow ? 1 : 0});
        }
        drain();
    }

    /** The engine's thread takes what is in the ring, unless it stands still. Returns whether the process still lives. */
    boolean drain() {
        if (engine == null || isPaused || isStalled) {
            return engine != null;
        }
        try {
            engine.drain(chance);
            return true;
        } catch (Kill e) {
            die(Evidence.End.KILLED);
        } catch (AppendFailure e) {
            world.paths.reached(RarePath.APPEND_FAILED);
            die(Evidence.End.APPEND_FAILED);
        } catch (IllegalStateException e) {
            world.verdict.violated(Invariant.V3, "a stage failed: %s", e.getMessage());
            die(Evidence.End.STAGE_FAILED);
        }
        return false;
    }

    /** The second market comes there later, if the process lives. */
    void onStateHashed() {
        int life = life();
        world.agenda.in(chance.between(1, 3_000) * MS, () -> {
            if (isUp(life)) {
                engine().snapshot();
            }
        });
    }

    /** Kills the process between two instructions of its threads. */
    void kill() {
        if (engine != null) {
            die(Evidence.End.KILLED);
        }
    }

    private void die(Evidence.End end) {
        engine = null;
        isPaused = false;
        isStalled = false;
        waiting.clear();
        world.doom.never();
        world.evidence.lives.get(life()).end = end;
        world.trace.say(() -> "process " + life() + " ends: " + end);
        world.feeds.onDeath();
        world.disk.isFull = false;
        world.onDeath();
        world.agenda.in(chance.between(20, 4_000) * MS, this::start);
    }

    /** The whole process stands still. */
    void pause(long forNs) {
        if (engine != null && !isPaused) {
            world.trace.say(() -> "process stands still for " + forNs / MS + " ms");
            isPaused = true;
            pausedAtNs = world.agenda.nowNs();
            int life = life();
            world.agenda.in(forNs, () -> resume(life));
        }
    }

    private void resume(int life) {
        if (isUp(life) && isPaused) {
            isPaused = false;
            world.evidence.pauses.add(new long[] {pausedAtNs, world.agenda.nowNs()});
            stoodStillNs += world.agenda.nowNs() - pausedAtNs;
            world.trace.say(() -> "process goes on");
            goOn();
        }
    }

    /** The threads go on in any order. */
    private void goOn() {
        if (chance.oneIn(2)) {
            doWaiting();
            readOn();
        } else {
            readOn();
            doWaiting();
        }
        drain();
    }

    private void readOn() {
        if (engine != null) {
            world.feeds.readOn();
            drain();
        }
    }

    private void doWaiting() {
        while (!waiting.isEmpty() && engine != null && !isPaused) {
            waiting.remove().run();
        }
    }

    /** Lets something happen in the process: now, or when it goes on. What a process that dies has not done is not done. */
    void inProcess(Runnable what) {
        if (isPaused) {
            waiting.add(what);
        } else {
            what.run();
        }
    }

    /** The engine's thread stands still; the others go on. */
    void stall(long forNs) {
        if (engine != null && !isStalled) {
            world.trace.say(() -> "engine thread stands still for " + forNs / MS + " ms");
            isStalled = true;
            int life = life();
            world.agenda.in(forNs, () -> endStall(life));
        }
    }

    private void endStall(int life) {
        if (isUp(life) && isStalled) {
            isStalled = false;
            drain();
            if (engine != null && !isPaused) {
                readOn();
            }
        }
    }

    /** Whatever stands still goes on. */
    void calm() {
        resume(life());
        endStall(life());
    }

    /** Whether engine time runs apart from true time. */
    boolean isClockWrong() {
        return engine != null && engine.clock().nowEpochNs() != Scenario.T0 + world.agenda.nowNs();
    }

    /** For how long this life has stood still in all. */
    long stoodStillNs() {
        return stoodStillNs;
    }

    /** Nothing happens any more. */
    void finish() {
        isFinished = true;
    }
}
