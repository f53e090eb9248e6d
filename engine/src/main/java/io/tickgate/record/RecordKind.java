package io.tickgate.record;

import org.jspecify.annotations.Nullable;

/**
 * What a record is. The code is part of the journal's format: never reused, never renumbered. Codes below 64 are input records
 * (the journal), codes from 64 on are decision records (the decisions queue), and from 96 on what
 * the market hands to the publish stage without recording it.
 */
public enum RecordKind {
    /** One trade of one venue symbol. */
    TRADE(1, 1),
    /** Best bid and offer of one venue symbol. */
    QUOTE(2, 1),
    /** Engine time, each 50 ms. */
    CLOCK(3, 1),
    /** A connection to a venue came, went, stalled or subscribed. */
    FEED_EVENT(4, 2),
    /** First record of each start. */
    ENGINE_STARTED(5, 1),
    /** A condition of this node that closes gates came or went. */
    CONDITION_CHANGED(6, 1),
    /** A trade id that the venue marks as no trade. */
    NO_TRADE(7, 1),
    /** A trade, or an aggregate of trades, fetched after it had been missed. */
    BACK_FILLED_TRADE(8, 1),
    /** The venue says which trade is its newest. */
    WATERMARK(9, 1),
    /** A price that is no trade. */
    PRICE(10, 1),
    /** A venue and its id. */
    VENUE_DEFINED(16, 1),
    /** An instrument and its id. */
    INSTRUMENT_DEFINED(17, 2),
    /** A venue symbol mapped to an instrument. */
    STREAM_DEFINED(18, 2),
    /** What can be bet on, and the rule that holds. */
    MARKET_DEFINED(19, 1),
    /** The thresholds of health. */
    HEALTH_DEFINED(20, 1),
    /** How the price that is shown of an instrument is made from its streams. */
    SOURCE_DEFINED(21, 1),
    /** A bet that a gateway asks for. */
    BET_COMMAND(32, 1),
    /** A holding that a user sets. */
    HOLDING_COMMAND(33, 1),
    /** The health of a stream changed. */
    STREAM_HEALTH_CHANGED(64, 1),
    /** A market's gate opened, closed or has another reason. */
    GATE_CHANGED(65, 1),
    /** Trade ids were lost. */
    GAP_CONFIRMED(66, 2),
    /** A bet was taken. */
    BET_ACCEPTED(67, 1),
    /** A bet was not taken. */
    BET_REFUSED(68, 1),
    /** A bet came again under its key; the first answer holds. */
    BET_REPEATED(69, 1),
    /** Ids of a gap are covered now. */
    GAP_FILLED(70, 1),
    /** The price that is shown of an instrument comes from another stream. */
    SOURCE_CHANGED(71, 1),
    /** How a bet ended. */
    BET_DECIDED(72, 1),
    /** A trade has come that a decided miss did not know. */
    BET_CONTRADICTED(73, 1),
    /** The state hash after a record. */
    STATE_HASHED(74, 1),
    /** A holding was set, or why not. */
    HOLDING_DECIDED(75, 1),
    /** Not recorded: what is shown of an instrument changed. */
    PRICE_CHANGED(96, 1),
    /** Not recorded: a bet and its key are no longer held. */
    BET_FORGOTTEN(97, 1),
    /** Not recorded: what one of several streams of an instrument says changed. */
    STREAM_PRICE_CHANGED(98, 1),
    /** Not recorded: a stream's coverage opened or closed, or has more or fewer ids missing. */
    COVERAGE_CHANGED(99, 1),
    /** Not recorded: why an open bet whose window is over is not decided. */
    BET_PENDING(100, 1);

    private static final int CODE_MAX = 127;
    private static final @Nullable RecordKind[] BY_CODE = new @Nullable RecordKind[CODE_MAX + 1];

    static {
        for (RecordKind kind : values()) {
            BY_CODE[kind.code] = kind;
        }
    }

    private final int code;
    private final int layoutVersion;

    RecordKind(int code, int layoutVersion) {
        this.code = code;
        this.layoutVersion = layoutVersion;
    }

    /** Code in the header. */
    public int code() {
        return code;
    }

    /** The layout version of this kind that this build reads and writes. */
    public int layoutVersion() {
        return layoutVersion;
    }

    /** Kind of a code, or null for one that this build does not know. */
    public static @Nullable RecordKind of(int code) {
        return code < 0 || code > CODE_MAX ? null : BY_CODE[code];
    }
}
