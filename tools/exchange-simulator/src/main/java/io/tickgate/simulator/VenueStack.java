package io.tickgate.simulator;

import io.tickgate.simulator.binance.BinanceDialect;
import io.tickgate.simulator.binance.BinanceProtocol;
import io.tickgate.simulator.binance.BinanceRest;
import io.tickgate.simulator.binance.ExtraSymbols;
import io.tickgate.simulator.coinbase.CoinbaseDialect;
import io.tickgate.simulator.coinbase.CoinbaseProtocol;
import io.tickgate.simulator.coinbase.CoinbaseRest;
import io.tickgate.simulator.coincap.AssetPrices;
import io.tickgate.simulator.coincap.CoincapDialect;
import io.tickgate.simulator.coincap.CoincapProtocol;
import io.tickgate.simulator.fault.ChaosPlan;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultBoard;
import io.tickgate.simulator.fault.FaultKind;
import io.tickgate.simulator.fault.VenueDialect;
import io.tickgate.simulator.fault.VenueFaults;
import io.tickgate.simulator.market.Instrument;
import io.tickgate.simulator.market.Venue;
import io.tickgate.simulator.rest.ConnectLimit;
import io.tickgate.simulator.server.ConnectionLimits;
import io.tickgate.simulator.server.Controls;
import io.tickgate.simulator.server.SimulatorServer;
import io.tickgate.simulator.source.CoinbaseSource;
import io.tickgate.simulator.source.CoincapSource;
import io.tickgate.simulator.source.GeneratorSource;
import io.tickgate.simulator.source.MarketSource;
import io.tickgate.simulator.source.ReplaySource;
import io.tickgate.simulator.source.Source;
import io.tickgate.simulator.stream.Topics;
import io.tickgate.simulator.stream.VenueProtocol;
import io.tickgate.simulator.tape.Tape;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One venue: its source, topics, fault board and server, which know nothing of other venues. Any thread may call. */
final class VenueStack implements AutoCloseable {

    /** A test that moves the market by an hour at once sends more than a window holds; its clients get this long to read. */
    private static final long MANUAL_PATIENCE_NS = 5_000_000_000L;

    /** A recording's symbols are not known before they come. */
    private static final String REPLAY_SYMBOL = "BTCUSDT";

    private final Venue venue;
    private final VenueFaults faults;
    private final Source source;
    private final Supplier<@Nullable ChaosView> chaos;
    private final SimulatorServer server;

    /** What speaks and what feeds it; they share a tape or prices. */
    private record Parts(Source source, VenueProtocol protocol) {}

    /**
     * Builds one that is not bound yet.
     *
     * @param controls what its control endpoint reaches
     * @param chaos faults at random as the state shows them
     */
    VenueStack(
            SimulatorOptions options,
            Venue venue,
            SimulatorClock clock,
            Controls controls,
            Supplier<@Nullable ChaosView> chaos)
            throws IOException {
        this.chaos = chaos;
        this.venue = venue;
        this.faults = VenueFaults.of(dialect(venue), new FaultBoard(clock::nowNs));
        Topics topics = venue == Venue.COINBASE ? Topics.withGreeting() : new Topics();
        Parts parts = switch (venue) {
            case BINANCE -> binance(options, topics, clock);
            case COINBASE -> coinbase(options, topics, clock);
            case COINCAP -> coincap(options, topics, clock);
        };
        this.source = parts.source();
        this.server = new SimulatorServer(
                options.host(),
                options.portOf(venue),
                controls,
                faults,
                parts.protocol(),
                topics,
                new ConnectionLimits(
                        options.windowBytes(),
                        options.pingInterval(),
                        options.pongTimeout(),
                        options.connectionsMax(),
                        parts.protocol().framesPerSecondMax()));
    }

    private static VenueDialect dialect(Venue venue) {
        return switch (venue) {
            case BINANCE -> new BinanceDialect();
            case COINBASE -> new CoinbaseDialect();
            case COINCAP -> new CoincapDialect();
        };
    }

