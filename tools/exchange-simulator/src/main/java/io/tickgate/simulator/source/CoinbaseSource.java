package io.tickgate.simulator.source;

import io.tickgate.simulator.coinbase.Channels;
import io.tickgate.simulator.coinbase.MessageWriter;
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
import io.tickgate.simulator.stream.Delivery;
import io.tickgate.simulator.stream.Subscriber;
import io.tickgate.simulator.stream.Topics;
import io.tickgate.simulator.tape.SymbolTape;
import io.tickgate.simulator.tape.Tape;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Coinbase: the generated market as matches, tickers and heartbeats. A ticker comes once for each taker order, so it skips ids where an order had several trades. Every event goes
 * on the tape, whether clients are told of it or not. A new subscriber is greeted with the last match and the last ticker before anything new.
 */
public final class CoinbaseSource implements MarketSource {

    private static final List<String> GARBAGE = List.of(
            "{\"type\":\"match\",\"trade_id\":",
            "Bad gateway",
            "{\"type\":\"match\",\"product_id\":\"@\",\"trade_id\":" + "9".repeat(40) + ",\"price\":\"" + "9".repeat(40)
                    + "\"}",
            "{\"type\":\"match\",\"product_id\":\"@\"}");

    private final GeneratorSource.Plan plan;
    private final MarketGenerator market;
    private final Tape tape;
    private final Topics topics;
    private final FaultBoard faults;
    private final FaultGate gate;
    private final boolean hasZeroTradeIds;
    private final Map<String, ProductFeed> feeds = new LinkedHashMap<>();
    private final Delivery delivery;
    private final PlainGarbage garbage;
    private final Broadcast broadcast = new Broadcast();
    private final MarketRun run;
    private final SourceThread thread = new SourceThread(this::run);
    private final LongAdder eventCount = new LongAdder();
    private MessageWriter writer;

    /**
     * Creates a market that stands still until it is started or advanced.
     *
     * @param topics with greeting
     * @param hasZeroTradeIds whether heartbeats hide the last trade's id
     */
    public CoinbaseSource(
            GeneratorSource.Plan plan,
            Tape tape,
            Topics topics,
            VenueFaults venue,
            LongSupplier clockNs,
            boolean hasZeroTradeIds) {
        this.plan = plan;
        this.market =
                new MarketGenerator(plan.instruments(), plan.seed(), plan.eventsPerSecond(), plan.initialTradeId());
        this.tape = tape;
        this.topics = topics;
        this.faults = venue.board();
        this.gate = new FaultGate(topics, venue);
        this.hasZeroTradeIds = hasZeroTradeIds;
        this.delivery = new Delivery(plan.patienceNs());
        this.garbage = new PlainGarbage(topics, GARBAGE);
        this.run = new MarketRun(new MarketSteps(), clockNs);
        this.writer = writer();
        plan.instruments().forEach(i -> feeds.put(i.symbol(), new ProductFeed(i.symbol(), plan.seed())));
    }

