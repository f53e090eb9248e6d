package io.tickgate.feed;

import java.util.List;

/**
 * What is known of the feed of one venue. Immutable.
 *
 * @param venue name of the venue.
 * @param state of the feed.
 * @param stateSinceEpochNs since when it is in this state.
 * @param reason of the state, for people, without keys.
 * @param host that is connected to.
 * @param breaker of the attempts.
 * @param breakerFailures failures in a row that it has counted.
 * @param nextAttemptEpochNs when the next attempt may be made, 0 for none.
 * @param consecutiveFailures attempts and connections that failed since data last came steadily.
 * @param connectsInWindow attempts of the last minutes at this host, of all feeds.
 * @param connectsMax most of them.
 * @param lastDataEpochNs of the newest data, 0 for never.
 * @param streamsDesired that are to be delivered.
 * @param streamsSubscribed that the venue has confirmed on the connection in use.
 * @param streamsDelivering that brought data lately.
 * @param silentSymbols the first of those that are stalled or were not accepted, each with its reason.
 * @param connections at most two.
 */
public record FeedStatus(
        String venue,
        FeedState state,
        long stateSinceEpochNs,
        String reason,
        String host,
        BreakerState breaker,
        int breakerFailures,
        long nextAttemptEpochNs,
        int consecutiveFailures,
        int connectsInWindow,
        int connectsMax,
        long lastDataEpochNs,
        int streamsDesired,
        int streamsSubscribed,
        int streamsDelivering,
        List<String> silentSymbols,
        List<ConnectionStatus> connections) {
    /** More would fill a page and say no more. */
    public static final int SILENT_SYMBOLS_MAX = 32;
}
