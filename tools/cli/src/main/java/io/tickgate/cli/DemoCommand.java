package io.tickgate.cli;

import io.tickgate.config.TickgateConfig;
import io.tickgate.simulator.ExchangeSimulator;
import io.tickgate.simulator.SimulatorOptions;
import io.tickgate.simulator.VenueRules;
import io.tickgate.simulator.market.Venue;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tickgate demo}: everything on this machine in one process, without an account, a file or a network. */
@Command(
        name = "demo",
        description = "Run all of it on this machine: a simulated exchange, a Redis, the engine and its gateway.")
final class DemoCommand implements Callable<Integer> {
    private static final int EVENTS_PER_SECOND_MAX = 50_000;

    @Spec
    CommandSpec spec;

    @Mixin
    EngineOptions options;

    @Option(
            names = "--simulator-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the simulated exchange; 0, the default: any free one.")
    int simulatorPort;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Trades and quotes a second over all instruments, 1 to 50000; default 100.")
    int eventsPerSecond;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the prices; default: another one each time.")
    @Nullable
    Long seed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        TextLog.apply();
        check();
        int port = port();
        SimulatorOptions simulated = simulatorOptions();
        Ports.free(simulated.host(), simulatorPort, "--simulator-port");
        // The wishes are checked before anything is started; only then is the simulator's address known.
        TickgateConfig wished = load(port, Map.of());
        Ports.free(wished.gateway().host(), wished.gateway().port(), "--port");
        ExchangeSimulator simulator = ExchangeSimulator.start(simulated);
        try {
            TickgateConfig config = load(port, venues(simulator));
            Node node = Node.start(config);
            return serve(config, simulator, node);
        } catch (RuntimeException e) {
            simulator.close();
            throw e;
        }
    }

    private void check() {
        options.check();
        EngineOptions.checkPort(spec, "--simulator-port", simulatorPort);
        if (eventsPerSecond < 1 || eventsPerSecond > EVENTS_PER_SECOND_MAX) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--rate': " + eventsPerSecond + "; allowed are 1 to "
                            + EVENTS_PER_SECOND_MAX);
        }
    }

    /**
     * The port, of whatever part of the configuration names it; concluded here as the data folder is named after it: demos side by side
     * have one each.
     */
    private int port() {
        int port = options.load(Map.of(), Map.of()).gateway().port();
        return port == 0 ? Ports.free("127.0.0.1", 0, "--port") : port;
    }

    private TickgateConfig load(int port, Map<String, String> venue) {
        Map<String, String> overrides = new LinkedHashMap<>(venue);
        overrides.put("gateway.port", Integer.toString(port));
        return options.load(Map.of("data.directory", "data/demo-" + port, "redis.mode", "embedded"), overrides);
    }

    /** Every venue is simulated: a real price beside invented ones would mislead. */
    private static Map<String, String> venues(ExchangeSimulator simulator) {
        Map<String, String> overrides = new LinkedHashMap<>();
        for (Venue venue : Venue.values()) {
            String section = "venues." + venue.label() + ".";
            overrides.put(section + "enabled", "true");
            overrides.put(section + "ws-url", simulator.uri(venue).toString());
            overrides.put(section + "rest-url", simulator.restUri(venue).toString());
        }
        overrides.put("venues.coincap.api-key", VenueRules.defaults().coincapKey());
        return overrides;
    }

    private SimulatorOptions simulatorOptions() {
        long nowEpochMs = System.currentTimeMillis();
        return SimulatorOptions.defaults()
                .withVenues(Venue.values())
                .withPort(simulatorPort)
                .withEventsPerSecond(eventsPerSecond)
                .withSeed(seed == null ? nowEpochMs : seed)
                .withInitialTradeId(initialTradeId(nowEpochMs, eventsPerSecond));
    }

    /**
     * First trade id of an exchange that is younger than the journal: ids must not begin again below what is in it. So they grow with
     * the wall clock, faster than the generator counts: an instrument's quotes, an eighth of three quarters of all events, take 10.5
     * ids each on average, which is below one id an event; three leave room for chance. What is skipped shows as lost trades, as it
     * would after a stop with a real venue. At 50,000 events a second ids stay within the simulator's limit of 10^15 for 150 years.
     *
     * @param nowEpochMs wall clock.
     * @param eventsPerSecond of the simulator; up to 100 it may be lower than in the run before.
     */
    static long initialTradeId(long nowEpochMs, int eventsPerSecond) {
        long idsPerSecond = 3L * Math.max(100, eventsPerSecond);
        return nowEpochMs * idsPerSecond / 1_000;
    }

    private int serve(TickgateConfig config, ExchangeSimulator simulator, Node node) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        String control = simulator.controlUri() + "/control/faults";
        Addresses addresses = node.addresses();
        addresses.add("Exchange", simulator.uri() + " (simulated Binance, " + eventsPerSecond + " events/s)");
        addresses.add("Coinbase", simulator.uri(Venue.COINBASE) + " (simulated)");
        addresses.add("CoinCap", simulator.uri(Venue.COINCAP) + " (simulated)");
        addresses.add("State", simulator.controlUri() + "/control/state");
        addresses.add("Fault", "curl -X POST " + control + " -d '{\"kind\":\"silence\",\"seconds\":15}'");
        addresses.add(
                "Data", config.data().directory().toAbsolutePath().normalize().toString());
        out.println(
                "Tickgate demo " + BuildInfo.read().version() + ": invented prices, real machinery. Ctrl-C ends it.");
        addresses.print(out);
        out.println("ready http://" + node.authority() + "/");
        return StopSignal.await(() -> {
            node.close();
            simulator.close();
            TextLog.flush();
            out.println(RunCommand.stopped(node.summary()));
        });
    }
}
