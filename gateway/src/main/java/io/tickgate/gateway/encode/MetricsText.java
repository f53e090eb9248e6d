package io.tickgate.gateway.encode;

import io.tickgate.publish.BetViews;
import io.tickgate.status.BackFillStatus;
import io.tickgate.status.BreakerState;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import io.tickgate.status.FeedState;
import io.tickgate.status.FeedStatus;
import io.tickgate.status.SnapshotStatus;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Counters and states in the text format of Prometheus, version 0.0.4. A state is one series for each value that it can have, 1 for the
 * one that holds. Stateless; allocates, as it is asked for a few times a minute.
 */
public final class MetricsText {
    /** As the format's description names it. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double SECOND_NS = 1e9;

    private MetricsText() {}

    /** All of it. */
    public static String of(
            Counters counters,
            BetViews bets,
            SnapshotStatus snapshots,
            List<FeedStatus> feeds,
            List<BackFillStatus> backFills,
            long nowEpochNs) {
        StringBuilder text = new StringBuilder(8_192);
        for (Counter counter : Counter.values()) {
            String name = "tickgate_" + counter.label().replace('-', '_') + "_total";
            head(text, name, "counter", counter.description());
            text.append(name).append(' ').append(counters.get(counter)).append('\n');
        }
        plain(text, "tickgate_bets_open", "Bets that are not decided yet.", bets.openCount());
        plain(text, "tickgate_bets_held", "Bets held, open and decided.", bets.count());
        snapshots(text, snapshots, nowEpochNs);
        feedStates(text, feeds);
        gauge(text, feeds, "failures", "Failed connections in a row.", FeedStatus::consecutiveFailures);
        gauge(text, feeds, "connects", "Attempts in the window of the limit.", FeedStatus::connectsInWindow);
        gauge(text, feeds, "streams_desired", "Streams that are wanted.", FeedStatus::streamsDesired);
        gauge(text, feeds, "streams_delivering", "Streams that bring data.", FeedStatus::streamsDelivering);
        gauge(
                text,
                feeds,
                "data_age_seconds",
                "Age of the newest data, -1 before the first.",
                feed -> age(feed, nowEpochNs));
        backFills(text, backFills);
        return text.toString();
    }

    private static void snapshots(StringBuilder text, SnapshotStatus status, long nowEpochNs) {
        plain(text, "tickgate_second_market_sequence", "Newest record that it has read.", status.sequence());
        plain(text, "tickgate_second_market_lag_records", "Published, and not read by it.", status.lagRecords());
        plain(text, "tickgate_snapshot_sequence", "Of the newest one, 0 before the first.", status.snapshotSequence());
        String age = "tickgate_snapshot_age_seconds";
        head(text, age, "gauge", "Age of the newest snapshot, -1 before the first.");
        text.append(age)
                .append(' ')
                .append(SnapshotEncoder.ageSeconds(status, nowEpochNs))
                .append('\n');
    }

    private static void plain(StringBuilder text, String name, String help, long value) {
        head(text, name, "gauge", help);
        text.append(name).append(' ').append(value).append('\n');
    }

    private static void feedStates(StringBuilder text, List<FeedStatus> feeds) {
        head(text, "tickgate_feed_state", "gauge", "State of a venue's feed.");
        for (FeedStatus feed : feeds) {
            for (FeedState state : FeedState.values()) {
                labelled(text, "tickgate_feed_state", feed.venue(), "state", state.name(), feed.state() == state);
            }
        }
        head(text, "tickgate_feed_breaker", "gauge", "Connection breaker of a venue's feed.");
        for (FeedStatus feed : feeds) {
            for (BreakerState state : BreakerState.values()) {
                labelled(text, "tickgate_feed_breaker", feed.venue(), "state", state.name(), feed.breaker() == state);
            }
        }
    }

    private static double age(FeedStatus feed, long nowEpochNs) {
        return feed.lastDataEpochNs() == 0 ? -1 : Math.max(0, nowEpochNs - feed.lastDataEpochNs()) / SECOND_NS;
    }

    private static void gauge(
            StringBuilder text, List<FeedStatus> feeds, String what, String help, ToDoubleFunction<FeedStatus> value) {
        String name = "tickgate_feed_" + what;
        head(text, name, "gauge", help);
        feeds.forEach(feed -> one(text, name, feed.venue(), value.applyAsDouble(feed)));
    }

    private static void backFills(StringBuilder text, List<BackFillStatus> backFills) {
        head(text, "tickgate_gaps_open", "gauge", "Gaps that are still to be filled.");
        backFills.forEach(each -> one(text, "tickgate_gaps_open", each.venue(), (double) each.openGaps()));
        head(text, "tickgate_gaps_unfilled", "gauge", "Gaps that could not be filled.");
        backFills.forEach(each -> one(text, "tickgate_gaps_unfilled", each.venue(), (double) each.givenUpGaps()));
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void one(StringBuilder text, String name, String venue, double value) {
        text.append(name)
                .append("{venue=\"")
                .append(venue)
                .append("\"} ")
                .append(value)
                .append('\n');
    }

    private static void labelled(
            StringBuilder text, String name, String venue, String label, String value, boolean holds) {
        text.append(name)
                .append("{venue=\"")
                .append(venue)
                .append("\",")
                .append(label)
                .append("=\"")
                .append(value)
                .append("\"} ")
                .append(holds ? 1 : 0)
                .append('\n');
    }
}
