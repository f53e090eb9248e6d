package io.tickgate.simulator.fault;

import static io.tickgate.simulator.fault.FaultKey.ABRUPT;
import static io.tickgate.simulator.fault.FaultKey.BYTES;
import static io.tickgate.simulator.fault.FaultKey.CHANNEL;
import static io.tickgate.simulator.fault.FaultKey.COUNT;
import static io.tickgate.simulator.fault.FaultKey.DELAY;
import static io.tickgate.simulator.fault.FaultKey.DIGITS;
import static io.tickgate.simulator.fault.FaultKey.NESTED;
import static io.tickgate.simulator.fault.FaultKey.NEVER;
import static io.tickgate.simulator.fault.FaultKey.NO_TRADE;
import static io.tickgate.simulator.fault.FaultKey.RETRY_AFTER;
import static io.tickgate.simulator.fault.FaultKey.SECONDS;
import static io.tickgate.simulator.fault.FaultKey.SYMBOL;
import static io.tickgate.simulator.fault.FaultKey.TRADING;
import static io.tickgate.simulator.fault.FaultKey.ZERO;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can go wrong, who carries it out, and what may be said about it. */
public enum FaultKind {
    /** The socket stays open and pings go on, but no data come. */
    SILENCE(Stage.LASTING, 0, SECONDS, SYMBOL, TRADING),
    /** All connections are closed. */
    DISCONNECT(Stage.SERVER, 0, ABRUPT),
    /** No connection is accepted: the upgrade is answered with 503. */
    REFUSE(Stage.LASTING, 0, SECONDS),
    /** Trades happen and are not told, or their ids are skipped. */
    GAP(Stage.SOURCE, Fault.GAP_MAX, COUNT, SYMBOL, NEVER),
    /** The last trades are sent again. */
    DUPLICATE(Stage.SOURCE, Fault.DUPLICATE_MAX, COUNT, SYMBOL),
    /** Malformed frames are sent. */
    GARBAGE(Stage.SOURCE, Fault.FRAMES_MAX, COUNT, SYMBOL),

    /** TCP is accepted, the answer to the next upgrades comes late. */
    SLOW_HANDSHAKE(Stage.COUNTED, Fault.FRAMES_MAX, SECONDS, COUNT),
    /** TCP is accepted, and an upgrade is never answered. */
    ACCEPT_THEN_NOTHING(Stage.LASTING, 0, SECONDS),
    /** Open connections are neither served nor closed, as behind an address translation that has forgotten them. */
    HALF_OPEN(Stage.SERVER, 0, SECONDS),
    /** The first frame leaves in the same write as the answer to the upgrade. */
    GLUED_FIRST_FRAME(Stage.COUNTED, Fault.FRAMES_MAX, COUNT),

    /** One stream goes silent, the others go on. */
    STALL_STREAM(Stage.LASTING, 0, SECONDS, SYMBOL, CHANNEL, TRADING),
    /** The next subscription to trades begins with the last ones, with their old times. */
    OLD_TRADES(Stage.COUNTED, Fault.DUPLICATE_MAX, COUNT, SYMBOL),
    /** The next trades are sent in another order. */
    REORDER(Stage.COUNTED, Fault.DUPLICATE_MAX, COUNT, SYMBOL),
    /** The bid is above the ask. */
    CROSSED_BOOK(Stage.COUNTED, Fault.FRAMES_MAX, COUNT, SYMBOL, CHANNEL),
    /** A trade with price 0 and size 0. */
    ZERO_PRICE(Stage.COUNTED, Fault.FRAMES_MAX, COUNT, SYMBOL, CHANNEL, NO_TRADE),
    /** A price a thousand times too high, or one of 25 digits. */
    ABSURD_PRICE(Stage.COUNTED, Fault.FRAMES_MAX, COUNT, SYMBOL, CHANNEL, DIGITS),
    /** The right numbers in exponent form. */
    SCIENTIFIC(Stage.COUNTED, Fault.FRAMES_MAX, COUNT, SYMBOL, CHANNEL),
    /** The right numbers, when rounded, with 20 digits after the point. */
    LONG_DECIMALS(Stage.COUNTED, Fault.FRAMES_MAX, COUNT, SYMBOL, CHANNEL),
    /** Unknown keys of every type. */
    NEW_FIELDS(Stage.COUNTED, Fault.FRAMES_MAX, COUNT, SYMBOL, CHANNEL),
    /** The keys in another order. */
    REORDERED_KEYS(Stage.COUNTED, Fault.FRAMES_MAX, COUNT, SYMBOL, CHANNEL),
    /** A quote without a bid, without an ask, without both, in turn. */
    EMPTY_SIDES(Stage.COUNTED, Fault.FRAMES_MAX, COUNT, SYMBOL, CHANNEL, ZERO),

