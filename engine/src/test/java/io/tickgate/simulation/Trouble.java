package io.tickgate.simulation;

import java.util.concurrent.TimeUnit;

/** What may go wrong in a run. A seed takes about half of these; a failing one is tried with fewer. The mean time between two is given. */
enum Trouble {
    /** A socket breaks, and the feed notices at once or only after a while. */
    DISCONNECT(15),
    /** A connection brings nothing any more though it is open. */
    HALF_OPEN(25),
    /** A second connection opens beside the first and takes over. */
    ROTATION(20),
    /** A message comes twice. */
    DUPLICATE(6),
    /** A trade comes after the next ones. */
    OUT_OF_ORDER(8),
    /** An old trade comes once more. */
    REPLAYED(10),
    /** A trade's time lies before that of trades with lower ids. */
    BACK_DATED(12),
    /** A trade with an id that is millions away, or negative. */
    ABSURD_ID(18),
    /** The venue begins to count anew. */
    RESET(60),
    /** A trade with a price that is none. */
    UNPRICED(15),
    /** A price with more than eight decimals. */
    ROUNDED(10),
    /** An id without a trade. */
    NO_TRADE(12),
    /** A single message is lost on the way. */
    LOST_MESSAGE(8),
    /** Nobody trades for a while; the venue says so. */
    QUIET(25),
    /** The venue says nothing at all while the socket lives. */
    SILENCE(30),
    /** The venue's clock is wrong for a while. */
    VENUE_SKEW(25),
    /** The process is killed, at any instruction. */
    CRASH(30),
    /** The process stands still. */
    PAUSE(25),
    /** The engine's thread stands still while the others run: the ring fills. */
    STALL(25),
    /** The wall clock jumps. */
    WALL_JUMP(20),
    /** An append fails. */
    DISK_FULL(50),
    /** Free space falls below the watermark. */
    DISK_LOW(40),
    /** A kill in the midst of an append. */
    TORN_TAIL(40),
    /** A bit of the journal or of the decisions flips while the process is down. */
    FLIPPED_BIT(60),
    /** Answers over REST are wrong: other ids than asked for, from far away, twice. */
    REST_WRONG(10),
    /** Answers over REST come late, in parts, as aggregates, or never. */
    REST_SLOW(10),
    /** Answers to clients are lost. */
    ANSWER_LOST(10),
    /** A start with other thresholds or another version of the market's rule. */
    REDEFINED(40);

    private final long meanNs;

    Trouble(int meanSeconds) {
        meanNs = TimeUnit.SECONDS.toNanos(meanSeconds);
    }

    long meanNs() {
        return meanNs;
    }
}
