package io.tickgate.simulator.source;

import io.tickgate.simulator.binance.AsciiBuffer;
import io.tickgate.simulator.binance.ExtraSymbols;
import io.tickgate.simulator.binance.PayloadWriter;
import io.tickgate.simulator.binance.Rendering;
import io.tickgate.simulator.binance.StreamNames;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultBoard;
import io.tickgate.simulator.fault.FaultBoard.Silence;
import io.tickgate.simulator.fault.Spoiling;
import io.tickgate.simulator.fault.VenueFaults;
import io.tickgate.simulator.market.AggregateTrade;
import io.tickgate.simulator.market.DayStatistics;
import io.tickgate.simulator.market.Instrument;
import io.tickgate.simulator.market.MarketGenerator;
import io.tickgate.simulator.market.MarketListener;
import io.tickgate.simulator.market.Quote;
import io.tickgate.simulator.market.Trade;
import io.tickgate.simulator.stream.Subscriber;
import io.tickgate.simulator.stream.Topics;
import io.tickgate.simulator.tape.Tape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Binance: the generated market in the venue's payloads. Every event goes on the tape, whether clients are told of it or not. */
public final class GeneratorSource implements MarketSource {

    /**
     * What to generate.
     *
     * @param instruments at least one
     * @param seed same seed, same trades
     * @param eventsPerSecond trades and quotes together
     * @param initialTradeId id of each instrument's first trade
     * @param startEpochUs wall-clock time of the market's start, microseconds since 1970; null for the time at which the thread starts
     * @param historyTrades of each symbol, that the tape keeps
     * @param patienceNs how long to wait for a subscriber that is full; 0 in a live market
     */
    public record Plan(
            List<Instrument> instruments,
            long seed,
            double eventsPerSecond,
            long initialTradeId,
            @Nullable Long startEpochUs,
            int historyTrades,
            long patienceNs) {}

    private final Plan plan;
    private final MarketGenerator market;
    private final Rendering rendering;
    private final Map<String, SymbolFeed> feeds = new LinkedHashMap<>();
    private final Topics topics;
    private final FaultBoard faults;
    private final FaultGate gate;
    private final MarketRun run;
    private final Tape tape;
    private final ExtraSymbols further;
    private final List<DayStatistics> changedDays = new ArrayList<>();
    private final GarbageThrower garbage;
    private final MarketListener broadcast = new Broadcast();
    private final SourceThread thread = new SourceThread(this::run);
    private final LongAdder eventCount = new LongAdder();
    private PayloadWriter payloads;

    /** Creates a market that stands still until it is started or advanced. */
    public GeneratorSource(
            Plan plan, Tape tape, ExtraSymbols further, Topics topics, VenueFaults venue, LongSupplier clockNs) {
        this.plan = plan;
        this.market =
                new MarketGenerator(plan.instruments(), plan.seed(), plan.eventsPerSecond(), plan.initialTradeId());
        this.rendering = new Rendering(plan.patienceNs());
        this.tape = tape;
        this.further = further;
        this.payloads = payloads();
        this.topics = topics;
        this.garbage = new GarbageThrower(topics);
        this.faults = venue.board();
        this.gate = new FaultGate(topics, venue);
        this.run = new MarketRun(new GeneratorSteps(), clockNs);
        plan.instruments().forEach(i -> feeds.put(i.symbol(), new SymbolFeed(i.symbol())));
    }

