package io.tickgate.simulator;

import io.tickgate.simulator.binance.BinanceDialect;
import io.tickgate.simulator.fault.ChaosPlan;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultBoard;
import io.tickgate.simulator.fault.FaultKind;
import io.tickgate.simulator.fault.VenueFaults;
import io.tickgate.simulator.server.ConnectionLimits;
import io.tickgate.simulator.server.Controls;
import io.tickgate.simulator.server.SimulatorServer;
import io.tickgate.simulator.source.GeneratorSource;
import io.tickgate.simulator.source.ReplaySource;
import io.tickgate.simulator.source.Source;
import io.tickgate.simulator.stream.Topics;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The assembly: a source, the topics, the fault board and the server, joined in this order. Runs from {@link #start} to {@link #close}, in a process of its own or inside a test
 * or a demo. Any thread may call.
 *
 * <pre>{@code
 * try (ExchangeSimulator simulator = ExchangeSimulator.start(SimulatorOptions.defaults().withEventsPerSecond(1_000))) {
 *     connectTo(simulator.uri() + "/stream?streams=btcusdt@trade/btcusdt@bookTicker");
 *     simulator.inject(Fault.silence(12, "BTCUSDT", false));
 * }
 * }</pre>
 */
public final class ExchangeSimulator implements AutoCloseable {

    private static final String VENUE = "binance";

    /** A test that moves the market by an hour at once sends more than a window holds; its clients get this long to read. */
    private static final long MANUAL_PATIENCE_NS = 5_000_000_000L;

    private final SimulatorOptions options;
    private final VenueFaults faults;
    private final Source source;
    private final SimulatorServer server;

    /** Time of a manual market, nanoseconds from its start. */
    private final AtomicLong manualNs = new AtomicLong();

    private final LongSupplier clockNs;
    private volatile @Nullable Chaos chaos;

    private ExchangeSimulator(SimulatorOptions options) throws IOException {
        this.clockNs = options.manual() ? manualNs::get : System::nanoTime;
        Topics topics = new Topics();
        this.options = options;
        this.faults = VenueFaults.of(new BinanceDialect(), new FaultBoard(clockNs));
        this.source = options.replay() == null
                ? generator(options, topics, faults, clockNs)
                : ReplaySource.open(options.replay(), topics, faults, clockNs, System::currentTimeMillis);
        this.server = new SimulatorServer(
                options.host(),
                options.port(),
                new ControlPanel(),
                faults,
                topics,
                new ConnectionLimits(
                        options.windowBytes(),
                        options.pingInterval(),
                        options.pongTimeout(),
                        options.connectionsMax()));
    }

    private static Source generator(SimulatorOptions options, Topics topics, VenueFaults faults, LongSupplier clockNs) {
        Instant start = options.startTime();
        GeneratorSource.Plan plan = new GeneratorSource.Plan(
                options.instruments(),
                options.seed(),
                options.eventsPerSecond(),
                options.initialTradeId(),
                start == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, start),
                options.manual() ? MANUAL_PATIENCE_NS : 0);
        return new GeneratorSource(plan, topics, faults, clockNs);
    }

    /**
     * Binds the port and starts the source.
     *
     * @throws IOException if the recording cannot be read or holds no frame
     * @throws RuntimeException if the port cannot be bound; nothing stays open
     */
    public static ExchangeSimulator start(SimulatorOptions options) throws IOException {
        ExchangeSimulator simulator = new ExchangeSimulator(options);
        try {
            simulator.server.start();
        } catch (RuntimeException e) {
            simulator.close();
            throw e;
        }
        if (!options.manual()) {
            simulator.source.start();
        }
        return simulator;
    }

    /** What it was started with. */
    public SimulatorOptions options() {
        return options;
    }

    /** The port that it listens on. */
    public int port() {
        return server.address().getPort();
    }

    /** Base for WebSocket connections, {@code ws://127.0.0.1:12345}, to which {@code /ws/…} or {@code /stream?streams=…} is added. */
    public URI uri() {
        return URI.create("ws://" + authority());
    }

    /** Base for the control endpoint, {@code http://127.0.0.1:12345}. */
    public URI controlUri() {
        return URI.create("http://" + authority());
    }

    private String authority() {
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return host + ":" + port();
    }

    /**
     * Makes something go wrong, at once or, for gaps, duplicates and garbage, with the source's next step a few milliseconds later.
     *
     * @throws IllegalArgumentException for a symbol that the market does not have
     * @throws IllegalStateException if too many faults wait already
     */
    public void inject(Fault fault) {
        Set<String> symbols = source.symbols();
        if (fault.symbol() != null && !symbols.isEmpty() && !symbols.contains(fault.symbol())) {
            throw new IllegalArgumentException("unknown symbol " + fault.symbol() + "; symbols are " + symbols);
        }
        faults.board().add(fault);
        if (fault.kind().stage() == FaultKind.Stage.SERVER) {
            server.inject(fault);
        }
    }

    /** Ends all faults and returns how many there were. */
    public int clearFaults() {
        int count = faults.board().clear();
        server.endFaults();
        return count;
    }

    /**
     * Moves a manual market on: everything that is due in this time is sent before the call returns to the outboxes of the connections. One thread at a time.
     *
     * @param duration at least zero; with zero only faults that wait are carried out. Silences and refusals are judged by the time at its end
     * @throws IllegalStateException if the market is not manual
     */
    public synchronized void advance(Duration duration) {
        if (!options.manual() || !(source instanceof GeneratorSource generator)) {
            throw new IllegalStateException("only a manual market can be advanced");
        }
        long endNs = manualNs.get() + duration.toNanos();
        Chaos present = chaos;
        while (present != null && present.dueNs() <= endNs) {
            generator.advanceTo(present.dueNs());
            manualNs.set(present.dueNs());
            present.step();
        }
        manualNs.set(endNs);
        generator.advanceTo(endNs);
    }

    /**
     * Draws faults at random from now on, until {@link #endChaos} or the end that the options name; replaces what was drawn before.
     *
     * @param what symbols are those of the market, of a recording its faults concern all
     */
    public synchronized void startChaos(ChaosOptions what) {
        endChaos();
        Chaos started = new Chaos(what, menus(), clockNs, this::inject, this::clearFaults);
        chaos = started;
        if (!options.manual()) {
            started.start();
        }
    }

    private List<ChaosPlan.Menu> menus() {
        List<String> symbols = source.symbols().stream().sorted().toList();
        return List.of(new ChaosPlan.Menu(
                VENUE, symbols.isEmpty() ? List.of("BTCUSDT") : symbols, List.of("trade", "bookTicker")));
    }

    /** Draws no more faults and ends all that are going on; nothing if none are drawn. */
    public void endChaos() {
        Chaos present = chaos;
        if (present != null) {
            present.end();
        }
    }

    /** What it is doing at the moment. */
    public SimulatorState state() {
        Chaos present = chaos;
        return new SimulatorState(
                VENUE,
                source.view(),
                server.registry().views(),
                server.registry().acceptedCount(),
                server.registry().framesSentCount(),
                server.registry().tooSlowCount(),
                server.registry().paceCount(),
                faults.board().active(),
                faults.board().counts().nonZero(),
                present == null ? null : present.view(),
                source.lastTrades());
    }

    /** Stops the source, closes the connections and the port; returns within a few seconds whatever the clients do. */
    @Override
    public void close() {
        Chaos present = chaos;
        if (present != null) {
            present.close();
        }
        source.close();
        server.close();
    }

    /** What the control endpoint reaches. */
    private final class ControlPanel implements Controls {

        @Override
        public void inject(Fault fault) {
            ExchangeSimulator.this.inject(fault);
        }

        @Override
        public int clearFaults() {
            return ExchangeSimulator.this.clearFaults();
        }

        @Override
        public void endChaos() {
            ExchangeSimulator.this.endChaos();
        }

        @Override
        public String stateJson() {
            return state().toJson();
        }
    }
}
