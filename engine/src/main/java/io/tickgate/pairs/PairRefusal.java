package io.tickgate.pairs;

/** Why a pair is not added or removed. */
public enum PairRefusal {
    /** A field has a value that it cannot have; the exception names it. */
    INVALID,
    /** There is a pair of this symbol with other content. */
    EXISTS,
    /** A name of it means another pair. */
    NAME_TAKEN,
    /** A venue symbol of it belongs to another pair. */
    VENUE_SYMBOL_TAKEN,
    /** None of its venues is on. */
    VENUE_OFF,
    /** A venue, or this server, has as many as it can. */
    TOO_MANY,
    /** There is no such pair. */
    UNKNOWN,
    /** A market hangs on it, or a bet that is still held. */
    HAS_MARKET,
    /** It comes with all symbols of its venue and would come again. */
    OF_ALL_MARKET,
    /** Too many requests wait, or the engine takes no more. */
    BUSY
}