    /** One frame of megabytes. */
    BIG_FRAME(Stage.SERVER, 0, SYMBOL, BYTES),
    /** Text frames that are no JSON. */
    NOT_JSON(Stage.SERVER, Fault.FRAMES_MAX, COUNT),
    /** All connections are closed with 1008 and the words that the venue has for clients that ask too much. */
    POLICY_CLOSE(Stage.SERVER, 0),
    /** The venue announces that it will close the connections, and does. */
    SERVER_SHUTDOWN(Stage.SERVER, 0, SECONDS),
    /** Connections are closed when they reach an age. */
    LIFE_CUT(Stage.COUNTED, Fault.FRAMES_MAX, SECONDS, COUNT),
    /** Many pings in a row. */
    PING_FLOOD(Stage.SERVER, Fault.PINGS_MAX, COUNT),

    /** The upgrade is answered with 451, as in places that the venue must not serve. */
    LEGAL(Stage.LASTING, 0, SECONDS),
    /** The upgrade is answered with 403. */
    FORBIDDEN(Stage.LASTING, 0, SECONDS),
    /** The upgrade is answered with 429. */
    TOO_MANY(Stage.LASTING, 0, SECONDS, RETRY_AFTER),
    /** Upgrades and REST requests are answered with 418. */
    BANNED(Stage.LASTING, 0, SECONDS, RETRY_AFTER),
    /** REST requests are answered with 429. */
    REST_TOO_MANY(Stage.LASTING, 0, SECONDS, RETRY_AFTER),
    /** REST requests are answered with 500. */
    REST_ERROR(Stage.LASTING, 0, SECONDS),
    /** REST requests are answered late. */
    REST_SLOW(Stage.LASTING, 0, SECONDS, DELAY),

    /** The next subscription by message is answered with an error. */
    ACK_ERROR(Stage.COUNTED, Fault.FRAMES_MAX, COUNT, NESTED),
    /** Subscriptions are acknowledged and nothing comes. */
    ACK_THEN_NOTHING(Stage.LASTING, 0, SECONDS, SYMBOL);

    /** Where a fault is kept and carried out. */
    public enum Stage {
        /** On the board until its time is over. */
        LASTING,
        /** On the board until it has been carried out so many times. */
        COUNTED,
        /** By the source, with its next step. */
        SOURCE,
        /** By the server, at once. */
        SERVER
    }

    private final Stage stage;
    private final long countMax;

    @SuppressWarnings("ImmutableEnumChecker") // Filled here, and only copies are given away.
    private final Set<FaultKey> keys;

    FaultKind(Stage stage, long countMax, FaultKey... keys) {
        this.stage = stage;
        this.countMax = countMax;
        this.keys = EnumSet.noneOf(FaultKey.class);
        this.keys.addAll(Arrays.asList(keys));
    }

    /** Who carries it out. */
    public Stage stage() {
        return stage;
    }

    /** Whether it is about single trades, which not every venue has. */
    public boolean needsTrades() {
        return switch (this) {
            case GAP, DUPLICATE, OLD_TRADES, REORDER, ZERO_PRICE -> true;
            default -> false;
        };
    }

    /** Greatest count; 0 for a kind that counts nothing. */
    long countMax() {
        return countMax;
    }

    /** Whether this may be said about it. */
    public boolean has(FaultKey key) {
        return keys.contains(key);
    }

    /** What may be said about it, besides the venue. */
    Set<FaultKey> keys() {
        return EnumSet.copyOf(keys);
    }

    /** The name in a control message. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names, for an error message. */
    public static String labels() {
        return Arrays.stream(values()).map(FaultKind::label).collect(Collectors.joining(", "));
    }
}
