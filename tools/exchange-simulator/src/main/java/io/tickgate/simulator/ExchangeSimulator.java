package io.tickgate.simulator;

import io.tickgate.simulator.fault.ChaosPlan;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.market.Venue;
import io.tickgate.simulator.server.Controls;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The assembly: one stack a venue, each with a source, topics, a fault board and a server on a port of its own. All follow the same assets. Runs from {@link #start} to {@link
 * #close}, in a process of its own or inside a test or a demo. Any thread may call. What names no venue concerns the main one, which is Binance unless it is switched off.
 *
 * <pre>{@code
 * try (ExchangeSimulator simulator = ExchangeSimulator.start(SimulatorOptions.defaults().withVenues(Venue.BINANCE, Venue.COINBASE))) {
 *     connectTo(simulator.uri() + "/stream?streams=btcusdt@trade/btcusdt@bookTicker");
 *     connectTo(simulator.uri(Venue.COINBASE) + "/");
 *     simulator.inject(Fault.silence(12, "BTCUSDT", false));
 * }
 * }</pre>
 */
public final class ExchangeSimulator implements AutoCloseable {

    private final SimulatorOptions options;
    private final SimulatorClock clock;
    private volatile @Nullable Chaos chaos;
    private final Map<Venue, VenueStack> stacks = Collections.synchronizedMap(new EnumMap<>(Venue.class));

    private ExchangeSimulator(SimulatorOptions options) {
        this.options = options;
        this.clock = new SimulatorClock(options.manual(), options.startTime());
    }

    /**
     * Binds the ports and starts the sources.
     *
     * @throws IOException if the recording cannot be read or holds no frame
     * @throws RuntimeException if a port cannot be bound; nothing stays open
     */
    public static ExchangeSimulator start(SimulatorOptions options) throws IOException {
        ExchangeSimulator simulator = new ExchangeSimulator(options);
        try {
            simulator.open();
        } catch (IOException | RuntimeException e) {
            simulator.close();
            throw e;
        }
        return simulator;
    }

    private void open() throws IOException {
        for (Venue venue : options.venues().keySet()) {
            VenueStack stack = new VenueStack(options, venue, clock, new ControlPanel(venue), this::chaosView);
            stacks.put(venue, stack);
            stack.start();
        }
        if (!options.manual()) {
            stacks.values().forEach(VenueStack::run);
        }
        if (options.chaos() != null) {
            startChaos(options.chaos());
        }
    }

    /** What it was started with. */
    public SimulatorOptions options() {
        return options;
    }

    /** The port of the main venue. */
    public int port() {
        return port(options.mainVenue());
    }

    /** The port of a venue. */
    public int port(Venue venue) {
        return stack(venue).port();
    }

    /** Base for WebSocket connections to the main venue, {@code ws://127.0.0.1:12345}, to which {@code /ws/…} or {@code /stream?streams=…} is added. */
    public URI uri() {
        return uri(options.mainVenue());
    }

    /**
     * Base for WebSocket connections to a venue, to which its own path is added: at Coinbase {@code /}, at CoinCap {@code /prices?assets=…&apiKey=…}.
     *
     * @throws IllegalArgumentException for a venue that is not spoken
     */
    public URI uri(Venue venue) {
        return URI.create("ws://" + authority(venue));
    }

    /** Base for a venue's REST requests, {@code http://127.0.0.1:12345}, to which {@code /api/v3/…}, {@code /products/…} or {@code /v3/assets} is added; the same port. */
    public URI restUri(Venue venue) {
        return URI.create("http://" + authority(venue));
    }

    /** Base for the control endpoint of the main venue, {@code http://127.0.0.1:12345}. */
    public URI controlUri() {
        return restUri(options.mainVenue());
    }

    private String authority(Venue venue) {
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return host + ":" + port(venue);
    }

    private VenueStack stack(Venue venue) {
        VenueStack found = stacks.get(venue);
        if (found == null) {
            throw new IllegalArgumentException(venue.label() + " is not spoken; venues are "
                    + options.venues().keySet().stream().map(Venue::label).toList());
        }
        return found;
    }

    /**
     * Makes something go wrong at the fault's venue, or at the main one if it names none: at once or, for what concerns messages, with the source's next steps.
     *
     * @throws IllegalArgumentException for a venue that is not spoken, a symbol that it does not have, and a fault that it cannot have; of all venues only if none can have it
     * @throws IllegalStateException if too many faults wait already
     */
    public void inject(Fault fault) {
        inject(options.mainVenue(), fault);
    }

    /**
     * The same at this venue if the fault names none, where symbols are the venue's in upper case: {@code BTC-USD}, {@code BITCOIN}.
     *
     * @throws IllegalArgumentException for a venue that is not spoken, a symbol that it does not have, and a fault that it cannot have
     * @throws IllegalStateException if too many faults wait already
     */
    public void inject(Venue venue, Fault fault) {
        String named = fault.venue();
        if (Fault.ALL_VENUES.equals(named)) {
            injectEverywhere(fault);
        } else {
            stack(named == null ? venue : Venue.named(named)).inject(fault);
        }
    }

    private void injectEverywhere(Fault fault) {
        IllegalArgumentException refused = null;
        int takenCount = 0;
        for (VenueStack stack : List.copyOf(stacks.values())) {
            try {
                stack.inject(fault);
                takenCount++;
            } catch (IllegalArgumentException e) {
                refused = e;
            }
        }
        if (takenCount == 0 && refused != null) {
            throw refused;
        }
    }

    /** Ends all faults at all venues and returns how many there were. */
    public int clearFaults() {
        return stacks.values().stream().mapToInt(VenueStack::clearFaults).sum();
    }

    /**
     * Moves a manual market on, venue after venue: everything that is due in this time is sent before the call returns to the outboxes of the connections. One thread at a time.
     *
     * @param duration at least zero; with zero only faults and subscriptions that wait are carried out. Silences, refusals and limits are judged by the time at its end
     * @throws IllegalStateException if the market is not manual
     */
    public synchronized void advance(Duration duration) {
        if (!options.manual()) {
            throw new IllegalStateException("only a manual market can be advanced");
        }
        long endNs = clock.nowNs() + duration.toNanos();
        Chaos present = chaos;
        while (present != null && present.dueNs() <= endNs) {
            advanceTo(present.dueNs());
            present.step();
        }
        advanceTo(endNs);
    }

    private void advanceTo(long timeNs) {
        clock.moveTo(timeNs);
        stacks.values().forEach(stack -> stack.advanceTo(timeNs));
    }

    /**
     * Draws faults at random from now on, until {@link #endChaos} or the end that the options name; replaces what was drawn before.
     *
     * @param what draws from all venues that are spoken and from their symbols
     */
    public synchronized void startChaos(ChaosOptions what) {
        endChaos();
        List<ChaosPlan.Menu> menus =
                stacks.values().stream().map(VenueStack::menu).toList();
        Chaos started = new Chaos(what, menus, clock::nowNs, this::inject, this::clearFaults);
        chaos = started;
        if (!options.manual()) {
            started.start();
        }
    }

    /** Draws no more faults and ends all that are going on; nothing if none are drawn. */
    public void endChaos() {
        Chaos present = chaos;
        if (present != null) {
            present.end();
        }
    }

    private @Nullable ChaosView chaosView() {
        Chaos present = chaos;
        return present == null ? null : present.view();
    }

    /** What the main venue is doing at the moment. */
    public SimulatorState state() {
        return state(options.mainVenue());
    }

    /** What a venue is doing at the moment. */
    public SimulatorState state(Venue venue) {
        return stack(venue).state();
    }

    /** Stops the sources, closes the connections and the ports; returns within a few seconds whatever the clients do. */
    @Override
    public void close() {
        Chaos present = chaos;
        if (present != null) {
            present.close();
        }
        stacks.values().forEach(VenueStack::close);
    }

    /** What the control endpoint of one venue reaches. */
    private final class ControlPanel implements Controls {

        private final Venue venue;

        ControlPanel(Venue venue) {
            this.venue = venue;
        }

        @Override
        public void inject(Fault fault) {
            ExchangeSimulator.this.inject(venue, fault);
        }

        @Override
        public int clearFaults() {
            return stack(venue).clearFaults();
        }

        @Override
        public void endChaos() {
            ExchangeSimulator.this.endChaos();
        }

        @Override
        public String stateJson() {
            return state(venue).toJson();
        }
    }
}