    private PayloadWriter payloads() {
        Long startEpochUs = plan.startEpochUs();
        long epochUs = startEpochUs == null ? ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) : startEpochUs;
        tape.startsAt(epochUs);
        return new PayloadWriter(epochUs);
    }

    @Override
    public void start() {
        thread.start();
    }

    private void run() {
        // Now, not at the construction: a server takes a while to start, and each event would seem that much late.
        payloads = payloads();
        run.run(thread);
    }

    @Override
    public void advanceTo(long offsetNs) {
        run.advanceTo(offsetNs);
    }

    /** The generator's steps. */
    private final class GeneratorSteps implements MarketRun.Steps {

        @Override
        public long nextOffsetNs() {
            return market.nextOffsetNs();
        }

        @Override
        public void step() {
            market.step(gate::isPaused, gate::isUntraded, broadcast);
        }

        @Override
        public void skip() {
            market.step(symbol -> true, broadcast);
        }

        @Override
        public void between() {
            applyFaults();
        }
    }

    private void applyFaults() {
        gate.onStep(this::sendOldTrades);
        for (Fault fault = faults.poll(); fault != null; fault = faults.poll()) {
            switch (fault.kind()) {
                case GAP -> skipIds(fault);
                case DUPLICATE -> sendAgain(fault);
                case GARBAGE -> garbage.send(fault, plan.instruments().get(0).symbol());
                default -> throw new IllegalStateException("not for the source: " + fault);
            }
        }
    }

    private void skipIds(Fault fault) {
        feeds.keySet().stream()
                .filter(symbol -> concerns(fault, symbol))
                .forEach(symbol -> HiddenTrades.make(market, symbol, fault, plan.historyTrades(), tape));
    }

    private void sendAgain(Fault fault) {
        feeds.forEach((symbol, feed) -> {
            if (concerns(fault, symbol)) {
                feed.recent(fault.count()).forEach(trade -> sendTrade(feed, trade));
            }
        });
    }

    private static boolean concerns(Fault fault, String symbol) {
        return fault.symbol() == null || fault.symbol().equals(symbol);
    }

    private void sendOldTrades(String stream, Subscriber subscriber, long count) {
        for (SymbolFeed feed : feeds.values()) {
            if (feed.trade.equals(stream)) {
                Subscriber[] one = {subscriber};
                feed.recent(count)
                        .forEach(trade -> rendering.deliver(
                                stream, (microseconds, out) -> payloads.trade(trade, microseconds, out), one));
            }
        }
    }

    private void sendTrade(SymbolFeed feed, Trade trade) {
        gate.sendTrade(
                feed.trade,
                spoiling ->
                        deliver(feed.trade, (microseconds, out) -> payloads.trade(trade, microseconds, out), spoiling));
    }

    private void send(String stream, Rendering.Payload payload) {
        gate.send(stream, spoiling -> deliver(stream, payload, spoiling));
    }

    private void deliver(String stream, Rendering.Payload payload, @Nullable Spoiling spoiling) {
        rendering.deliver(stream, spoiling == null ? payload : spoilt(payload, spoiling), topics.subscribersOf(stream));
    }

    private static Rendering.Payload spoilt(Rendering.Payload payload, Spoiling spoiling) {
        return (microseconds, out) -> {
            AsciiBuffer plain = new AsciiBuffer();
            payload.write(microseconds, plain);
            out.add(spoiling.apply(plain.toString()));
        };
    }

    /** Tells the market's events to the subscribers. */
    private final class Broadcast implements MarketListener {

        @Override
        public void onTrade(Trade trade) {
            eventCount.increment();
            SymbolFeed feed = feed(trade.instrument());
            feed.remember(trade);
            tape.of(trade.instrument()).add(trade);
            sendTrade(feed, trade);
        }

        @Override
        public void onAggregateTrade(AggregateTrade trade) {
            send(
                    feed(trade.instrument()).aggregateTrade,
                    (microseconds, out) -> payloads.aggregateTrade(trade, microseconds, out));
        }

        @Override
        public void onQuote(Quote quote) {
            eventCount.increment();
            tape.of(quote.instrument()).add(quote);
            send(feed(quote.instrument()).bookTicker, (microseconds, out) -> payloads.bookTicker(quote, out));
        }

        @Override
        public void onDayStatistics(DayStatistics day) {
            tape.of(day.instrument()).add(day);
            boolean isTold = faults.silenceOf(day.instrument().symbol()) != Silence.TRADING;
            SymbolFeed feed = feed(day.instrument());
            // Also when nothing has changed: its last trade id is a client's proof that it has missed nothing.
            send(feed.ticker, (microseconds, out) -> payloads.ticker(day, microseconds, out));
            if (day.changed() && isTold) {
                changedDays.add(day);
                send(feed.miniTicker, (microseconds, out) -> payloads.miniTicker(day, microseconds, out));
            }
        }

        @Override
        public void onSecond(long offsetNs) {
            further.second();
            boolean isSilent = faults.silenceOf(StreamNames.ALL_MINI_TICKERS) != Silence.NONE;
            if (!isSilent && !(changedDays.isEmpty() && further.isEmpty())) {
                send(
                        StreamNames.ALL_MINI_TICKERS,
                        (microseconds, out) -> payloads.miniTickers(changedDays, further, offsetNs, microseconds, out));
            }
            changedDays.clear();
        }

        private SymbolFeed feed(Instrument instrument) {
            return Objects.requireNonNull(feeds.get(instrument.symbol()));
        }
    }

    @Override
    public SourceView view() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("seed", plan.seed());
        figures.put("eventsPerSecond", plan.eventsPerSecond());
        figures.put("events", eventCount.sum());
        figures.put("latenessMaxMicros", run.latenessMaxNs() / 1_000);
        return new SourceView("generator", figures, thread.failure());
    }

    @Override
    public List<LastTrade> lastTrades() {
        return LastTrade.of(tape);
    }

    @Override
    public Set<String> symbols() {
        return Set.copyOf(feeds.keySet());
    }

    @Override
    public void close() {
        thread.close();
    }
}
