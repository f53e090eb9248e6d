package io.tickgate.gateway.http;

import io.tickgate.gateway.encode.ContradictionEncoder;
import io.tickgate.gateway.encode.FeedEncoder;
import io.tickgate.gateway.encode.GateEncoder;
import io.tickgate.gateway.encode.HealthText;
import io.tickgate.gateway.encode.HistoryEncoder;
import io.tickgate.gateway.encode.JsonBuffer;
import io.tickgate.gateway.encode.MetricsText;
import io.tickgate.gateway.encode.SnapshotEncoder;
import io.tickgate.gateway.encode.StatusSnapshot;
import io.tickgate.gateway.settings.EngineAccess;
import io.tickgate.history.History;
import io.tickgate.input.EngineClock;
import io.tickgate.publish.Published;
import io.tickgate.status.BackFillStatus;
import io.tickgate.status.Counters;
import io.tickgate.status.FeedStatus;
import io.tickgate.status.FeedsView;
import io.tickgate.status.SnapshotStatus;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.function.Supplier;

/** How the venues' feeds do, as JSON for people and probes and as metrics for Prometheus. Stateless beyond what it reads. */
final class FeedRoutes {
    private final Published published;
    private final FeedsView feeds;
    private final Supplier<SnapshotStatus> snapshots;
    private final History history;
    private final Counters counters;
    private final EngineClock clock;

    FeedRoutes(EngineAccess engine) {
        published = engine.published();
        feeds = engine.feeds();
        snapshots = engine.snapshots();
        history = engine.history();
        counters = engine.counters();
        clock = engine.clock();
    }

    /** Health of prices, second market, feeds, back-fill and history, and in words what is wrong. */
    void health(HttpServerExchange exchange) {
        long nowEpochNs = clock.nowEpochNs();
        StatusSnapshot status = new StatusSnapshot(published, nowEpochNs, clock.nowNs());
        List<FeedStatus> all = feeds.feeds();
        List<BackFillStatus> backFills = feeds.backFills();
        SnapshotStatus snapshot = snapshots.get();
        JsonBuffer json = Responses.body().openObject();
        json.name("status").value(HealthText.json(status.health()));
        status.summary(json);
        SnapshotEncoder.member(json, snapshot, nowEpochNs);
        if (!all.isEmpty()) {
            FeedEncoder.webSocket(json, all.get(0), nowEpochNs);
        }
        json.name("feeds").openArray();
        all.forEach(feed -> FeedEncoder.feed(json, feed, nowEpochNs));
        json.closeArray();
        json.name("backfill").openArray();
        backFills.forEach(backFill -> FeedEncoder.backFill(json, backFill));
        json.closeArray();
        json.name("alerts").openArray();
        GateEncoder.alerts(json, published, nowEpochNs, clock.nowNs());
        FeedEncoder.alerts(json, all, backFills, nowEpochNs);
        SnapshotEncoder.alerts(json, snapshot, nowEpochNs);
        ContradictionEncoder.alerts(json, published, nowEpochNs);
        HistoryEncoder.alerts(json, history);
        json.closeArray();
        Responses.send(exchange, 200, json.closeObject());
    }

    /** Everything that is counted, and the state of the feeds, in the text format of Prometheus. */
    void metrics(HttpServerExchange exchange) {
        Responses.sendText(
                exchange,
                MetricsText.CONTENT_TYPE,
                MetricsText.of(
                        counters,
                        published.bets(),
                        snapshots.get(),
                        feeds.feeds(),
                        feeds.backFills(),
                        clock.nowEpochNs()));
    }
}
