package io.tickgate.feed.rest;

import org.jspecify.annotations.Nullable;

/** The past trades of a venue over REST. Owned by the back-fill's thread. */
interface TradeHistory {
    /** Most rows of an answer, with both venues (exchanges.md, read 2026-11). */
    int ROWS_MAX = 1_000;

    /**
     * Begins a search.
     *
     * @param venueSymbol of the stream.
     * @param ids missing ones.
     * @param timeBeforeEpochNs of the trade below them, or absent.
     * @param timeAfterEpochNs of the trade above them, or of now.
     * @return null when the venue offers no way to find them.
     */
    @Nullable
    TradeSearch search(String venueSymbol, IdRange ids, long timeBeforeEpochNs, long timeAfterEpochNs);

    /** The request for a symbol's newest trade. */
    RestRequest newest(String venueSymbol);

    /**
     * The newest trade id.
     *
     * @param body of the answer to {@link #newest}.
     * @return -1 when the symbol never traded.
     */
    long newestId(byte[] body) throws RestContentException;
}
