package io.tickgate.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Every property outside the two lists, in the order of the file, with type and range: the one source for checks, nearest names,
 * environment names and the printed configuration. A test compares it with the file and its comments.
 */
final class Catalogue {
    private static final List<Property<?>> PROPERTIES = new ArrayList<>();

    static final Property<String> DATA_DIRECTORY = add("data.directory", PropertyTypes.text(1, 1_024));
    static final Property<Long> DATA_FREE_SPACE_MIN = add("data.free-space-min", PropertyTypes.size("64m", "1024g"));
    static final Property<Long> DATA_RETENTION = add("data.retention", PropertyTypes.duration("1h", "3650d"));
    static final Property<Long> DATA_RETENTION_BYTES =
            add("data.retention-bytes", PropertyTypes.size("256m", "65536g"));

    static final Property<EngineThreads> ENGINE_THREADS =
            add("engine.threads", PropertyTypes.choice(EngineThreads.class));
    static final Property<EngineWait> ENGINE_WAIT = add("engine.wait", PropertyTypes.choice(EngineWait.class));
    static final Property<Long> ENGINE_RING_SIZE = add("engine.ring-size", PropertyTypes.powerOfTwo(1_024, 65_536));
    static final Property<Long> ENGINE_CLOCK_INTERVAL =
            add("engine.clock-interval", PropertyTypes.duration("10ms", "100ms"));

    static final Property<Long> HEALTH_DEGRADED = add("health.degraded", PropertyTypes.duration("100ms", "1h"));
    static final Property<Long> HEALTH_CRITICAL = add("health.critical", PropertyTypes.duration("100ms", "1h"));
    static final Property<Long> HEALTH_RECOVERY = add("health.recovery", PropertyTypes.duration("0s", "1h"));
    static final Property<Long> HEALTH_SKEW_PAST = add("health.skew-past", PropertyTypes.duration("0s", "1h"));
    static final Property<Long> HEALTH_SKEW_FUTURE = add("health.skew-future", PropertyTypes.duration("0s", "1h"));

    static final VenueProperties BINANCE = addAll(VenueProperties.of(Venue.BINANCE));
    static final Property<VenueTimeUnit> BINANCE_TIME_UNIT =
            add("venues.binance.time-unit", PropertyTypes.choice(VenueTimeUnit.class));
    static final Property<SubscribeForm> BINANCE_SUBSCRIBE_FORM =
            add("venues.binance.subscribe-form", PropertyTypes.choice(SubscribeForm.class));
    static final Property<Long> BINANCE_LIFE = add("venues.binance.life", PropertyTypes.duration("1m", "24h"));
    static final Property<Boolean> BINANCE_ALL_MARKET = add("venues.binance.all-market", PropertyTypes.toggle());
    static final Property<Long> BINANCE_ALL_MARKET_MAX =
            add("venues.binance.all-market-max", PropertyTypes.number(1, 6_000));

    static final VenueProperties COINBASE = addAll(VenueProperties.of(Venue.COINBASE));

    static final VenueProperties COINCAP = addAll(VenueProperties.of(Venue.COINCAP));
    static final Property<String> COINCAP_API_KEY = add(
            "venues.coincap.api-key",
            PropertyTypes.pattern("text, 0 to 256 printable characters without blanks", "[!-~]{0,256}"));
    static final Property<CoinCapAssets> COINCAP_ASSETS =
            add("venues.coincap.assets", PropertyTypes.choice(CoinCapAssets.class));

    static final Property<SourceMode> SOURCES_MODE = add("sources.mode", PropertyTypes.choice(SourceMode.class));

    static {
        InstrumentProperties.DEFAULTED.forEach(property -> PROPERTIES.add(InstrumentProperties.inSources(property)));
    }

    static final Property<Long> SOURCES_BEST_VENUES_MIN =
            add("sources.best-venues-min", PropertyTypes.number(1, Venue.values().length));
    static final Property<Long> SOURCES_INDEX_VENUES_MIN =
            add("sources.index-venues-min", PropertyTypes.number(1, Venue.values().length));

    static final Property<Long> PAIRS_IDLE_AFTER = add("pairs.idle-after", PropertyTypes.duration("1s", "1h"));

    static {
        MarketProperties.DEFAULTED.forEach(property -> PROPERTIES.add(MarketProperties.inDefaults(property)));
    }

