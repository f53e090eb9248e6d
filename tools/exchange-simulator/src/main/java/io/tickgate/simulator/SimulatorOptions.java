package io.tickgate.simulator;

import io.tickgate.simulator.market.Instrument;
import io.tickgate.simulator.market.Venue;
import io.tickgate.simulator.recording.ReplayPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator is to run. Immutable; start from {@link #defaults} and change what differs. Ranges are checked when it is made.
 *
 * @param host address to bind; the default is loopback, since anybody who reaches the port may inject faults
 * @param port 0 for any that is free
 * @param instruments what trades, each symbol once; not used by a replay
 * @param seed same seed, same trades; not used by a replay
 * @param eventsPerSecond trades and quotes over all instruments, from 0.1 to 200,000; not used by a replay
 * @param initialTradeId id of each instrument's first trade; not used by a replay
 * @param startTime time that the market's events are dated from; null for the time of the start
 * @param manual the market moves only by {@link ExchangeSimulator#advance}; not for a replay
 * @param replay the recording to send instead of a generated market; null for none
 * @param windowBytes data that may wait for one client, from 16 KB to 64 MB
 * @param pingInterval time between two pings
 * @param pongTimeout a client that answers no ping for this long is closed
 * @param connectionsMax connections at a time and venue, from 1 to 10,000
 * @param venues what it speaks, each on a port of its own; {@code port} is that of Binance, or of the first venue if Binance is not among them
 * @param rules what the venues demand and offer
 * @param chaos faults at random from the start on; null for none
 */
public record SimulatorOptions(
        String host,
        int port,
        List<Instrument> instruments,
        long seed,
        double eventsPerSecond,
        long initialTradeId,
        @Nullable Instant startTime,
        boolean manual,
        @Nullable ReplayPlan replay,
        int windowBytes,
        Duration pingInterval,
        Duration pongTimeout,
        int connectionsMax,
        Map<Venue, Integer> venues,
        VenueRules rules,
        @Nullable ChaosOptions chaos) {

    /** Four times what one core generates: more is a mistake. */
    private static final double EVENTS_PER_SECOND_MAX = 200_000;

    private static final double EVENTS_PER_SECOND_MIN = 0.1;
    private static final int WINDOW_MIN_BYTES = 16 * 1_024;
    private static final int WINDOW_MAX_BYTES = 64 * 1_024 * 1_024;

    /** Half a second of 50,000 frames a second, so that a client's pause does not cost it the connection. */
    private static final int WINDOW_DEFAULT_BYTES = 4 * 1_024 * 1_024;

    /** Bounds the memory of all windows together at 2 GB in the worst case, and a test uses a handful. */
    private static final int CONNECTIONS_DEFAULT = 256;

    private static final int CONNECTIONS_LIMIT = 10_000;

    /** Ids may grow by a thousand million for each injected gap and still fit what clients take for an id. */
    private static final long TRADE_ID_MAX = 1_000_000_000_000_000L;

    /** The venue: a ping every 20 seconds, the end after a minute without a pong. */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(20);

    private static final Duration PONG_TIMEOUT = Duration.ofMinutes(1);

    /** Checks the ranges; the exception names the option and what is allowed. */
    public SimulatorOptions {
        instruments = List.copyOf(instruments);
        check(!venues.isEmpty(), "venues must not be empty");
        venues = Collections.unmodifiableMap(new EnumMap<>(venues));
        check(replay == null || venues.keySet().equals(Set.of(Venue.BINANCE)), "a replay is for binance alone");
        check(
                venues.values().stream().allMatch(p -> p >= 0 && p <= 65_535),
                "each venue's port must be from 0 to 65535: " + venues);
        check(port >= 0 && port <= 65_535, "port must be from 0 to 65535: " + port);
        check(!instruments.isEmpty(), "instruments must not be empty");
        check(
                instruments.stream().map(Instrument::symbol).distinct().count() == instruments.size(),
                "instruments must have each symbol once");
        check(
                eventsPerSecond >= EVENTS_PER_SECOND_MIN && eventsPerSecond <= EVENTS_PER_SECOND_MAX,
                "eventsPerSecond must be from 0.1 to 200000: " + eventsPerSecond);
        check(
                initialTradeId >= 1 && initialTradeId <= TRADE_ID_MAX,
                "initialTradeId must be from 1 to " + TRADE_ID_MAX + ": " + initialTradeId);
        check(!manual || replay == null, "manual is not for a replay");
        check(
                windowBytes >= WINDOW_MIN_BYTES && windowBytes <= WINDOW_MAX_BYTES,
                "windowBytes must be from " + WINDOW_MIN_BYTES + " to " + WINDOW_MAX_BYTES + ": " + windowBytes);
        check(isPositive(pingInterval), "pingInterval must be above 0: " + pingInterval);
        check(isPositive(pongTimeout), "pongTimeout must be above 0: " + pongTimeout);
        check(
                connectionsMax >= 1 && connectionsMax <= CONNECTIONS_LIMIT,
                "connectionsMax must be from 1 to " + CONNECTIONS_LIMIT + ": " + connectionsMax);
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Loopback, a free port, all instruments of the catalogue, seed 1, 100 events a second, the venue's ping and limits. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(
                "127.0.0.1",
                0,
                Instrument.catalogue(),
                1,
                100,
                1_000_000,
                null,
                false,
                null,
                WINDOW_DEFAULT_BYTES,
                PING_INTERVAL,
                PONG_TIMEOUT,
                CONNECTIONS_DEFAULT,
                Map.of(Venue.BINANCE, 0),
                VenueRules.defaults(),
                null);
    }

    /** The same with another value for the address to bind. */
    public SimulatorOptions withHost(String value) {
        return with(draft -> draft.host = value);
    }

    /** The same with another value for the port. */
    public SimulatorOptions withPort(int value) {
        return with(draft -> draft.port = value);
    }

    /** The same with another value for what trades. */
    public SimulatorOptions withInstruments(List<Instrument> value) {
        return with(draft -> draft.instruments = value);
    }

    /** The same with another value for the seed. */
    public SimulatorOptions withSeed(long value) {
        return with(draft -> draft.seed = value);
    }

    /** The same with another value for the rate. */
    public SimulatorOptions withEventsPerSecond(double value) {
        return with(draft -> draft.eventsPerSecond = value);
    }

    /** The same with another value for the first trade id. */
    public SimulatorOptions withInitialTradeId(long value) {
        return with(draft -> draft.initialTradeId = value);
    }

    /** The same with another value for the time that events are dated from. */
    public SimulatorOptions withStartTime(@Nullable Instant value) {
        return with(draft -> draft.startTime = value);
    }

    /** The same with another value for a market that only {@link ExchangeSimulator#advance} moves. */
    public SimulatorOptions withManual(boolean value) {
        return with(draft -> draft.manual = value);
    }

    /** The same with another value for a recording as the source. */
    public SimulatorOptions withReplay(@Nullable ReplayPlan value) {
        return with(draft -> draft.replay = value);
    }

    /** The same with another value for what may wait for one client. */
    public SimulatorOptions withWindowBytes(int value) {
        return with(draft -> draft.windowBytes = value);
    }

    /** The same with another value for the number of connections. */
    public SimulatorOptions withConnectionsMax(int value) {
        return with(draft -> draft.connectionsMax = value);
    }

    /** The same with another value for what the venues demand and offer. */
    public SimulatorOptions withRules(VenueRules value) {
        return with(draft -> draft.rules = value);
    }

    /** The same with faults at random from the start on; null for none. */
    public SimulatorOptions withChaos(@Nullable ChaosOptions value) {
        return with(draft -> draft.chaos = value);
    }

    /** The same with other times for pings and pongs. */
    public SimulatorOptions withPing(Duration interval, Duration timeout) {
        return with(draft -> {
            draft.pingInterval = interval;
            draft.pongTimeout = timeout;
        });
    }

    /** The same speaking these venues, each on any port that is free, save the first, which has {@code port}. */
    public SimulatorOptions withVenues(Venue... values) {
        Map<Venue, Integer> ports = new EnumMap<>(Venue.class);
        Arrays.stream(values).forEach(venue -> ports.put(venue, venues.getOrDefault(venue, 0)));
        return with(draft -> draft.venues = ports);
    }

    /** The same speaking this venue too, on this port; 0 for any that is free. For the first venue it is {@link #withPort}. */
    public SimulatorOptions withVenue(Venue venue, int value) {
        Map<Venue, Integer> ports = new EnumMap<>(venues);
        ports.put(venue, value);
        return with(draft -> draft.venues = ports);
    }

    /** Binance if it is spoken, otherwise the first of the others. */
    public Venue mainVenue() {
        return venues.keySet().iterator().next();
    }

    /** The port that is asked for. */
    int portOf(Venue venue) {
        Integer own = venues.get(venue);
        if (own == null) {
            throw new IllegalArgumentException(venue.label() + " is not spoken; venues are " + venues.keySet());
        }
        return venue == mainVenue() && own == 0 ? port : own;
    }

    private SimulatorOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** All values, to be changed before they are checked again. */
    private static final class Draft {

        private String host;
        private int port;
        private List<Instrument> instruments;
        private long seed;
        private double eventsPerSecond;
        private long initialTradeId;
        private @Nullable Instant startTime;
        private boolean manual;
        private @Nullable ReplayPlan replay;
        private int windowBytes;
        private Duration pingInterval;
        private Duration pongTimeout;
        private int connectionsMax;
        private Map<Venue, Integer> venues;
        private VenueRules rules;
        private @Nullable ChaosOptions chaos;

        Draft(SimulatorOptions from) {
            host = from.host;
            port = from.port;
            instruments = from.instruments;
            seed = from.seed;
            eventsPerSecond = from.eventsPerSecond;
            initialTradeId = from.initialTradeId;
            startTime = from.startTime;
            manual = from.manual;
            replay = from.replay;
            windowBytes = from.windowBytes;
            pingInterval = from.pingInterval;
            pongTimeout = from.pongTimeout;
            connectionsMax = from.connectionsMax;
            venues = from.venues;
            rules = from.rules;
            chaos = from.chaos;
        }

        SimulatorOptions options() {
            return new SimulatorOptions(
                    host,
                    port,
                    instruments,
                    seed,
                    eventsPerSecond,
                    initialTradeId,
                    startTime,
                    manual,
                    replay,
                    windowBytes,
                    pingInterval,
                    pongTimeout,
                    connectionsMax,
                    venues,
                    rules,
                    chaos);
        }
    }
}
