package io.tickgate.gateway.catalogue;

import io.tickgate.pairs.PairRefusal;
import io.tickgate.record.BetRefusal;
import io.tickgate.record.GateReason;

/**
 * Every error that a client can get over HTTP or WebSocket: its name is the code on the wire. Once published a code keeps its meaning.
 * "Retryable" means that the same request, unchanged, may succeed later.
 */
public enum ErrorCode {
    // The request itself.
    MALFORMED_REQUEST(400, false, "The request breaks the rules of HTTP that this server insists on."),
    MALFORMED_PATH(400, false, "The path or query is not well-formed."),
    MALFORMED_JSON(400, false, "The body is not one well-formed JSON object."),
    UNKNOWN_FIELD(400, false, "The object has a field that is not known here."),
    DUPLICATE_FIELD(400, false, "The object has a field twice."),
    MISSING_FIELD(400, false, "A required field is missing."),
    INVALID_FIELD(400, false, "A field has a type or value that it cannot have."),
    TOO_MANY_SYMBOLS(400, false, "More symbols were asked for at once than are allowed."),
    UNKNOWN_OPERATION(400, false, "There is no such op; there are subscribe, unsubscribe and ping."),
    HOST_NOT_ALLOWED(421, false, "This server does not answer to that host name."),
    ORIGIN_NOT_ALLOWED(403, false, "Pages of that origin may not do this here."),
    ADMIN_NOT_ALLOWED(403, false, "Only this machine itself may do this, without a proxy in between."),
    NOT_FOUND(404, false, "There is nothing at this path."),
    UNKNOWN_SYMBOL(404, false, "There is no such instrument."),
    UNKNOWN_MARKET(404, false, "There is no such market on this instrument."),
    NO_TRADES(404, false, "No stream of this instrument brings trades."),
    RANGE_TOO_LONG(400, false, "The range is longer than allowed."),
    TOO_MANY_BARS(400, false, "The range has more steps than are answered at once."),
    UNKNOWN_BET(404, false, "There is no such bet."),
    BET_OPEN(409, true, "The bet is not decided yet; its receipt comes with its outcome."),
    RECEIPT_PENDING(503, true, "No published head covers the outcome yet; within a minute one will."),
    RECEIPT_GONE(410, false, "The records of that time are no longer kept."),
    BUNDLE_TOO_LARGE(
            422,
            false,
            "The window has more raw records than a bundle holds, or they lie too far apart in the record; ask without bundle=1."),
    METHOD_NOT_ALLOWED(405, false, "This path does not take that method."),
    REQUEST_TIMEOUT(408, true, "The request was not complete in time."),
    LENGTH_REQUIRED(411, false, "A body needs a Content-Length."),
    BODY_TOO_LARGE(413, false, "The body is longer than allowed."),
    PATH_TOO_LONG(414, false, "The path is longer than allowed."),
    UNSUPPORTED_MEDIA_TYPE(415, false, "The body must be application/json."),
    UPGRADE_REQUIRED(426, false, "This path speaks WebSocket version 13 only."),
    HEADERS_TOO_LARGE(431, false, "There are more or longer headers than allowed."),
    RATE_LIMITED(429, true, "Too many messages; slow down."),
    // This server.
    INTERNAL_ERROR(500, true, "Something failed here; it was recorded."),
    ENGINE_BUSY(503, true, "The engine is busy; try again."),
    QUERIES_BUSY(503, true, "As many queries as may be are waiting; try again."),
    QUERY_TOO_LONG(503, true, "The query took longer than it may; ask for a shorter range."),
    TOO_MANY_CONNECTIONS(503, true, "This server has as many connections as it may."),
    CLOSING(503, true, "This server is stopping."),
    NO_PRICE_YET(503, true, "No trade of this instrument was received yet."),
    BET_UNDECIDED(
            503,
            true,
            "The engine has not answered in time; the bet may still be taken. Ask GET /api/bets/by-key/{key}, or repeat"
                    + " it under the same key."),
    PAIR_UNDECIDED(503, true, "The change was not confirmed in time; it may still be made. Ask GET /api/admin/pairs."),
    // Pairs.
    PAIR_UNKNOWN(404, false, "There is no such pair."),
    PAIR_EXISTS(409, false, "There is a pair of this symbol with other content."),
    PAIR_NAME_TAKEN(409, false, "A name of the pair means another one."),
    PAIR_HAS_MARKET(409, false, "A market or a bet hangs on the pair."),
    PAIR_OF_ALL_MARKET(409, false, "The pair comes with all symbols of its venue and would come again."),
    VENUE_SYMBOL_TAKEN(409, false, "The venue's symbol belongs to another pair."),
    VENUE_OFF(409, false, "None of the pair's venues is on."),
    TOO_MANY_PAIRS(409, false, "There are as many pairs as there can be."),
    // Holdings.
    AMOUNT_TOO_FINE(422, false, "The amount has more than 8 decimals."),
    AMOUNT_TOO_LARGE(422, false, "The amount is above 92233720368.54775807."),
    HOLDINGS_LIMIT(422, true, "There are as many holdings as there may be, of this user or of all."),
    HOLDING_UNDECIDED(
            503,
            true,
            "The engine has not answered in time; the holding may still be set. Ask GET /api/portfolio, or send the same"
                    + " again: it means the same however often."),
    // Closed gates.
    PRICE_FEED_STALE(503, true, "Prices of this market are not fresh; bets are not taken."),
    SETTLEMENT_COVERAGE(
            503, true, "Trades of this market may have been missed; bets are not taken until that is known."),
    JOURNAL(503, true, "The record cannot be written; bets are not taken."),
    DISK(503, true, "Disk space is short; bets are not taken."),
    DEAD_MAN(503, true, "The engine stands still; nothing is taken."),
    CLOCK(503, true, "The clock lies behind the record; bets are not taken."),
    FOLLOWER(503, true, "This node follows another; bets are not taken here."),
    REPLICATION(503, true, "Bets cannot be replicated; they are not taken."),
    MARKET_RETIRED(503, false, "The market was withdrawn."),
    // Refused bets.
    IDEMPOTENCY_KEY_REUSED(409, false, "The key belongs to an accepted bet with other content."),
    QUOTE_MOVED(409, false, "The quoted price is too old, or the price has moved too far since."),
    COMMAND_EXPIRED(503, true, "The command reached the engine too late and was not taken; try again."),
    NO_REFERENCE(503, true, "There is no fresh trade to judge the bet against yet."),
    WINDOW_TOO_SOON(422, false, "The window starts too soon: see leadMs in /api/markets."),
    WINDOW_TOO_SHORT(422, false, "The window is shorter than windowMinMs in /api/markets, or ends before it starts."),
    WINDOW_TOO_LONG(422, false, "The window is longer than windowMaxMs in /api/markets."),
    WINDOW_TOO_FAR(422, false, "The window ends too far ahead: see aheadMaxMs in /api/markets."),
    BAND_TOO_NARROW(422, false, "The band is narrower than bandMin in /api/markets."),
    BAND_TOO_WIDE(422, false, "The band is wider than bandMax in /api/markets."),
    BAND_CONTAINS_PRICE(422, false, "The band contains the price already."),
    STAKE_TOO_SMALL(422, false, "The stake is below stakeMin in /api/markets."),
    STAKE_TOO_LARGE(422, false, "The stake is above stakeMax in /api/markets."),
    EXPOSURE_LIMIT(422, true, "The market's open stakes would exceed its limit."),
    OPEN_BETS_LIMIT(422, true, "The market holds as many open bets as it may.");

