package io.tickgate.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole configuration, read and checked. Immutable.
 *
 * @param data section {@code data}.
 * @param engine section {@code engine}, concluded.
 * @param health section {@code health}.
 * @param venues section {@code venues}, concluded.
 * @param sources section {@code sources}.
 * @param backfill section {@code backfill}.
 * @param pairs section {@code pairs}.
 * @param instruments in the order of the file.
 * @param markets in the order of the file.
 * @param redis section {@code redis}, concluded.
 * @param proof section {@code proof}.
 * @param gateway section {@code gateway}.
 * @param effectiveLines what holds and where it comes from, a line a property, secrets masked; to be printed once at start.
 */
public record TickgateConfig(
        DataConfig data,
        EngineConfig engine,
        HealthConfig health,
        VenuesConfig venues,
        SourcesConfig sources,
        BackfillConfig backfill,
        PairsConfig pairs,
        List<InstrumentConfig> instruments,
        List<MarketConfig> markets,
        RedisConfig redis,
        ProofConfig proof,
        GatewayConfig gateway,
        List<String> effectiveLines) {
    /**
     * Reads the configuration.
     *
     * @param file of the user, if there is one.
     * @param overrides property to value, from the command line.
     * @param environment of the process.
     * @return the configuration.
     * @throws ConfigurationException with every problem, when there is one.
     */
    public static TickgateConfig load(
            Optional<Path> file, Map<String, String> overrides, Map<String, String> environment) {
        return load(file, overrides, environment, Runtime.getRuntime().availableProcessors());
    }

    /** As {@link #load(Optional, Map, Map)}, for a number of cores. */
    static TickgateConfig load(
            Optional<Path> file, Map<String, String> overrides, Map<String, String> environment, int cores) {
        List<String> problems = new ArrayList<>();
        Config config = new ConfigSources(problems).join(file, overrides, environment);
        PropertyReader reader = new PropertyReader(config, "", problems);
        reader.checkNames(names());
        Catalogue.properties().forEach(reader::check);
        new SectionRules(reader).check();
        List<InstrumentConfig> instruments = new InstrumentReader(reader, problems)
                .read(elements(config, "instruments", InstrumentReader.INSTRUMENTS_MAX, problems));
        List<MarketConfig> markets = new MarketReader(reader, instruments, problems)
                .read(elements(config, "markets", MarketReader.MARKETS_MAX, problems));
        SymbolCounts.check(instruments, markets, problems);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Sections(reader, cores).build(instruments, markets);
    }

    private static List<String> names() {
        return Stream.concat(Catalogue.properties().stream().map(Property::name), ConfigSources.LISTS.stream())
                .toList();
    }

    private static List<Config> elements(Config config, String name, int countMax, List<String> problems) {
        if (!config.hasPath(name)) {
            return List.of();
        }
        ConfigValue value = config.getValue(name);
        String subject = name + " (" + ConfigSources.place(value.origin()) + ")";
        if (!(value instanceof ConfigList list) || list.stream().anyMatch(e -> !(e instanceof ConfigObject))) {
            problems.add(subject + ": must be a list of { }");
            return List.of();
        }
        if (list.size() > countMax) {
            problems.add(subject + ": has " + list.size() + " elements, allowed are " + countMax);
            return List.of();
        }
        return list.stream().map(element -> ((ConfigObject) element).toConfig()).toList();
    }

    /** Builds the sections from sound properties. */
    private record Sections(PropertyReader reader, int cores) {
        private TickgateConfig build(List<InstrumentConfig> instruments, List<MarketConfig> markets) {
            EngineConfig engine = engine();
            RedisConfig redis = redis();
            VenuesConfig venues = new VenuesReader(reader).read();
            return new TickgateConfig(
                    new DataConfig(
                            Path.of(get(Catalogue.DATA_DIRECTORY)),
                            get(Catalogue.DATA_FREE_SPACE_MIN),
                            get(Catalogue.DATA_RETENTION),
                            get(Catalogue.DATA_RETENTION_BYTES)),
                    engine,
                    health(),
                    venues,
                    Objects.requireNonNull(SourcesReader.read(reader)),
                    backfill(),
                    new PairsConfig(get(Catalogue.PAIRS_IDLE_AFTER)),
                    List.copyOf(instruments),
                    List.copyOf(markets),
                    redis,
                    new ProofConfig(
                            get(Catalogue.PROOF_KEY_FILE),
                            get(Catalogue.PROOF_HEAD_INTERVAL),
                            get(Catalogue.PROOF_WEBHOOK_URL)),
                    gateway(),
                    EffectiveConfiguration.lines(reader, engine, redis, venues, instruments, markets));
        }

        private EngineConfig engine() {
            EngineThreads threads = EngineConfig.conclude(get(Catalogue.ENGINE_THREADS), cores);
            return new EngineConfig(
                    threads,
                    EngineConfig.conclude(get(Catalogue.ENGINE_WAIT), threads),
                    count(Catalogue.ENGINE_RING_SIZE),
                    get(Catalogue.ENGINE_CLOCK_INTERVAL));
        }

        private HealthConfig health() {
            return new HealthConfig(
                    get(Catalogue.HEALTH_DEGRADED),
                    get(Catalogue.HEALTH_CRITICAL),
                    get(Catalogue.HEALTH_RECOVERY),
                    get(Catalogue.HEALTH_SKEW_PAST),
                    get(Catalogue.HEALTH_SKEW_FUTURE));
        }

        private BackfillConfig backfill() {
            return new BackfillConfig(
                    get(Catalogue.BACKFILL_ENABLED),
                    get(Catalogue.BACKFILL_RETRY_FOR),
                    get(Catalogue.BACKFILL_HORIZON),
                    get(Catalogue.BACKFILL_POLL_AFTER),
                    get(Catalogue.BACKFILL_POLL_INTERVAL),
                    count(Catalogue.BACKFILL_WEIGHT_PER_MINUTE),
                    count(Catalogue.BACKFILL_COINBASE_REQUESTS));
        }

        private RedisConfig redis() {
            String url = get(Catalogue.REDIS_URL);
            RedisMode mode = get(Catalogue.REDIS_MODE).conclude(url);
            return new RedisConfig(
                    mode,
                    mode == RedisMode.URL ? url : "",
                    get(Catalogue.REDIS_CONNECT_TIMEOUT),
                    get(Catalogue.REDIS_SOCKET_TIMEOUT),
                    get(Catalogue.REDIS_LATEST_TTL),
                    get(Catalogue.REDIS_HISTORY_RETENTION),
                    get(Catalogue.REDIS_HISTORY_MAX_MEMBERS),
                    count(Catalogue.REDIS_BATCH_MAX));
        }

        private GatewayConfig gateway() {
            return new GatewayConfig(
                    get(Catalogue.GATEWAY_HOST),
                    count(Catalogue.GATEWAY_PORT),
                    GatewayConfig.conclude(count(Catalogue.GATEWAY_IO_THREADS), cores),
                    get(Catalogue.GATEWAY_ALLOW_PUBLIC),
                    count(Catalogue.GATEWAY_CONNECTIONS_MAX),
                    count(Catalogue.GATEWAY_BODY_MAX),
                    get(Catalogue.GATEWAY_REQUEST_TIMEOUT),
                    get(Catalogue.GATEWAY_IDLE_TIMEOUT),
                    get(Catalogue.GATEWAY_STATUS_INTERVAL),
                    count(Catalogue.GATEWAY_SUBSCRIPTIONS_MAX),
                    count(Catalogue.GATEWAY_BETS_IN_FLIGHT_MAX));
        }

        private <T> T get(Property<T> property) {
            return reader.get(property);
        }

        private int count(Property<Long> property) {
            return Math.toIntExact(get(property));
        }
    }
}
