package io.tickgate.gateway.encode;

import io.tickgate.status.BackFillStatus;
import io.tickgate.status.BreakerState;
import io.tickgate.status.ConnectionStatus;
import io.tickgate.status.FeedState;
import io.tickgate.status.FeedStatus;
import java.util.List;

/** The state of feeds and back-fill as clients see it. Stateless. */
public final class FeedEncoder {
    private static final long MS_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    /** As long as a stream may be silent and count as healthy by default. */
    private static final long SILENCE_TOLD_NS = 3 * SECOND_NS;

    /** No connection lives for a year; what is planned beyond it will not happen. */
    private static final long NEVER_NS = 365 * 86_400 * SECOND_NS;

    private FeedEncoder() {}

    /** The first venue in the form that probes of a single feed know. */
    public static void webSocket(JsonBuffer json, FeedStatus feed, long nowEpochNs) {
        json.name("websocket").openObject();
        json.name("state").string(feed.state().name());
        json.name("isLeader").bool(true);
        long uptimeNs = feed.connections().stream()
                .mapToLong(connection -> connection.isOpen() ? nowEpochNs - connection.openedEpochNs() : 0)
                .max()
                .orElse(0);
        json.name("uptime").number(Math.max(0, uptimeNs) / SECOND_NS);
        json.name("consecutiveErrors").number(feed.consecutiveFailures());
        json.name("circuitBreaker").openObject();
        json.name("state").string(feed.breaker().name());
        json.name("failureCount").number(feed.breakerFailures());
        json.closeObject().closeObject();
    }

    /** One venue's feed as an object. */
    public static void feed(JsonBuffer json, FeedStatus feed, long nowEpochNs) {
        json.openObject();
        json.name("venue").string(feed.venue());
        json.name("state").string(feed.state().name());
        json.name("since").number(feed.stateSinceEpochNs() / MS_NS);
        json.name("reason").string(feed.reason());
        json.name("host").string(feed.host());
        json.name("circuitBreaker").openObject();
        json.name("state").string(feed.breaker().name());
        json.name("failureCount").number(feed.breakerFailures()).closeObject();
        json.name("consecutiveFailures").number(feed.consecutiveFailures());
        if (feed.nextAttemptEpochNs() > 0) {
            json.name("next_attempt_ms").number(Math.max(0, feed.nextAttemptEpochNs() - nowEpochNs) / MS_NS);
        }
        if (feed.lastDataEpochNs() > 0) {
            json.name("last_data_age_ms").number(Math.max(0, nowEpochNs - feed.lastDataEpochNs()) / MS_NS);
        }
        json.name("connects").openObject();
        json.name("in_window").number(feed.connectsInWindow());
        json.name("max").number(feed.connectsMax()).closeObject();
        streams(json, feed);
        json.name("connections").openArray();
        feed.connections().forEach(connection -> connection(json, connection, nowEpochNs));
        json.closeArray().closeObject();
    }

    private static void streams(JsonBuffer json, FeedStatus feed) {
        json.name("streams").openObject();
        json.name("desired").number(feed.streamsDesired());
        json.name("subscribed").number(feed.streamsSubscribed());
        json.name("delivering").number(feed.streamsDelivering());
        json.name("silent").openArray();
        feed.silentSymbols().forEach(json::string);
        json.closeArray().closeObject();
    }

    private static void connection(JsonBuffer json, ConnectionStatus connection, long nowEpochNs) {
        json.openObject();
        json.name("name").string(connection.name());
        json.name("id").number(connection.connectionId());
        json.name("url").string(connection.url());
        json.name("open").bool(connection.isOpen());
        json.name("successor").bool(connection.isSuccessor());
        if (connection.isOpen()) {
            json.name("age_ms").number(Math.max(0, nowEpochNs - connection.openedEpochNs()) / MS_NS);
            if (connection.replacedEpochNs() - nowEpochNs < NEVER_NS) {
                json.name("replaced_at").number(connection.replacedEpochNs() / MS_NS);
            }
        }
        if (connection.lastDataEpochNs() > 0) {
            json.name("last_data_age_ms").number(Math.max(0, nowEpochNs - connection.lastDataEpochNs()) / MS_NS);
        }
        json.name("streams").number(connection.streamsSubscribed());
        json.name("delivering").number(connection.streamsDelivering()).closeObject();
    }

    /** How the filling of gaps goes at one venue. */
    public static void backFill(JsonBuffer json, BackFillStatus backFill) {
        json.openObject();
        json.name("venue").string(backFill.venue());
        json.name("open_gaps").number(backFill.openGaps());
        json.name("missing_ids").number(backFill.missingIds());
        json.name("given_up_gaps").number(backFill.givenUpGaps());
        json.name("requests").number(backFill.requests());
        if (backFill.pausedUntilEpochNs() > 0) {
            json.name("paused_until").number(backFill.pausedUntilEpochNs() / MS_NS);
        }
        if (!backFill.lastError().isEmpty()) {
            json.name("last_error").string(backFill.lastError());
        }
        json.closeObject();
    }

    /** What is wrong with feeds and back-fill, one sentence each, into an array that is open. */
    public static void alerts(
            JsonBuffer json, List<FeedStatus> feeds, List<BackFillStatus> backFills, long nowEpochNs) {
        for (FeedStatus feed : feeds) {
            if (feed.state() != FeedState.CONNECTED && feed.streamsDesired() > 0) {
                json.string(feed.venue() + " is " + feed.state() + " for " + seconds(feed, nowEpochNs) + " s: "
                        + feed.reason());
            }
            long silentNs = nowEpochNs - feed.lastDataEpochNs();
            if (feed.state() == FeedState.CONNECTED && feed.lastDataEpochNs() > 0 && silentNs > SILENCE_TOLD_NS) {
                json.string(feed.venue() + " is connected but silent for " + silentNs / SECOND_NS + " s");
            }
            if (feed.breaker() == BreakerState.OPEN) {
                json.string(feed.venue() + ": the connection breaker is open after " + feed.breakerFailures()
                        + " failures");
            }
            if (!feed.silentSymbols().isEmpty()) {
                json.string(feed.venue() + " is connected but silent for " + String.join(", ", feed.silentSymbols()));
            }
        }
        for (BackFillStatus backFill : backFills) {
            if (backFill.openGaps() > 0 && backFill.pausedUntilEpochNs() > nowEpochNs) {
                json.string(backFill.venue() + ": back-fill of " + backFill.openGaps() + " gaps waits: "
                        + backFill.lastError());
            }
            if (backFill.givenUpGaps() > 0) {
                json.string(backFill.venue() + ": " + backFill.givenUpGaps() + " gaps could not be filled: "
                        + backFill.lastError());
            }
        }
    }

    private static long seconds(FeedStatus feed, long nowEpochNs) {
        return Math.max(0, nowEpochNs - feed.stateSinceEpochNs()) / SECOND_NS;
    }
}
