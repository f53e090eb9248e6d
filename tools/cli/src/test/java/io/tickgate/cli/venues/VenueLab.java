package io.tickgate.cli.venues;

import io.tickgate.config.TickgateConfig;
import io.tickgate.engine.Engine;
import io.tickgate.publish.CoverageView;
import io.tickgate.publish.GateView;
import io.tickgate.publish.InstrumentView;
import io.tickgate.publish.MarketView;
import io.tickgate.publish.PriceView;
import io.tickgate.simulator.ExchangeSimulator;
import io.tickgate.simulator.SimulatorOptions;
import io.tickgate.simulator.market.Venue;
import io.tickgate.status.Counter;
import io.tickgate.status.FeedState;
import io.tickgate.status.FeedStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Three simulated venues and an engine that is connected to them, with short limits. Used by one thread. */
final class VenueLab implements AutoCloseable {
    /** Of BTC/USD. */
    static final String MARKET = "btc-usd-touch";

    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ExchangeSimulator exchange;
    private final Path folder;
    private final TickgateConfig config;
    private final AtomicBoolean isHalted = new AtomicBoolean();
    private Engine engine;

    private VenueLab(ExchangeSimulator exchange, Path folder, Map<String, String> properties) {
        this.exchange = exchange;
        this.folder = folder;
        config = TickgateConfig.load(Optional.empty(), properties(properties), Map.of());
        engine = launch();
    }

    /** All venues, 200 events a second each. */
    static SimulatorOptions venues() {
        return SimulatorOptions.defaults()
                .withVenues(Venue.values())
                .withSeed(7)
                .withEventsPerSecond(200);
    }

    /**
     * Starts both and waits until all venues deliver.
     *
     * @param folder for the data.
     * @param options of the simulator.
     * @param properties of the configuration beside the short limits.
     */
    static VenueLab start(Path folder, SimulatorOptions options, Map<String, String> properties) throws IOException {
        ExchangeSimulator exchange = ExchangeSimulator.start(options);
        try {
            VenueLab lab = new VenueLab(exchange, folder, properties);
            lab.awaitDelivery();
            return lab;
        } catch (RuntimeException | Error e) {
            exchange.close();
            throw e;
        }
    }

    private Map<String, String> properties(Map<String, String> own) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (Venue venue : Venue.values()) {
            String section = "venues." + venue.label() + ".";
            properties.put(section + "ws-url", exchange.uri(venue).toString());
            properties.put(section + "rest-url", exchange.restUri(venue).toString());
            properties.put(section + "data-timeout", "2s");
            properties.put(section + "first-data-timeout", "2s");
            properties.put(section + "handshake-timeout", "1s");
            properties.put(section + "reconnect-min", "100ms");
            properties.put(section + "reconnect-max", "1s");
            properties.put(section + "breaker-open", "1s");
        }
        // It sends a price only when it has changed.
        properties.put("venues.coincap.data-timeout", "2s");
        properties.put("venues.coincap.api-key", "simulator-key");
        properties.put("health.degraded", "2s");
        properties.put("health.critical", "2s");
        properties.put("health.recovery", "1s");
        properties.put("sources.silence", "2s");
        properties.put("sources.stable", "3s");
        properties.put("backfill.poll-after", "2s");
        properties.put("backfill.poll-interval", "1s");
        properties.put("data.directory", folder.toString());
        properties.put("data.free-space-min", "64m");
        properties.put("engine.threads", "shared");
        properties.put("redis.mode", "off");
        properties.putAll(own);
        return properties;
    }

    private Engine launch() {
        return Engine.start(config, "test", () -> isHalted.set(true));
    }

    ExchangeSimulator exchange() {
        return exchange;
    }

    Engine engine() {
        return engine;
    }

    Path folder() {
        return folder;
    }

    TickgateConfig config() {
        return config;
    }

    /** Whether a thread of the engine has died of an error. */
    boolean isHalted() {
        return isHalted.get();
    }

    long count(Counter counter) {
        return engine.counters().get(counter);
    }

    /** Ends the engine; the venues go on. */
    void stopEngine() {
        engine.close();
    }

    /** Starts it again on the same folder. */
    void startEngine() {
        engine = launch();
        awaitDelivery();
    }

    private void awaitDelivery() {
        for (Venue venue : Venue.values()) {
            await(venue.label() + " delivers", 15, () -> isDelivering(venue));
        }
        await("gate open", 15, this::isGateOpen);
        // Binance selects trades by time: ids that are missing before the first trade ever seen cannot be asked for.
        await("first trade", 15, () -> price("BTC/USD").tradeId() > 0);
    }

    FeedStatus feed(Venue venue) {
        return engine.feeds().feeds().stream()
                .filter(status -> status.venue().equals(venue.label()))
                .findFirst()
                .orElseThrow();
    }

    /** Whether each stream of a venue brings data and no trade of it can be missed without a sign. */
    boolean isDelivering(Venue venue) {
        FeedStatus feed = feed(venue);
        return feed.state() == FeedState.CONNECTED
                && feed.streamsDesired() > 0
                && feed.streamsDelivering() == feed.streamsDesired()
                && (venue == Venue.COINCAP || isContinuous(venue));
    }

    /** Whether the coverage of all streams of a venue is continuous. */
    boolean isContinuous(Venue venue) {
        return engine.published().directory().instruments().stream()
                .filter(instrument -> instrument.sources().contains(venue.label()))
                .allMatch(instrument -> {
                    CoverageView coverage = engine.published().coverage().read(streamId(instrument, venue));
                    return coverage != null && coverage.isContinuous();
                });
    }

    InstrumentView instrument(String name) {
        return Objects.requireNonNull(engine.published().directory().instrument(name), name);
    }

    int streamId(String instrument, Venue venue) {
        return streamId(instrument(instrument), venue);
    }

    private static int streamId(InstrumentView instrument, Venue venue) {
        return instrument.streamIds().get(instrument.sources().indexOf(venue.label()));
    }

    GateView gate() {
        MarketView market =
                Objects.requireNonNull(engine.published().directory().market(MARKET));
        GateView gate = new GateView();
        engine.published().gates().read(market.id(), gate);
        return gate;
    }

    boolean isGateOpen() {
        return engine.published().directory().market(MARKET) != null && gate().isOpen();
    }

    PriceView price(String instrument) {
        PriceView price = new PriceView();
        engine.published().prices().read(instrument(instrument).id(), price);
        return price;
    }

    /** Gaps that are open now, of all venues. */
    List<?> gaps() {
        return engine.published().gaps().open();
    }

    /** Waits for something to become true. */
    void await(String what, int seconds, BooleanSupplier condition) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > TimeUnit.SECONDS.toNanos(seconds)) {
                throw new AssertionError(
                        "Not within " + seconds + " s: " + what + "; halted: " + isHalted() + "; gaps: "
                                + gaps() + "; back-fill: " + engine.feeds().backFills() + "; feeds: "
                                + engine.feeds().feeds());
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    @Override
    public void close() {
        engine.close();
        exchange.close();
    }
}