    private MessageWriter writer() {
        Long startEpochUs = plan.startEpochUs();
        long epochUs = startEpochUs == null ? ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) : startEpochUs;
        tape.startsAt(epochUs);
        return new MessageWriter(epochUs);
    }

    @Override
    public void start() {
        thread.start();
    }

    private void run() {
        writer = writer();
        run.run(thread);
    }

    @Override
    public void advanceTo(long offsetNs) {
        run.advanceTo(offsetNs);
    }

    private void greet() {
        for (Topics.Arrival arrival = topics.pollArrival(); arrival != null; arrival = topics.pollArrival()) {
            for (ProductFeed feed : feeds.values()) {
                greet(arrival, feed);
            }
            topics.admit(arrival);
        }
    }

    private void greet(Topics.Arrival arrival, ProductFeed feed) {
        SymbolTape product = Objects.requireNonNull(tape.find(feed.product));
        Trade last = product.lastTrade();
        boolean isStalled = faults.stallOf(feed.product, Channels.channelOf(arrival.stream())) != Silence.NONE;
        if (last == null || isStalled || faults.silenceOf(feed.product) != Silence.NONE) {
            return;
        }
        if (arrival.stream().equals(feed.matches)) {
            send(arrival.subscriber(), writer.match("last_match", last, feed.tradeSequence()));
        } else if (arrival.stream().equals(feed.ticker)) {
            send(arrival.subscriber(), ticker(last, feed, product));
        }
    }

    private void sendOldTrades(String stream, Subscriber subscriber, long count) {
        for (ProductFeed feed : feeds.values()) {
            if (feed.matches.equals(stream)) {
                feed.recent(count).forEach(text -> send(subscriber, text));
            }
        }
    }

    private void applyFaults() {
        gate.onStep(this::sendOldTrades);
        for (Fault fault = faults.poll(); fault != null; fault = faults.poll()) {
            Fault due = fault;
            feeds.values().stream()
                    .filter(feed -> due.symbol() == null || due.symbol().equals(feed.product))
                    .forEach(feed -> apply(due, feed));
            switch (fault.kind()) {
                case GARBAGE -> garbage.send(fault, plan.instruments().get(0).symbol());
                case GAP, DUPLICATE -> {}
                default -> throw new IllegalStateException("not for the source: " + fault);
            }
        }
    }

    private void apply(Fault fault, ProductFeed feed) {
        switch (fault.kind()) {
            case GAP -> {
                HiddenTrades.make(market, feed.product, fault, plan.historyTrades(), tape);
                feed.skip(fault.count());
            }
            case DUPLICATE -> feed.recent(fault.count()).forEach(text -> tellTrade(feed.matches, text));
            default -> {}
        }
    }

    private String ticker(Trade trade, ProductFeed feed, SymbolTape product) {
        return writer.ticker(trade, feed.tradeSequence(), product.lastQuote(), product.day());
    }

    private void tell(String stream, String text) {
        gate.send(stream, spoiling -> deliver(stream, text, spoiling));
    }

    private void tellTrade(String stream, String text) {
        gate.sendTrade(stream, spoiling -> deliver(stream, text, spoiling));
    }

    private void deliver(String stream, String text, @Nullable Spoiling spoiling) {
        byte[] utf8 = (spoiling == null ? text : spoiling.apply(text)).getBytes(StandardCharsets.UTF_8);
        for (Subscriber subscriber : topics.subscribersOf(stream)) {
            delivery.deliver(subscriber, utf8, 0, utf8.length);
        }
    }

    private void send(Subscriber subscriber, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        delivery.deliver(subscriber, utf8, 0, utf8.length);
    }

    /** The generator's steps. */
    private final class MarketSteps implements MarketRun.Steps {

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
            greet();
        }
    }

    /** Tells the market's events to the subscribers, unless the product is silent. */
    private final class Broadcast implements MarketListener {

        @Override
        public void onTrade(Trade trade) {
            eventCount.increment();
            ProductFeed feed = feed(trade.instrument());
            tape.of(trade.instrument()).add(trade);
            String text = writer.match("match", trade, feed.nextTradeSequence());
            feed.remember(text);
            tellTrade(feed.matches, text);
        }

        @Override
        public void onAggregateTrade(AggregateTrade order) {
            SymbolTape product = tape.of(order.instrument());
            Trade last = product.lastTrade();
            ProductFeed feed = feed(order.instrument());
            if (last != null && topics.subscribersOf(feed.ticker).length > 0) {
                tell(feed.ticker, ticker(last, feed, product));
            }
        }

        @Override
        public void onQuote(Quote quote) {
            eventCount.increment();
            tape.of(quote.instrument()).add(quote);
            feed(quote.instrument()).onBookChange();
        }

        @Override
        public void onDayStatistics(DayStatistics day) {
            tape.of(day.instrument()).add(day);
        }

        @Override
        public void onSecond(long offsetNs) {
            for (SymbolTape product : tape.all()) {
                ProductFeed feed = feed(product.instrument());
                Trade last = product.lastTrade();
                long lastTradeId = last == null || hasZeroTradeIds ? 0 : last.id();
                if (faults.silenceOf(feed.product) == Silence.NONE) {
                    tell(
                            Channels.heartbeat(feed.product),
                            writer.heartbeat(
                                    feed.product, feed.sequence(), lastTradeId, offsetNs + feed.heartbeatLagNs()));
                }
            }
        }

        private ProductFeed feed(Instrument instrument) {
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