    static final Property<Boolean> BACKFILL_ENABLED = add("backfill.enabled", PropertyTypes.toggle());
    static final Property<Long> BACKFILL_RETRY_FOR = add("backfill.retry-for", PropertyTypes.duration("1s", "24h"));
    static final Property<Long> BACKFILL_HORIZON = add("backfill.horizon", PropertyTypes.duration("1m", "7d"));
    static final Property<Long> BACKFILL_POLL_AFTER = add("backfill.poll-after", PropertyTypes.duration("1s", "1h"));
    static final Property<Long> BACKFILL_POLL_INTERVAL =
            add("backfill.poll-interval", PropertyTypes.duration("1s", "1h"));
    static final Property<Long> BACKFILL_WEIGHT_PER_MINUTE =
            add("backfill.weight-per-minute", PropertyTypes.number(50, 6_000));
    static final Property<Long> BACKFILL_COINBASE_REQUESTS =
            add("backfill.coinbase-requests-per-second", PropertyTypes.number(1, 10));

    static final Property<RedisMode> REDIS_MODE = add("redis.mode", PropertyTypes.choice(RedisMode.class));
    static final Property<String> REDIS_URL = add("redis.url", PropertyTypes.url("redis", "rediss", true));
    static final Property<Long> REDIS_CONNECT_TIMEOUT =
            add("redis.connect-timeout", PropertyTypes.duration("10ms", "60s"));
    static final Property<Long> REDIS_SOCKET_TIMEOUT =
            add("redis.socket-timeout", PropertyTypes.duration("10ms", "60s"));
    static final Property<Long> REDIS_LATEST_TTL = add("redis.latest-ttl", PropertyTypes.duration("1s", "30d"));
    static final Property<Long> REDIS_HISTORY_RETENTION =
            add("redis.history.retention", PropertyTypes.duration("1m", "365d"));
    static final Property<Long> REDIS_HISTORY_MAX_MEMBERS =
            add("redis.history.max-members", PropertyTypes.number(1_000, 100_000_000));
    static final Property<Long> REDIS_BATCH_MAX = add("redis.batch-max", PropertyTypes.number(1, 1_024));

    static final Property<String> PROOF_KEY_FILE = add("proof.key-file", PropertyTypes.text(0, 1_024));
    static final Property<Long> PROOF_HEAD_INTERVAL = add("proof.head-interval", PropertyTypes.duration("1s", "1h"));
    static final Property<String> PROOF_WEBHOOK_URL =
            add("proof.webhook-url", PropertyTypes.url("https", "http", true));

    static final Property<String> GATEWAY_HOST = add("gateway.host", PropertyTypes.text(1, 255));
    static final Property<Long> GATEWAY_PORT = add("gateway.port", PropertyTypes.number(0, 65_535));
    static final Property<Boolean> GATEWAY_ALLOW_PUBLIC = add("gateway.allow-public", PropertyTypes.toggle());
    static final Property<Long> GATEWAY_IO_THREADS = add("gateway.io-threads", PropertyTypes.number(0, 64));
    static final Property<Long> GATEWAY_CONNECTIONS_MAX =
            add("gateway.connections-max", PropertyTypes.number(1, 1_000_000));
    static final Property<Long> GATEWAY_BODY_MAX = add("gateway.body-max", PropertyTypes.size("1k", "1m"));
    static final Property<Long> GATEWAY_REQUEST_TIMEOUT =
            add("gateway.request-timeout", PropertyTypes.duration("100ms", "5m"));
    static final Property<Long> GATEWAY_IDLE_TIMEOUT = add("gateway.idle-timeout", PropertyTypes.duration("1s", "1h"));
    static final Property<Long> GATEWAY_STATUS_INTERVAL =
            add("gateway.status-interval", PropertyTypes.duration("100ms", "60s"));
    static final Property<Long> GATEWAY_SUBSCRIPTIONS_MAX =
            add("gateway.subscriptions-max", PropertyTypes.number(1, 10_000));
    static final Property<Long> GATEWAY_BETS_IN_FLIGHT_MAX =
            add("gateway.bets-in-flight-max", PropertyTypes.number(1, 16_384));

    private Catalogue() {}

    private static <T> Property<T> add(String name, PropertyType<T> type) {
        Property<T> property = new Property<>(name, type);
        PROPERTIES.add(property);
        return property;
    }

    private static VenueProperties addAll(VenueProperties section) {
        PROPERTIES.addAll(section.all());
        return section;
    }

    /** The properties of a venue's section that all venues have. */
    static VenueProperties of(Venue venue) {
        return switch (venue) {
            case BINANCE -> BINANCE;
            case COINBASE -> COINBASE;
            case COINCAP -> COINCAP;
        };
    }

    /** All properties in the order of the file. */
    static List<Property<?>> properties() {
        return Collections.unmodifiableList(PROPERTIES);
    }

    /** Whether there is a property of this name. */
    static boolean contains(String name) {
        return PROPERTIES.stream().anyMatch(property -> property.name().equals(name));
    }

    /** Whether some property's name starts with this one and a point. */
    static boolean isSection(String name) {
        return PROPERTIES.stream().anyMatch(property -> property.name().startsWith(name + "."));
    }
}
