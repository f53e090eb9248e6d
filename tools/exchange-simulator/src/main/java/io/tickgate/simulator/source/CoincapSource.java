package io.tickgate.simulator.source;

import io.tickgate.simulator.coincap.AssetPrices;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultBoard;
import io.tickgate.simulator.fault.FaultBoard.Silence;
import io.tickgate.simulator.fault.Spoiling;
import io.tickgate.simulator.fault.VenueFaults;
import io.tickgate.simulator.market.AverageMarket;
import io.tickgate.simulator.market.Instrument;
import io.tickgate.simulator.stream.Delivery;
import io.tickgate.simulator.stream.Subscriber;
import io.tickgate.simulator.stream.Topics;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** CoinCap: four times a second an object with the prices that have changed, for each client those that it wants. It has no trades, so no gap and no duplicate. */
public final class CoincapSource implements MarketSource {

    private static final List<String> GARBAGE = List.of(
            "{\"bitcoin\":\"", "upstream timeout", "{\"bitcoin\":\"" + "9".repeat(40) + "\"}", "{\"bitcoin\":{}}");

    private final AverageMarket market;
    private final long seed;
    private final AssetPrices prices;
    private final Topics topics;
    private final FaultBoard faults;
    private final FaultGate gate;
    private final Delivery delivery;
    private final PlainGarbage garbage;
    private final MarketRun run;
    private final SourceThread thread = new SourceThread(this::run);
    private final LongAdder eventCount = new LongAdder();

    /** Creates a market that stands still until it is started or advanced. */
    public CoincapSource(
            GeneratorSource.Plan plan, AssetPrices prices, Topics topics, VenueFaults venue, LongSupplier clockNs) {
        this.market = new AverageMarket(plan.instruments(), plan.seed());
        this.seed = plan.seed();
        this.prices = prices;
        this.topics = topics;
        this.faults = venue.board();
        this.gate = new FaultGate(topics, venue);
        this.delivery = new Delivery(plan.patienceNs());
        this.garbage = new PlainGarbage(topics, GARBAGE);
        this.run = new MarketRun(new PriceSteps(), clockNs);
    }

    @Override
    public void start() {
        thread.start();
    }

    private void run() {
        run.run(thread);
    }

    @Override
    public void advanceTo(long offsetNs) {
        run.advanceTo(offsetNs);
    }

    private void tell(Map<String, String> changed) {
        Map<Subscriber, StringBuilder> frames = new LinkedHashMap<>();
        changed.forEach((slug, price) -> {
            String stream = AssetPrices.stream(slug);
            if (gate.isHeard(stream)) {
                String member = member(slug, price, gate.spoiling(stream));
                for (Subscriber subscriber : topics.subscribersOf(stream)) {
                    StringBuilder frame = frames.computeIfAbsent(subscriber, absent -> new StringBuilder("{"));
                    frame.append(frame.length() > 1 ? "," : "").append(member);
                }
            }
        });
        frames.forEach((subscriber, frame) -> {
            byte[] utf8 = frame.append('}').toString().getBytes(StandardCharsets.UTF_8);
            delivery.deliver(subscriber, utf8, 0, utf8.length);
        });
    }

    /** One asset's part of a message, without the braces around it. */
    private static String member(String slug, String price, @Nullable Spoiling spoiling) {
        String object = "{\"" + slug + "\":\"" + price + "\"}";
        String sent = spoiling == null ? object : spoiling.apply(object);
        return sent.substring(1, sent.length() - 1);
    }

    /** The steps of the prices. */
    private final class PriceSteps implements MarketRun.Steps {

        @Override
        public long nextOffsetNs() {
            return market.nextOffsetNs();
        }

        @Override
        public void step() {
            Map<String, String> changed = new LinkedHashMap<>();
            market.step(gate::isPaused, (symbol, price) -> {
                eventCount.increment();
                String slug = AssetPrices.slug(symbol);
                prices.put(slug, price);
                if (faults.silenceOf(symbol) == Silence.NONE) {
                    changed.put(slug, price);
                }
            });
            tell(changed);
        }

        @Override
        public void skip() {
            market.step(symbol -> true, (symbol, price) -> {});
        }

        @Override
        public void between() {
            // Without trades nobody waits for old ones.
            gate.onStep((stream, subscriber, count) -> {});
            for (Fault fault = faults.poll(); fault != null; fault = faults.poll()) {
                switch (fault.kind()) {
                    case GARBAGE -> garbage.send(fault, "bitcoin");
                    default -> throw new IllegalStateException("not for the source: " + fault);
                }
            }
        }
    }

    @Override
    public SourceView view() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("seed", seed);
        figures.put("events", eventCount.sum());
        figures.put("latenessMaxMicros", run.latenessMaxNs() / 1_000);
        return new SourceView("generator", figures, thread.failure());
    }

    @Override
    public List<LastTrade> lastTrades() {
        return prices.assets().stream()
                .map(Instrument::symbol)
                .map(symbol -> new LastTrade(symbol, 0, Objects.requireNonNull(prices.find(AssetPrices.slug(symbol)))))
                .toList();
    }

    @Override
    public Set<String> symbols() {
        return prices.assets().stream().map(Instrument::symbol).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        thread.close();
    }
}
