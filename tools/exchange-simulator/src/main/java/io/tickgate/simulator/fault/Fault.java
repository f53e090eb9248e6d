package io.tickgate.simulator.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One fault. Immutable; made by the factory methods, which check the ranges.
 *
 * @param kind what happens
 * @param symbol upper case; null means all
 * @param durationNs how long, for the kinds that last, otherwise 0
 * @param count how many, for the kinds that count, otherwise 0
 * @param option {@code trading} of a silence: the market goes on unseen and its ids are missed; {@code abrupt} of a disconnect: without a close frame;
 *     {@code never} of a gap: no trade has the ids
 */
public record Fault(Kind kind, @Nullable String symbol, long durationNs, long count, boolean option) {

    /** An hour: longer than any threshold that a client could have. */
    public static final double SECONDS_MAX = 3_600;

    /** Enough to exceed what a client takes for an absurd jump. */
    public static final long GAP_MAX = 1_000_000_000L;

    /** As many trades as are remembered for each symbol. */
    public static final long DUPLICATE_MAX = 1_000;

    /** Malformed frames are sent in one go and must fit a connection's window. */
    public static final long GARBAGE_MAX = 1_000;

    /** What can go wrong. */
    public enum Kind {
        /** The socket stays open and pings go on, but no data come. */
        SILENCE,
        /** All connections are closed. */
        DISCONNECT,
        /** No connection is accepted: the upgrade is answered with 503. */
        REFUSE,
        /** Trade ids are skipped. */
        GAP,
        /** The last trades are sent again. */
        DUPLICATE,
        /** Malformed frames are sent. */
        GARBAGE;

        /** The name in a control message. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** All names, for an error message. */
        public static String labels() {
            return Arrays.stream(values()).map(Kind::label).collect(Collectors.joining(", "));
        }
    }

    /**
     * No data for this long.
     *
     * @param symbol null for all
     * @param trading false: the market pauses and no id is missed; true: it goes on and what happens is never told
     */
    public static Fault silence(double seconds, @Nullable String symbol, boolean trading) {
        return new Fault(Kind.SILENCE, symbol, durationNs(seconds), 0, trading);
    }

    /** Closes all connections, with a close frame or, abruptly, without. */
    public static Fault disconnect(boolean abrupt) {
        return new Fault(Kind.DISCONNECT, null, 0, 0, abrupt);
    }

    /** Accepts no connection for this long; those that are open stay. */
    public static Fault refuse(double seconds) {
        return new Fault(Kind.REFUSE, null, durationNs(seconds), 0, false);
    }

    /** Makes this many trades that no client is told of; REST has them. */
    public static Fault gap(long count, @Nullable String symbol) {
        return gap(count, symbol, false);
    }

    /**
     * Leaves out this many trade ids.
     *
     * @param never true: no trade ever has them, so that REST cannot fill the gap; false: the trades happen and clients are not told
     */
    public static Fault gap(long count, @Nullable String symbol, boolean never) {
        return new Fault(Kind.GAP, symbol, 0, count(count, GAP_MAX), never);
    }

    /** Sends the last trades again, oldest first. */
    public static Fault duplicate(long count, @Nullable String symbol) {
        return new Fault(Kind.DUPLICATE, symbol, 0, count(count, DUPLICATE_MAX), false);
    }

    /** Sends this many malformed frames to whoever has a subscription. */
    public static Fault garbage(long count, @Nullable String symbol) {
        return new Fault(Kind.GARBAGE, symbol, 0, count(count, GARBAGE_MAX), false);
    }

    private static long durationNs(double seconds) {
        if (!(seconds > 0 && seconds <= SECONDS_MAX)) {
            throw new IllegalArgumentException("seconds must be above 0 and at most " + (long) SECONDS_MAX);
        }
        return Math.round(seconds * 1e9);
    }

    private static long count(long count, long max) {
        if (count < 1 || count > max) {
            throw new IllegalArgumentException("count must be from 1 to " + max);
        }
        return count;
    }
}
