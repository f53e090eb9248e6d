package io.tickgate.status;

/** What is counted, each where it happens. The order is the order in the counters file: add at the end only. */
public enum Counter {
    FRAMES_RECEIVED("frames-received", "Text and binary frames read from venues."),
    FRAMES_FALLBACK("frames-fallback", "Frames that the fast scanner left to the tolerant one."),
    FRAMES_MALFORMED("frames-malformed", "Frames that are not JSON, or are cut."),
    FRAMES_OVERSIZED("frames-oversized", "Frames longer than the limit, skipped unread."),
    FRAMES_UNKNOWN("frames-unknown", "Well-formed frames of a kind or symbol that is not used here."),
    FRAMES_CONTROL("frames-control", "Acknowledgements and other control messages of venues."),
    FRAMES_ERROR("frames-error", "Error messages sent by venues."),
    TICKS_REJECTED(
            "ticks-rejected", "Ticks with a price or number that cannot be: zero, negative, overflowing, missing."),
    TICKS_ROUNDED("ticks-rounded", "Ticks with more than eight decimals, rounded half to even and flagged."),
    TICKS_SATURATED("ticks-saturated", "Ticks whose size did not fit and stands at the largest value."),
    TICKS_DELAYED("ticks-delayed", "Ticks read late because the ring was full; they refresh nothing."),
    CONNECTS("connects", "Connections to venues that got through the handshake."),
    CONNECT_FAILURES("connect-failures", "Connections to venues that did not."),
    DISCONNECTS("disconnects", "Connections to venues that ended."),
    STALLS("stalls", "Connections to venues that were open but brought no data."),
    RING_FULL_WAITS("ring-full-waits", "Times that a feed waited for room in the ring."),
    CLOCK_SKIPPED("clock-skipped", "Clock events left out because the ring was full."),
    COMMANDS_REFUSED_BUSY("commands-refused-busy", "Bets refused because less than a quarter of the ring was free."),
    RECORDS_JOURNALLED("records-journalled", "Records appended to the journal by this process."),
    DECISIONS_RECORDED("decisions-recorded", "Decisions appended by this process."),
    GAPS_CONFIRMED("gaps-confirmed", "Runs of trade ids that were confirmed as lost."),
    TRADES_LOST("trades-lost", "Trade ids that were confirmed as lost."),
    BETS_ACCEPTED("bets-accepted", "Bets taken."),
    BETS_REFUSED("bets-refused", "Bets not taken."),
    MIRROR_FAILURES("mirror-failures", "Batches to Redis that failed."),
    MIRROR_TRADES("mirror-trades", "Trades mirrored to Redis history."),
    MIRROR_CONFLATED("mirror-conflated", "Trades left out of the Redis channel because newer ones were there."),
    MIRROR_TRIMMED("mirror-trimmed", "Members trimmed from Redis history by its bounds."),
    REDIS_VALUES_REFUSED("redis-values-refused", "Values of latest-price keys in Redis that are no prices."),
    ERRORS("errors", "Errors recorded in the error log, repetitions included."),
    BAD_NOT_JSON("bad-not-json", "Bad frames: not JSON, or cut."),
    BAD_NOT_UTF8("bad-not-utf8", "Bad frames: not UTF-8."),
    BAD_EQUAL_KEYS("bad-equal-keys", "Bad frames: two equal keys in an object."),
    BAD_BEYOND_BOUNDS("bad-beyond-bounds", "Bad frames: nested too deeply, or a name or number too long."),
    BAD_CONTRADICTION("bad-contradiction", "Bad ticks: two parts of the frame contradict each other."),
    BAD_SYMBOL("bad-symbol", "Bad ticks: without a symbol."),
    BAD_ID("bad-id", "Bad ticks: trade or update id missing or no whole number."),
    BAD_TIME("bad-time", "Bad ticks: a time that is none, or missing."),
    BAD_PRICE("bad-price", "Bad ticks: price zero, negative, missing or no number."),
    BAD_PRICE_OVERFLOW("bad-price-overflow", "Bad ticks: a price that does not fit."),
    BAD_SIZE("bad-size", "Bad ticks: size negative, missing or no number."),
    BAD_NO_SIDE("bad-no-side", "Bad ticks: quotes without bid and ask."),
    BAD_OLD_SEQUENCE("bad-old-sequence", "Bad ticks: quotes older than one that came before."),
    BAD_FRAMES_NOT_KEPT("bad-frames-not-kept", "Bad frames that were counted but not kept, as too many came at once."),
    UNLISTED_DROPPED("unlisted-dropped", "Symbols of all-market frames that were not noted as there were too many."),
    STREAM_STALLS("stream-stalls", "Streams that brought nothing while others of their connection did."),
    ROTATIONS("rotations", "Connections to venues that another took over from."),
    QUOTES_REPEATED("quotes-repeated", "Quotes that came over two connections and were taken from one."),
    NOTICES_DROPPED("notices-dropped", "Acknowledgements and errors of venues that came faster than they were read."),
    TRADES_FILLED("trades-filled", "Trade ids that were lost and came after all, late or by back-fill."),
    REST_REQUESTS("rest-requests", "Requests sent to venues over REST."),
    REST_FAILURES("rest-failures", "Requests of those that got no answer, a refusal, or an answer of no use."),
    TRADES_BACK_FILLED("trades-back-filled", "Trades and aggregates published to fill gaps."),
    BACK_FILL_REJECTED("back-fill-rejected", "Trades in REST answers with a price or time that cannot be."),
    GAPS_GIVEN_UP("gaps-given-up", "Times that the filling of a gap was given up for the while."),
    WATERMARKS_FETCHED("watermarks-fetched", "Newest trade ids asked for over REST."),
    PRICES_POLLED("prices-polled", "Prices published from REST while a WebSocket was silent."),
    BETS_HIT("bets-hit", "Bets decided as hit."),
    BETS_MISSED("bets-missed", "Bets decided as missed."),
    BETS_VOID("bets-void", "Bets that ended without a proof."),
    BETS_CONTRADICTED("bets-contradicted", "Trades that came after a bet was decided as missed and would have hit it."),
    CHAIN_RECORDS("chain-records", "Records taken into the chain that receipts lead to."),
    HEADS_MADE("heads-made", "Signed heads of the chain."),
    HEADS_POSTED("heads-posted", "Heads that the webhook took."),
    HEAD_POST_FAILURES("head-post-failures", "Posts of a head that failed; each is tried again."),
    HEADS_NOT_POSTED("heads-not-posted", "Heads given up as the webhook took none for an hour."),
    ACCEPTANCES_SIGNED("acceptances-signed", "Signed acceptances of bets."),
    ACCEPTANCES_LEFT_OUT("acceptances-left-out", "Bets answered without their signed acceptance, as too many waited."),
    RECEIPTS_MADE("receipts-made", "Receipts signed."),
    SNAPSHOTS_WRITTEN("snapshots-written", "Snapshots whose state hash equalled the recorded one, written."),
    SNAPSHOTS_FAILED("snapshots-failed", "Snapshots that the disk did not take."),
    FILES_DELETED("files-deleted", "Files of journal and decisions deleted as too old or too many."),
    SECOND_MARKET_DIFFERENCES(
            "second-market-differences",
            "Decisions that the second market would make otherwise; each stops the process."),
    HISTORY_WRITE_FAILURES(
            "history-write-failures", "Writes of history that the disk did not take; each is tried again.");

    private final String label;
    private final String description;

    Counter(String label, String description) {
        this.label = label;
        this.description = description;
    }

    /** Name in logs, {@code stat} and metrics. */
    public String label() {
        return label;
    }

    /** One sentence for people. */
    public String description() {
        return description;
    }
}
