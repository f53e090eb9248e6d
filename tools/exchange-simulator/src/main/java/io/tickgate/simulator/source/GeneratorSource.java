package io.tickgate.simulator.source;

import io.tickgate.simulator.binance.PayloadWriter;
import io.tickgate.simulator.binance.Rendering;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultBoard;
import io.tickgate.simulator.fault.FaultBoard.Silence;
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

/**
 * Runs the generated market by its intended times: an event that is due is sent at once, however late it is, with the time that it was due. Without a thread of its own
 * ({@link #advanceTo}) a test moves it.
 */
public final class GeneratorSource implements Source {

    /** What is later than this, after a stop of the machine, does not happen: the market has paused, and no id is missed. */
    private static final long CATCH_UP_MAX_NS = 5_000_000_000L;

    private static final String TRADE_CHANNEL = "trade";

    /**
     * What to generate.
     *
     * @param instruments at least one
     * @param seed same seed, same trades
     * @param eventsPerSecond trades and quotes together
     * @param initialTradeId id of each instrument's first trade
     * @param startEpochUs wall-clock time of the market's start, microseconds since 1970; null for the time at which the thread starts
     * @param patienceNs how long to wait for a subscriber that is full; 0 in a live market
     */
    public record Plan(
            List<Instrument> instruments,
            long seed,
            double eventsPerSecond,
            long initialTradeId,
            @Nullable Long startEpochUs,
            long patienceNs) {}

    private final Plan plan;
    private final MarketGenerator market;
    private final Rendering rendering;
    private final Map<String, SymbolFeed> feeds = new LinkedHashMap<>();
    private final VenueFaults venue;
    private final FaultBoard faults;
    private final Sender sender;
    private final LongSupplier clockNs;
    private final GarbageThrower garbage;
    private final MarketListener broadcast = new Broadcast();
    private final SourceThread thread = new SourceThread(this::run);
    private final LongAdder eventCount = new LongAdder();
    private PayloadWriter payloads;
    private volatile long latenessMaxNs;

    /** Creates a market that stands still until it is started or advanced. */
    public GeneratorSource(Plan plan, Topics topics, VenueFaults venue, LongSupplier clockNs) {
        this.plan = plan;
        this.market =
                new MarketGenerator(plan.instruments(), plan.seed(), plan.eventsPerSecond(), plan.initialTradeId());
        this.rendering = new Rendering(plan.patienceNs());
        this.payloads = payloads(plan);
        this.garbage = new GarbageThrower(topics);
        this.venue = venue;
        this.faults = venue.board();
        this.sender = new Sender(topics, venue, rendering);
        this.clockNs = clockNs;
        plan.instruments().forEach(i -> feeds.put(i.symbol(), new SymbolFeed(i.symbol())));
    }

    private static PayloadWriter payloads(Plan plan) {
        Long startEpochUs = plan.startEpochUs();
        return new PayloadWriter(
                startEpochUs == null ? ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) : startEpochUs);
    }

    @Override
    public void start() {
        thread.start();
    }

    private void run() {
        // Now, not at the construction: a server takes a while to start, and each event would seem that much late.
        payloads = payloads(plan);
        long originNs = clockNs.getAsLong();
        while (thread.isRunning()) {
            applyFaults();
            long lateNs = clockNs.getAsLong() - originNs - market.nextOffsetNs();
            if (lateNs < 0) {
                SourceThread.nap(-lateNs);
                continue;
            }
            if (lateNs > CATCH_UP_MAX_NS) {
                market.step(symbol -> true, broadcast);
                continue;
            }
            latenessMaxNs = Math.max(latenessMaxNs, lateNs);
            step();
        }
    }

    /**
     * Does everything that is due up to this offset, on the caller's thread; for a source that was not started.
     *
     * @param offsetNs nanoseconds from the market's start
     */
    public void advanceTo(long offsetNs) {
        applyFaults();
        while (market.nextOffsetNs() <= offsetNs) {
            step();
        }
    }

    private void step() {
        market.step(this::isPaused, this::isUntraded, broadcast);
    }

    private boolean isPaused(String symbol) {
        return faults.silenceOf(symbol) == Silence.PAUSED;
    }

    private boolean isUntraded(String symbol) {
        return faults.stallOf(symbol, TRADE_CHANNEL) == Silence.PAUSED;
    }

    private void applyFaults() {
        sender.onStep(this::sendOldTrades);
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
                .forEach(symbol -> market.skipTradeIds(symbol, fault.count()));
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
        SymbolFeed feed = feeds.get(venue.dialect().symbolOf(stream));
        if (feed != null && feed.trade.equals(stream)) {
            Subscriber[] one = {subscriber};
            feed.recent(count)
                    .forEach(trade -> rendering.deliver(
                            stream, (microseconds, out) -> payloads.trade(trade, microseconds, out), one));
        }
    }

    private void sendTrade(SymbolFeed feed, Trade trade) {
        sender.sendTrade(feed.trade, (microseconds, out) -> payloads.trade(trade, microseconds, out));
    }

    /** Tells the market's events to the subscribers. */
    private final class Broadcast implements MarketListener {

        @Override
        public void onTrade(Trade trade) {
            eventCount.increment();
            SymbolFeed feed = feed(trade.instrument());
            feed.remember(trade);
            sendTrade(feed, trade);
        }

        @Override
        public void onAggregateTrade(AggregateTrade trade) {
            sender.send(
                    feed(trade.instrument()).aggregateTrade,
                    (microseconds, out) -> payloads.aggregateTrade(trade, microseconds, out));
        }

        @Override
        public void onQuote(Quote quote) {
            eventCount.increment();
            sender.send(feed(quote.instrument()).bookTicker, (microseconds, out) -> payloads.bookTicker(quote, out));
        }

        @Override
        public void onDayStatistics(DayStatistics day) {
            SymbolFeed feed = feed(day.instrument());
            sender.send(feed.ticker, (microseconds, out) -> payloads.ticker(day, microseconds, out));
            sender.send(feed.miniTicker, (microseconds, out) -> payloads.miniTicker(day, microseconds, out));
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
        figures.put("latenessMaxMicros", latenessMaxNs / 1_000);
        return new SourceView("generator", figures, thread.failure());
    }

    @Override
    public List<LastTrade> lastTrades() {
        List<LastTrade> trades = new ArrayList<>();
        for (SymbolFeed feed : feeds.values()) {
            LastTrade last = feed.last();
            if (last != null) {
                trades.add(last);
            }
        }
        return trades;
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
