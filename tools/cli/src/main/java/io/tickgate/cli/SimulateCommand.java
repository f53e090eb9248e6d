package io.tickgate.cli;

import io.tickgate.simulator.ChaosOptions;
import io.tickgate.simulator.ExchangeSimulator;
import io.tickgate.simulator.SimulatorOptions;
import io.tickgate.simulator.market.Instrument;
import io.tickgate.simulator.market.Venue;
import io.tickgate.simulator.recording.ReplayPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tickgate simulate}: the exchange simulator in a process of its own, until a signal. */
@Command(name = "simulate", description = "Run the exchange simulator alone: a made-up market, or a recording.")
final class SimulateCommand implements Callable<Integer> {
    /** A year. */
    private static final double CHAOS_SECONDS_MAX = 365 * 86_400.0;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Address to listen on; default 127.0.0.1. Whoever reaches it may inject faults.")
    String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "9500",
            description = "Port to listen on, default 9500; 0: any free one.")
    int port;

    @Option(
            names = "--venue",
            paramLabel = "VENUE[:PORT]",
            description = "Venue to speak, several times for several: binance, coinbase, coincap, each on a port of its"
                    + " own; default binance. Without PORT the first has that of --port, each other any free one.")
    @Nullable
    List<String> venues;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Same seed, same trades; default 1.")
    long seed;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Trades and quotes a second over all symbols of a venue, 0.1 to 200000; default 100.")
    double eventsPerSecond;

    @Option(
            names = "--symbols",
            paramLabel = "SYMBOL",
            split = ",",
            description = "What trades, such as BTCUSDT,ETHUSDT; default: all that it knows.")
    @Nullable
    List<String> symbols;

    @Option(
            names = "--first-trade-id",
            paramLabel = "ID",
            defaultValue = "1000000",
            description = "Id of each symbol's first trade; default 1000000.")
    long firstTradeId;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Send a recording instead of a market: a frame a line, plain or gzip.")
    @Nullable
    Path replay;

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            description = "Of a recording: so many times as fast (1 to 1000), or as fast as the clients take it.")
    String speed = "1";

    @Option(names = "--loop", description = "Of a recording: begin again at its end.")
    boolean isLooped;

    @Option(names = "--retime", description = "Of a recording: move its times to now.")
    boolean isRetimed;

    @Option(
            names = "--chaos",
            paramLabel = "SEED",
            description = "Inject faults at random and print each; same seed, same faults.")
    @Nullable
    Long chaosSeed;

    @Option(
            names = "--chaos-interval",
            paramLabel = "S",
            description = "Seconds between two faults of --chaos on average, 0.1 to 3600; default 10.")
    @Nullable
    Double chaosIntervalSeconds;

    @Option(
            names = "--chaos-for",
            paramLabel = "S",
            description = "End --chaos after so many seconds: all faults end, and none follow.")
    @Nullable
    Double chaosForSeconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        TextLog.apply();
        EngineOptions.checkPort(spec, "--port", port);
        SimulatorOptions options = simulatorOptions();
        if (replay != null && !Files.isReadable(replay)) {
            throw new CommandFailure("the recording " + replay.toAbsolutePath() + " cannot be read.");
        }
        Ports.free(host, options.port(), "--port");
        ExchangeSimulator simulator = start(options);
        print(simulator);
        return StopSignal.await(() -> {
            simulator.close();
            TextLog.flush();
            spec.commandLine().getOut().println("stopped");
        });
    }

    private ExchangeSimulator start(SimulatorOptions options) throws IOException {
        try {
            return ExchangeSimulator.start(options);
        } catch (RuntimeException e) {
            throw Ports.refused(host, port, "--port", e);
        }
    }

    private SimulatorOptions simulatorOptions() {
        if (replay == null && (isLooped || isRetimed || !speed.equals("1"))) {
            throw new ParameterException(
                    spec.commandLine(), "--speed, --loop and --retime are for a recording: name it with --replay FILE");
        }
        try {
            SimulatorOptions options = SimulatorOptions.defaults()
                    .withHost(host)
                    .withPort(port)
                    .withSeed(seed)
                    .withEventsPerSecond(eventsPerSecond)
                    .withInitialTradeId(firstTradeId)
                    .withChaos(chaos())
                    .withReplay(plan());
            options = withVenues(options);
            return symbols == null
                    ? options
                    : options.withInstruments(
                            symbols.stream().map(Instrument::named).toList());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "Invalid value: " + e.getMessage(), e);
        }
    }

    private @Nullable ChaosOptions chaos() {
        if (chaosSeed == null) {
            if (chaosIntervalSeconds != null || chaosForSeconds != null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--chaos-interval and --chaos-for are for random faults: ask for them with --chaos SEED");
            }
            return null;
        }
        PrintWriter out = spec.commandLine().getOut();
        ChaosOptions chaos = ChaosOptions.of(chaosSeed).withReport(line -> {
            out.println(line);
            out.flush();
        });
        if (chaosIntervalSeconds != null) {
            chaos = chaos.withInterval(duration("--chaos-interval", chaosIntervalSeconds));
        }
        return chaosForSeconds == null ? chaos : chaos.withLasting(duration("--chaos-for", chaosForSeconds));
    }

    private static Duration duration(String option, double seconds) {
        if (!(seconds > 0 && seconds <= CHAOS_SECONDS_MAX)) {
            throw new IllegalArgumentException(option + " must be above 0 and at most " + (long) CHAOS_SECONDS_MAX);
        }
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    /** Whatever the order of the options, the first venue is Binance if it is among them. */
    private SimulatorOptions withVenues(SimulatorOptions options) {
        if (venues == null) {
            return options;
        }
        Map<Venue, Integer> ports = new EnumMap<>(Venue.class);
        for (String text : venues) {
            int colon = text.indexOf(':');
            Venue venue = Venue.named(colon < 0 ? text : text.substring(0, colon));
            ports.put(venue, colon < 0 ? 0 : portOf(text.substring(colon + 1)));
        }
        SimulatorOptions spoken = options.withVenues(ports.keySet().toArray(Venue[]::new));
        for (Map.Entry<Venue, Integer> each : ports.entrySet()) {
            spoken = spoken.withVenue(each.getKey(), each.getValue());
        }
        return spoken;
    }

    private static int portOf(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException(text + " is no port; ports are 0 to 65535");
        }
        return Integer.parseInt(text);
    }

    private @Nullable ReplayPlan plan() {
        return replay == null ? null : new ReplayPlan(replay, ReplayPlan.parseSpeed(speed), isLooped, isRetimed);
    }

    private void print(ExchangeSimulator simulator) {
        PrintWriter out = spec.commandLine().getOut();
        Addresses addresses = new Addresses();
        for (Venue venue : simulator.options().venues().keySet()) {
            add(addresses, simulator, venue);
        }
        addresses.add("State", simulator.controlUri() + "/control/state");
        addresses.add(
                "Fault",
                "curl -X POST " + simulator.controlUri()
                        + "/control/faults -d '{\"kind\":\"silence\",\"seconds\":15}'");
        if (simulator.options().venues().containsKey(Venue.BINANCE)) {
            addresses.add("Engine", "tickgate run -D venues.binance.ws-url=" + simulator.uri(Venue.BINANCE));
        }
        addresses.print(out);
        out.println("ready " + simulator.uri());
    }

    private static void add(Addresses addresses, ExchangeSimulator simulator, Venue venue) {
        String key = simulator.options().rules().coincapKey();
        switch (venue) {
            case BINANCE ->
                addresses.add(
                        "Binance",
                        ready(
                                simulator,
                                venue,
                                "/stream?streams=btcusdt@trade/btcusdt@bookTicker",
                                "/api/v3/aggTrades?symbol=BTCUSDT&limit=5"));
            case COINBASE ->
                addresses.add("Coinbase", ready(simulator, venue, "/", "/products/BTC-USD/trades?limit=5"));
            case COINCAP ->
                addresses.add(
                        "CoinCap",
                        ready(
                                simulator,
                                venue,
                                "/prices?assets=bitcoin,ethereum&apiKey=" + key,
                                "/v3/assets?ids=bitcoin,ethereum&apiKey=" + key));
        }
    }

    private static String ready(ExchangeSimulator simulator, Venue venue, String streams, String rest) {
        return simulator.uri(venue) + streams + "  curl '" + simulator.restUri(venue) + rest + "'";
    }
}