    private Parts binance(SimulatorOptions options, Topics topics, SimulatorClock clock) throws IOException {
        VenueRules rules = options.rules();
        boolean isReplay = options.replay() != null;
        List<Instrument> listing = isReplay ? List.of() : options.instruments();
        Tape tape = new Tape(listing, rules.historyTrades());
        ExtraSymbols further = new ExtraSymbols(isReplay ? 0 : rules.allMarketSymbols(), options.seed());
        Source feed = options.replay() == null
                ? new GeneratorSource(plan(options, listing, clock), tape, further, topics, faults, clock::nowNs)
                : ReplaySource.open(options.replay(), topics, faults, clock::nowNs, System::currentTimeMillis);
        BinanceRest rest =
                new BinanceRest(tape, rules.binanceWeightMax(), clock::nowNs, clock::epochMs, further.names());
        ConnectLimit connects = new ConnectLimit(rules.binanceConnectsMax(), clock::nowNs);
        return new Parts(feed, new BinanceProtocol(rest, connects, rules.nestedErrors(), faults.board()));
    }

    private Parts coinbase(SimulatorOptions options, Topics topics, SimulatorClock clock) {
        VenueRules rules = options.rules();
        List<Instrument> listing = venue.listing(options.instruments());
        Tape tape = new Tape(listing, rules.historyTrades());
        Set<String> products = listing.stream().map(Instrument::symbol).collect(Collectors.toSet());
        return new Parts(
                new CoinbaseSource(
                        plan(options, listing, clock),
                        tape,
                        topics,
                        faults,
                        clock::nowNs,
                        rules.coinbaseZeroTradeIds()),
                new CoinbaseProtocol(
                        products,
                        rules.coinbaseSubscribeDeadline(),
                        new CoinbaseRest(tape, clock::nowNs),
                        faults.board()));
    }

    private Parts coincap(SimulatorOptions options, Topics topics, SimulatorClock clock) {
        List<Instrument> listing = venue.listing(options.instruments());
        AssetPrices prices = new AssetPrices(listing);
        return new Parts(
                new CoincapSource(plan(options, listing, clock), prices, topics, faults, clock::nowNs),
                new CoincapProtocol(prices, options.rules().coincapKey(), clock::epochMs));
    }

    private GeneratorSource.Plan plan(SimulatorOptions options, List<Instrument> listing, SimulatorClock clock) {
        return new GeneratorSource.Plan(
                listing,
                options.seed(),
                options.eventsPerSecond(),
                options.initialTradeId() + venue.tradeIdOffset(),
                clock.startEpochUs(),
                options.rules().historyTrades(),
                options.manual() ? MANUAL_PATIENCE_NS : 0);
    }

    void start() {
        server.start();
    }

    void run() {
        source.start();
    }

    int port() {
        return server.address().getPort();
    }

    void inject(Fault fault) {
        Set<String> symbols = source.symbols();
        if (fault.symbol() != null && !symbols.isEmpty() && !symbols.contains(fault.symbol())) {
            throw new IllegalArgumentException("unknown symbol " + fault.symbol() + "; symbols are " + symbols);
        }
        if (venue == Venue.COINCAP && fault.kind().needsTrades()) {
            throw new IllegalArgumentException(
                    venue.label() + " has no trades, so no " + fault.kind().label());
        }
        faults.board().add(fault);
        if (fault.kind().stage() == FaultKind.Stage.SERVER) {
            server.inject(fault);
        }
    }

    /** What chaos can hit here. */
    ChaosPlan.Menu menu() {
        List<String> symbols = source.symbols().stream().sorted().toList();
        return new ChaosPlan.Menu(
                venue.label(),
                symbols.isEmpty() ? List.of(REPLAY_SYMBOL) : symbols,
                faults.dialect().channels());
    }

    int clearFaults() {
        int count = faults.board().clear();
        server.endFaults();
        return count;
    }

    void advanceTo(long offsetNs) {
        if (!(source instanceof MarketSource market)) {
            throw new IllegalStateException("only a manual market can be advanced");
        }
        market.advanceTo(offsetNs);
    }

    SimulatorState state() {
        return new SimulatorState(
                venue.label(),
                source.view(),
                server.registry().views(),
                server.registry().acceptedCount(),
                server.registry().framesSentCount(),
                server.registry().tooSlowCount(),
                server.registry().paceCount(),
                faults.board().active(),
                faults.board().counts().nonZero(),
                chaos.get(),
                source.lastTrades());
    }

    @Override
    public void close() {
        source.close();
        server.close();
    }
}
