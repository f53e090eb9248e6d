package io.tickgate.feed.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The search for one run of missing trade ids, page by page. A request can be sent again when it failed: only an answer moves the search
 * on. Owned by the agent's thread.
 */
interface TradeSearch {
    /** More pages than a million ids need: the search goes in circles. */
    int PAGES_MAX = 2_000;

    /** The request that comes next; only while the search is not done. */
    RestRequest next();

    /**
     * Moves the search on.
     *
     * @param body of the answer to {@link #next()}.
     * @return what it settles.
     * @throws RestContentException when it is no answer to that; the search stands where it stood.
     */
    TradePage onAnswer(byte[] body) throws RestContentException;

    /**
     * The venue refused the request as wrong.
     *
     * @return what is settled by that, or null when the search has failed.
     */
    @Nullable
    TradePage onRefused();

    /** Whether there is nothing more to ask. */
    boolean isDone();

    /** Searched ids that no answer has settled yet; when the search is done, those that it could not settle. */
    List<IdRange> left();
}
