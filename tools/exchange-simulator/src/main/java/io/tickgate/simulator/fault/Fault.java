package io.tickgate.simulator.fault;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One fault. Immutable; made by the factory methods. The ranges are checked whoever makes it.
 *
 * @param kind what happens
 * @param venue lower case, whose; {@link #ALL_VENUES} for every one, null for the one that is asked
 * @param symbol upper case, as the venue writes it; null means all
 * @param channel the venue's name of a stream, such as {@code trade}; null means all that the kind can concern
 * @param durationNs how long, for the kinds that have {@link FaultKey#SECONDS}, otherwise 0
 * @param count how many, for the kinds that count, otherwise 0
 * @param amount bytes, seconds or milliseconds, for the kinds that have {@link FaultKey#BYTES}, {@link FaultKey#RETRY_AFTER} or {@link FaultKey#DELAY}, otherwise 0
 * @param option the one yes or no that the kind has
 */
public record Fault(
        FaultKind kind,
        @Nullable String venue,
        @Nullable String symbol,
        @Nullable String channel,
        long durationNs,
        long count,
        long amount,
        boolean option) {

    /** An hour: longer than any threshold that a client could have. */
    public static final double SECONDS_MAX = 3_600;

    /** A day: the greatest age that a connection reaches at a venue. */
    public static final double AGE_MAX_SECONDS = 86_400;

    /** Enough to exceed what a client takes for an absurd jump. */
    public static final long GAP_MAX = 1_000_000_000L;

    /** As many trades as are remembered for each symbol. */
    public static final long DUPLICATE_MAX = 1_000;

    /** Frames that are sent in one go must fit a connection's window. */
    public static final long FRAMES_MAX = 1_000;

    /** A ping has at most 30 bytes, so that these take a third of a megabyte. */
    public static final long PINGS_MAX = 10_000;

    /** A fault of every venue. */
    public static final String ALL_VENUES = "all";

    private static final double SECONDS_MIN = 0.001;

    /** Checks the ranges; the exception names the key and what is allowed. */
    public Fault {
        if (kind.has(FaultKey.SECONDS)) {
            double max = kind == FaultKind.LIFE_CUT ? AGE_MAX_SECONDS : SECONDS_MAX;
            check(
                    durationNs >= SECONDS_MIN * 1e9 && durationNs <= max * 1e9,
                    "seconds must be above 0 and at most " + (long) max);
        }
        if (kind.has(FaultKey.COUNT)) {
            check(count >= 1 && count <= kind.countMax(), "count must be from 1 to " + kind.countMax());
        }
        if (kind == FaultKind.REORDER) {
            check(count >= 2, "count must be from 2 to " + kind.countMax());
        }
        for (FaultKey key : kind.keys()) {
            if (key.isAmount()) {
                key.check(amount);
            }
        }
        check(kind != FaultKind.STALL_STREAM || channel != null, "channel is missing");
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Nanoseconds of so many seconds; of what is no number or above any range, a value that no kind allows. */
    static long nanos(double seconds) {
        return seconds >= SECONDS_MIN && seconds <= AGE_MAX_SECONDS ? Math.round(seconds * 1e9) : -1;
    }

    /** The fault as a line for people, in the form of a control message. */
    public String describe() {
        StringBuilder text = new StringBuilder("{\"kind\":\"" + kind.label() + "\"");
        if (venue != null) {
            text.append(",\"venue\":\"").append(venue).append('"');
        }
        for (FaultKey key : kind.keys()) {
            Object value = value(key);
            if (value != null) {
                text.append(",\"").append(key.label()).append("\":").append(value);
            }
        }
        return text.append('}').toString();
    }

    private @Nullable Object value(FaultKey key) {
        return switch (key) {
            case SECONDS ->
                BigDecimal.valueOf(durationNs, 9).stripTrailingZeros().toPlainString();
            case SYMBOL -> symbol == null ? null : '"' + symbol + '"';
            case CHANNEL -> channel == null ? null : '"' + channel + '"';
            case COUNT -> count;
            case BYTES, RETRY_AFTER, DELAY -> amount;
            case TRADING, NEVER, ABRUPT, NESTED, NO_TRADE, DIGITS, ZERO -> option;
        };
    }

    /** The same for another venue, or for {@link #ALL_VENUES}. */
    public Fault at(String otherVenue) {
        return new Fault(kind, otherVenue, symbol, channel, durationNs, count, amount, option);
    }

    /** The same for one stream of the symbol only. */
    public Fault onChannel(String name) {
        return new Fault(kind, venue, symbol, name, durationNs, count, amount, option);
    }

    /** The same with the kind's one yes or no set to this. */
    public Fault with(boolean value) {
        return new Fault(kind, venue, symbol, channel, durationNs, count, amount, value);
    }

    private static Fault lasting(FaultKind kind, double seconds, @Nullable String symbol, boolean option) {
        return new Fault(kind, null, symbol, null, nanos(seconds), 0, 0, option);
    }

    private static Fault counted(FaultKind kind, long count, @Nullable String symbol) {
        return new Fault(kind, null, symbol, null, 0, count, 0, false);
    }

    private static Fault timed(FaultKind kind, double seconds, long count, long amount) {
        return new Fault(kind, null, null, null, nanos(seconds), count, amount, false);
    }

    /**
     * No data for this long.
     *
     * @param symbol null for all
     * @param trading false: the market pauses and no id is missed; true: it goes on and what happens is never told
     */
    public static Fault silence(double seconds, @Nullable String symbol, boolean trading) {
        return lasting(FaultKind.SILENCE, seconds, symbol, trading);
    }

    /** Closes all connections, with a close frame or, abruptly, without. */
    public static Fault disconnect(boolean abrupt) {
        return new Fault(FaultKind.DISCONNECT, null, null, null, 0, 0, 0, abrupt);
    }

    /** Accepts no connection for this long; those that are open stay. */
    public static Fault refuse(double seconds) {
        return lasting(FaultKind.REFUSE, seconds, null, false);
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
        return counted(FaultKind.GAP, count, symbol).with(never);
    }

    /** Sends the last trades again, oldest first. */
    public static Fault duplicate(long count, @Nullable String symbol) {
        return counted(FaultKind.DUPLICATE, count, symbol);
    }

    /** Sends this many malformed frames to whoever has a subscription. */
    public static Fault garbage(long count, @Nullable String symbol) {
        return counted(FaultKind.GARBAGE, count, symbol);
    }

    /** Answers the next upgrades, so many, this late. */
    public static Fault slowHandshake(double seconds, long count) {
        return timed(FaultKind.SLOW_HANDSHAKE, seconds, count, 0);
    }

    /** Never answers an upgrade that comes within this time. */
    public static Fault acceptThenNothing(double seconds) {
        return lasting(FaultKind.ACCEPT_THEN_NOTHING, seconds, null, false);
    }

    /** Neither serves nor closes, for this long, the connections that are open now; what they miss is lost. */
    public static Fault halfOpen(double seconds) {
        return lasting(FaultKind.HALF_OPEN, seconds, null, false);
    }

    /** Sends the answers to the next upgrades, so many, together with the first frame. */
    public static Fault gluedFirstFrame(long count) {
        return counted(FaultKind.GLUED_FIRST_FRAME, count, null);
    }

    /**
     * Silences one stream of a symbol.
     *
     * @param symbol null for all
     * @param trading false: if it is the stream of trades, none happen and no id is missed; true: they happen and are never told
     */
    public static Fault stallStream(double seconds, @Nullable String symbol, String channel, boolean trading) {
        return new Fault(FaultKind.STALL_STREAM, null, symbol, channel, nanos(seconds), 0, 0, trading);
    }

    /** Begins the next subscription to trades with the last ones, so many. */
    public static Fault oldTrades(long count, @Nullable String symbol) {
        return counted(FaultKind.OLD_TRADES, count, symbol);
    }

    /** Sends the next trades, so many, of one symbol in another order. */
    public static Fault reorder(long count, @Nullable String symbol) {
        return counted(FaultKind.REORDER, count, symbol);
    }

    /** A bad value in each of the next frames, so many: any of {@link FaultKind#CROSSED_BOOK} … {@link FaultKind#EMPTY_SIDES}. */
    public static Fault badFrames(FaultKind kind, long count, @Nullable String symbol) {
        check(
                kind.compareTo(FaultKind.CROSSED_BOOK) >= 0 && kind.compareTo(FaultKind.EMPTY_SIDES) <= 0,
                kind.label() + " is not a bad value");
        return counted(kind, count, symbol);
    }

    /** One frame of this size to whoever has a subscription. */
    public static Fault bigFrame(long bytes, @Nullable String symbol) {
        return new Fault(FaultKind.BIG_FRAME, null, symbol, null, 0, 0, bytes, false);
    }

    /** So many text frames that are no JSON to every connection. */
    public static Fault notJson(long count) {
        return counted(FaultKind.NOT_JSON, count, null);
    }

    /** Closes all connections as those of a client that asks too much. */
    public static Fault policyClose() {
        return new Fault(FaultKind.POLICY_CLOSE, null, null, null, 0, 0, 0, false);
    }

    /** Announces the end to all connections where the venue does that, and closes them after this long. */
    public static Fault serverShutdown(double seconds) {
        return lasting(FaultKind.SERVER_SHUTDOWN, seconds, null, false);
    }

    /** Closes the next connections, so many, that are as old as this. */
    public static Fault lifeCut(double seconds, long count) {
        return timed(FaultKind.LIFE_CUT, seconds, count, 0);
    }

    /** So many pings in a row to every connection. */
    public static Fault pingFlood(long count) {
        return counted(FaultKind.PING_FLOOD, count, null);
    }

    /**
     * Answers upgrades, or REST requests, with a status for this long.
     *
     * @param kind one of {@link FaultKind#LEGAL} … {@link FaultKind#REST_ERROR}
     * @param retryAfterSeconds for those that have it; 0 for none
     */
    public static Fault refusal(FaultKind kind, double seconds, long retryAfterSeconds) {
        check(
                kind.compareTo(FaultKind.LEGAL) >= 0 && kind.compareTo(FaultKind.REST_ERROR) <= 0,
                kind.label() + " is not a refusal");
        return timed(kind, seconds, 0, kind.has(FaultKey.RETRY_AFTER) ? retryAfterSeconds : 0);
    }

    /** Answers REST requests this late, for this long. */
    public static Fault restSlow(double seconds, long delayMs) {
        return timed(FaultKind.REST_SLOW, seconds, 0, delayMs);
    }

    /** Answers the next subscriptions by message, so many, with an error; nested: in the form that is not documented. */
    public static Fault ackError(long count, boolean nested) {
        return counted(FaultKind.ACK_ERROR, count, null).with(nested);
    }

    /** Acknowledges subscriptions within this time, and sends nothing for them before its end. */
    public static Fault ackThenNothing(double seconds, @Nullable String symbol) {
        return lasting(FaultKind.ACK_THEN_NOTHING, seconds, symbol, false);
    }
}
