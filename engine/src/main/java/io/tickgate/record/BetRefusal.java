package io.tickgate.record;

/** Why a bet was not taken. The code is part of the journal's format; the name is what clients see. */
public enum BetRefusal {
    /** The gate is closed; the gate reason stands beside it. */
    GATE_CLOSED(1),
    /** The key belongs to an accepted bet with other content. */
    IDEMPOTENCY_KEY_REUSED(2),
    /** More than 2 s lay between sending and deciding. */
    COMMAND_EXPIRED(3),
    /** There is no such market. */
    UNKNOWN_MARKET(4),
    /** No trade of the settlement stream can serve as reference yet. */
    NO_REFERENCE(5),
    /** The window starts too soon after what is known already. */
    WINDOW_TOO_SOON(6),
    /** The window is shorter than the market allows, or ends before it starts. */
    WINDOW_TOO_SHORT(7),
    /** The window is longer than the market allows. */
    WINDOW_TOO_LONG(8),
    /** The window ends too far ahead. */
    WINDOW_TOO_FAR(9),
    /** The band is narrower than the market allows, or upside down. */
    BAND_TOO_NARROW(10),
    /** The band is wider than the market allows. */
    BAND_TOO_WIDE(11),
    /** The reference price lies in the band. */
    BAND_CONTAINS_PRICE(12),
    /** The stake is below the market's least. */
    STAKE_TOO_SMALL(13),
    /** The stake is above the market's greatest. */
    STAKE_TOO_LARGE(14),
    /** The market's open stakes would exceed its limit. */
    EXPOSURE_LIMIT(15),
    /** The market holds as many open bets as it may. */
    OPEN_BETS_LIMIT(16),
    /** The quoted price is too old or the price has moved too far since. */
    QUOTE_MOVED(17);

    private static final BetRefusal[] VALUES = values();

    private final int code;

    BetRefusal(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Refusal of a code; the code must be one that this build wrote. */
    public static BetRefusal of(int code) {
        return VALUES[code - 1];
    }
}