    private final int httpStatus;
    private final boolean isRetryable;
    private final String text;

    ErrorCode(int httpStatus, boolean isRetryable, String text) {
        this.httpStatus = httpStatus;
        this.isRetryable = isRetryable;
        this.text = text;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public boolean isRetryable() {
        return isRetryable;
    }

    /** One sentence for people. */
    public String text() {
        return text;
    }

    /**
     * Code of a closed gate.
     *
     * @param reason any but {@link GateReason#OPEN}.
     */
    public static ErrorCode of(GateReason reason) {
        return switch (reason) {
            case JOURNAL -> JOURNAL;
            case DISK -> DISK;
            case DEAD_MAN -> DEAD_MAN;
            case CLOCK -> CLOCK;
            case FOLLOWER -> FOLLOWER;
            case REPLICATION -> REPLICATION;
            case PRICE_FEED_STALE -> PRICE_FEED_STALE;
            case SETTLEMENT_COVERAGE -> SETTLEMENT_COVERAGE;
            case MARKET_RETIRED -> MARKET_RETIRED;
            case OPEN -> throw new IllegalArgumentException("an open gate refuses nothing");
        };
    }

    /** Code of a refused pair. */
    public static ErrorCode of(PairRefusal refusal) {
        return switch (refusal) {
            case INVALID -> INVALID_FIELD;
            case EXISTS -> PAIR_EXISTS;
            case NAME_TAKEN -> PAIR_NAME_TAKEN;
            case VENUE_SYMBOL_TAKEN -> VENUE_SYMBOL_TAKEN;
            case VENUE_OFF -> VENUE_OFF;
            case TOO_MANY -> TOO_MANY_PAIRS;
            case UNKNOWN -> PAIR_UNKNOWN;
            case HAS_MARKET -> PAIR_HAS_MARKET;
            case OF_ALL_MARKET -> PAIR_OF_ALL_MARKET;
            case BUSY -> ENGINE_BUSY;
        };
    }

    /**
     * Code of a refused bet.
     *
     * @param refusal any but {@link BetRefusal#GATE_CLOSED}, whose code is that of the gate's reason.
     */
    public static ErrorCode of(BetRefusal refusal) {
        return switch (refusal) {
            case IDEMPOTENCY_KEY_REUSED -> IDEMPOTENCY_KEY_REUSED;
            case COMMAND_EXPIRED -> COMMAND_EXPIRED;
            case UNKNOWN_MARKET -> UNKNOWN_MARKET;
            case NO_REFERENCE -> NO_REFERENCE;
            case WINDOW_TOO_SOON -> WINDOW_TOO_SOON;
            case WINDOW_TOO_SHORT -> WINDOW_TOO_SHORT;
            case WINDOW_TOO_LONG -> WINDOW_TOO_LONG;
            case WINDOW_TOO_FAR -> WINDOW_TOO_FAR;
            case BAND_TOO_NARROW -> BAND_TOO_NARROW;
            case BAND_TOO_WIDE -> BAND_TOO_WIDE;
            case BAND_CONTAINS_PRICE -> BAND_CONTAINS_PRICE;
            case STAKE_TOO_SMALL -> STAKE_TOO_SMALL;
            case STAKE_TOO_LARGE -> STAKE_TOO_LARGE;
            case EXPOSURE_LIMIT -> EXPOSURE_LIMIT;
            case OPEN_BETS_LIMIT -> OPEN_BETS_LIMIT;
            case QUOTE_MOVED -> QUOTE_MOVED;
            case GATE_CLOSED -> throw new IllegalArgumentException("the gate's reason is the code");
        };
    }
}
