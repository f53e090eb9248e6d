package io.tickgate.gateway.bets;

import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.gateway.encode.NearestNames;
import io.tickgate.publish.BetFilter;
import io.tickgate.publish.BetState;
import io.tickgate.publish.Directory;
import io.tickgate.publish.InstrumentView;
import org.jspecify.annotations.Nullable;

/**
 * Which of a user's bets are to be listed, and from where on. Immutable.
 *
 * @param filter states and instrument.
 * @param beforeSequence only bets of lower sequences, {@link Long#MAX_VALUE} for the newest.
 * @param limit bets at most.
 */
public record BetQuery(BetFilter filter, long beforeSequence, int limit) {
    /** Bets in one answer at most: some 100 KB, and 0.2 ms of an I/O thread. */
    static final int LIMIT_MAX = 100;

    private static final int LIMIT_DEFAULT = 50;
    private static final int DECIDED = BetState.HIT.bit() | BetState.MISS.bit() | BetState.VOID.bit();

    /**
     * Reads the parameters of a listing.
     *
     * @param state {@code accepted}, {@code open} (the same), {@code hit}, {@code miss}, {@code void}, {@code decided}, or null for all.
     * @param limit 1 to {@value #LIMIT_MAX}, or null.
     * @param cursor of the answer before, to a query with the same state and symbol, or null.
     * @param symbol in any spelling, or null for all.
     * @param directory of names.
     * @throws RefusedRequest naming the parameter to blame.
     */
    public static BetQuery of(
            @Nullable String state,
            @Nullable String limit,
            @Nullable String cursor,
            @Nullable String symbol,
            Directory directory)
            throws RefusedRequest {
        BetFilter filter = new BetFilter(
                state == null ? BetFilter.ALL_STATES : states(state),
                symbol == null ? 0 : instrument(symbol, directory));
        long beforeSequence = Long.MAX_VALUE;
        if (cursor != null) {
            beforeSequence = BetCursor.parse(cursor, filter);
            if (beforeSequence < 0) {
                throw BetFields.invalid("cursor", "is none that an answer to this query has given");
            }
        }
        return new BetQuery(filter, beforeSequence, limit == null ? LIMIT_DEFAULT : limit(limit));
    }

    private static int states(String state) throws RefusedRequest {
        return switch (state) {
            case "accepted", "open" -> BetState.ACCEPTED.bit();
            case "hit" -> BetState.HIT.bit();
            case "miss" -> BetState.MISS.bit();
            case "void" -> BetState.VOID.bit();
            case "decided" -> DECIDED;
            default -> throw BetFields.invalid("state", "must be accepted, hit, miss, void, open or decided");
        };
    }

    private static int instrument(String symbol, Directory directory) throws RefusedRequest {
        InstrumentView instrument = directory.instrument(symbol);
        if (instrument == null) {
            throw new RefusedRequest(
                    ErrorCode.UNKNOWN_SYMBOL,
                    "symbol",
                    ErrorCode.UNKNOWN_SYMBOL.text(),
                    NearestNames.of(directory, symbol));
        }
        return instrument.id();
    }

    private static int limit(String limit) throws RefusedRequest {
        long count = BetFields.whole("limit", limit, "must be a whole number from 1 to " + LIMIT_MAX);
        if (count < 1 || count > LIMIT_MAX) {
            throw BetFields.invalid("limit", "must be a whole number from 1 to " + LIMIT_MAX);
        }
        return (int) count;
    }

    /** The cursor of what follows. */
    public String cursor(long nextBefore) {
        return BetCursor.text(nextBefore, filter);
    }
}
