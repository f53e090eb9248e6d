package io.tickgate.simulation;

import java.util.Set;
import org.agrona.concurrent.EpochNanoClock;

/** Everything of one run, and how its parts reach each other. Owned by the thread that runs it. */
final class World {
    static final int VENUE = 1;
    static final int INSTRUMENT = 1;
    static final int STREAM = 1;
    static final int MARKET = 1;

    private static final long WRONG_MAX_NS = 5 * Scenario.S;

    final Agenda agenda = new Agenda();
    final Evidence evidence = new Evidence();
    final Verdict verdict = new Verdict();
    final RarePaths paths = new RarePaths();
    final Doom doom = new Doom(paths);
    final Scenario scenario;
    final Trace trace;
    final Plant plant;
    final Disk disk;
    final Venue venue;
    final Feeds feeds;
    final Rest rest;
    final Gateway gateway;
    final Clients clients;
    final Host host;

    private final Options options;
    private final Mischief mischief;
    private boolean isCalm;
    private long wallOffsetNs;
    private boolean hasWallJumped;

    World(long seed, Options options, DiskMaker disks) {
        this.options = options;
        Chance chance = new Chance(seed);
        scenario = new Scenario(chance.branch(0), options);
        trace = new Trace(options.isTraced(), agenda);
        plant = new Plant(this, options.fault(), chance.branch(1));
        disk = disks.make(plant);
        venue = new Venue(this, chance.branch(2));
        feeds = new Feeds(this, chance.branch(3));
        rest = new Rest(this, chance.branch(4));
        gateway = new Gateway(this, chance.branch(5));
        clients = new Clients(this, chance.branch(6));
        host = new Host(this, chance.branch(7));
        mischief = new Mischief(this, chance.branch(8));
    }

    /** Gives a run its disk. */
    interface DiskMaker {
        Disk make(Plant plant);
    }

    boolean isTroubled(Trouble trouble) {
        return !isCalm && scenario.troubles.contains(trouble);
    }

    Set<Trouble> troubles() {
        return scenario.troubles;
    }

    EpochNanoClock wallClock() {
        return () -> Scenario.T0 + agenda.nowNs() + wallOffsetNs;
    }

    long wallOffsetNs() {
        return wallOffsetNs;
    }

    void jumpWall(long byNs) {
        trace.say(() -> "wall clock jumps by " + byNs / Scenario.MS + " ms");
        if (options.isWallSteady()) {
            return;
        }
        wallOffsetNs += byNs;
        hasWallJumped = true;
        if (scenario.isWallKeptWrong) {
            // Further wrong at a start, no tick's time would be believed for as long as the clock is wrong.
            wallOffsetNs = Math.max(-WRONG_MAX_NS, Math.min(WRONG_MAX_NS, wallOffsetNs % WRONG_MAX_NS));
        }
    }

    /** Whether there were jumps that a run without them must be compared with. */
    boolean hasWallJumped() {
        return hasWallJumped && !scenario.isWallKeptWrong;
    }

    /** The process has died: what it held is gone. */
    void onDeath() {
        rest.onDeath();
        gateway.onDeath();
    }

    /** The process starts, with the wall clock as it is now or, in most worlds, put right before. */
    void onStart() {
        if (!scenario.isWallKeptWrong) {
            wallOffsetNs = 0;
        }
    }

    /** Nothing goes wrong from now on. */
    void calm() {
        trace.say(() -> "the last trouble is over");
        isCalm = true;
        doom.never();
        disk.isFull = false;
        disk.free = 1_000;
        boolean isWrong = scenario.isWallKeptWrong && host.isClockWrong();
        wallOffsetNs = 0;
        if (isWrong) {
            host.kill(); // An operator sets the clock and starts again.
        }
        host.calm();
        venue.endTrouble();
        feeds.endTrouble();
    }

    Mischief mischief() {
        return mischief;
    }
}
