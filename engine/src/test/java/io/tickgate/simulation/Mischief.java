package io.tickgate.simulation;

import static io.tickgate.simulation.Scenario.MS;
import static io.tickgate.simulation.Scenario.S;

import java.util.List;

/** Brings trouble about. Each kind has draws of its own, so that one kind can be left out and the rest stays. */
final class Mischief {
    private static final List<RarePath> PLACES = List.of(
            RarePath.KILLED_IN_THE_RING,
            RarePath.KILLED_BEFORE_APPEND,
            RarePath.KILLED_BEFORE_MARKET,
            RarePath.KILLED_BEFORE_DECISION,
            RarePath.KILLED_BEFORE_READ_MODEL,
            RarePath.KILLED_BEFORE_ANSWER,
            RarePath.KILLED_AT_END_OF_BATCH,
            RarePath.KILLED_WHILE_RECOVERING);

    private final World world;

    @SuppressWarnings("EnumOrdinal") // Any number of its own will do.
    Mischief(World world, Chance chance) {
        this.world = world;
        for (Trouble trouble : world.scenario.troubles) {
            Chance own = chance.branch(trouble.ordinal());
            world.agenda.in(own.around(trouble.meanNs()), () -> happen(trouble, own));
        }
    }

    private void happen(Trouble trouble, Chance chance) {
        if (!world.isTroubled(trouble)) {
            return;
        }
        world.agenda.in(chance.around(trouble.meanNs()), () -> happen(trouble, chance));
        world.trace.say(() -> "trouble: " + trouble);
        switch (trouble) {
            case DISCONNECT -> world.feeds.disconnect();
            case HALF_OPEN -> world.feeds.fallSilent();
            case ROTATION -> world.feeds.rotate();
            case REPLAYED -> world.venue.replay();
            case BACK_DATED -> world.venue.backDate();
            case ABSURD_ID -> world.venue.lieAboutId();
            case RESET -> world.venue.countAnew();
            case UNPRICED -> world.venue.tradeOddly(VenueTrade.What.UNPRICED);
            case NO_TRADE -> world.venue.tradeOddly(VenueTrade.What.NO_TRADE);
            case QUIET -> {
                world.venue.beQuiet(aWhile(chance));
                betAtTheEdge(chance);
            }
            case SILENCE -> {
                world.venue.beSilent(aWhile(chance));
                betAtTheEdge(chance);
            }
            case VENUE_SKEW -> world.venue.beSkewed(chance.between(500, 4_000) * MS);
            case CRASH -> crash(chance);
            case PAUSE -> world.host.pause(chance.oneIn(3) ? chance.between(1, 2_000) * MS : aWhile(chance));
            case STALL -> world.host.stall(chance.between(200, 9_000) * MS);
            case WALL_JUMP -> jump(chance);
            case DISK_FULL -> world.disk.isFull = true;
            case DISK_LOW -> lowDisk(chance);
            case TORN_TAIL -> world.doom.atNextAppend();
            case FLIPPED_BIT -> flip(chance);
            case REDEFINED -> redefine(chance);
            case DUPLICATE, OUT_OF_ORDER, ROUNDED, LOST_MESSAGE, REST_WRONG, REST_SLOW, ANSWER_LOST -> {
                // These go on all the time while they are among a run's troubles.
            }
        }
    }

    /** Often about as long as what makes a stream critical, to the nanosecond. */
    private long aWhile(Chance chance) {
        long criticalNs = world.scenario.thresholds.criticalNs();
        return chance.oneIn(3) ? criticalNs + chance.between(-1, 1) : chance.between(500, 2 * criticalNs / MS) * MS;
    }

    /** Somebody bets when the newest tick is as old as it may be, to the nanosecond. */
    private void betAtTheEdge(Chance chance) {
        world.agenda.in(world.scenario.latencyNs * 8, () -> {
            long atNs = world.feeds.lastReadNs() + world.scenario.thresholds.criticalNs() + chance.between(-1, 1);
            if (atNs > world.agenda.nowNs()) {
                world.agenda.at(atNs, world.clients::betNow);
            }
        });
    }

    private void crash(Chance chance) {
        switch (chance.below(4)) {
            case 0 -> world.host.kill();
            case 1 -> world.doom.in(chance.below(25));
            default -> world.doom.at(chance.of(PLACES));
        }
    }

    private void jump(Chance chance) {
        long byNs = chance.oneIn(3) ? chance.between(-3_600, 3_600) * S : chance.between(-20_000, 20_000) * MS;
        world.jumpWall(byNs);
    }

    private void lowDisk(Chance chance) {
        world.disk.free = chance.between(0, Disk.FREE_MIN - 1);
        world.agenda.in(chance.between(1_000, 6_000) * MS, () -> world.disk.free = 1_000);
    }

    /** Only a closed log: the process dies first. */
    private void flip(Chance chance) {
        if (world.host.isUp()) {
            world.host.kill();
        }
        world.disk.flip(chance);
    }

    private void redefine(Chance chance) {
        world.host.definitions().edit(chance);
        world.host.kill();
    }
}
