package io.tickgate.status;

import java.util.List;

/**
 * What a venue's feed is doing, for people and probes. Immutable; keys and passwords are never in it.
 *
 * @param venue name in the configuration.
 * @param state of its life.
 * @param stateSinceEpochNs engine time at which the state began.
 * @param reason in words: why it is in this state and, where something is wrong, what to do.
 * @param host that it connects to.
 * @param breaker of its connections.
 * @param breakerFailures failures in a row that the breaker has counted.
 * @param nextAttemptEpochNs engine time of the next attempt to connect; 0 when none is planned.
 * @param consecutiveFailures failed attempts and short-lived connections in a row.
 * @param connectsInWindow attempts within the window of the venue's connection limit.
 * @param connectsMax most attempts that are made within it.
 * @param lastDataEpochNs engine time of the newest data; 0 for never.
 * @param streamsDesired streams that should be delivered.
 * @param streamsSubscribed streams that the venue has been asked for on an open connection.
 * @param streamsDelivering streams that bring data.
 * @param silentSymbols venue symbols that are subscribed but silent beyond their limit, at most {@value #SILENT_MAX}.
 * @param connections open ones; two while one takes over from the other.
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
    /** Most silent symbols that are named. */
    public static final int SILENT_MAX = 20;

    /** Copies the lists. */
    public FeedStatus {
        silentSymbols = List.copyOf(silentSymbols);
        connections = List.copyOf(connections);
    }
}
