package io.tickgate.perf.acknowledge;

import io.tickgate.config.TickgateConfig;
import io.tickgate.engine.Engine;
import io.tickgate.input.InputPublisher;
import io.tickgate.publish.BetView;
import io.tickgate.publish.GateView;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.TradeFlyweight;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** A whole engine without venues, whose gate trades keep open, and a sender of commands at a fixed rate. Owned by the calling thread. */
final class AcknowledgeRig implements AutoCloseable {
    /** What is sent. */
    enum Kind {
        /** A command that is journalled, decided (there is no such market) and answered. */
        BARE,
        /** A bet that is taken. */
        ACCEPTED,
        /** A bet that is taken and whose acceptance is signed. */
        SIGNED
    }

    private static final long NS_PER_S = 1_000_000_000L;
    private static final long LATENCY_MAX_NS = 60 * NS_PER_S;
    private static final long PRICE_E8 = 6_000_000_000_000L;
    private static final long BAND_E8 = 10_000_000_000L;
    private static final byte[] NAME = "default".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TERMS = "{\"odds\":\"2.5\",\"cell\":\"17\"}".getBytes(StandardCharsets.US_ASCII);
    private static final int NO_MARKET = 900;
    /** Shorter waits are spun: a park takes some 60 µs. */
    private static final long SPIN_NS = 80_000;

    private final Engine engine;
    private final InputPublisher commands;
    private final InputPublisher ticks;
    private final BetFlyweight bet = new BetFlyweight();
    private final TradeFlyweight trade = new TradeFlyweight();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong unsigned = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private long sent;
    private long tradeId;
    private long nextTradeNs;
    private long fullRings;

    AcknowledgeRig(Path folder) {
        TickgateConfig config = TickgateConfig.load(
                Optional.empty(),
                Map.ofEntries(
                        Map.entry("data.directory", folder.toString()),
                        Map.entry("data.free-space-min", "64m"),
                        Map.entry("engine.threads", "shared"),
                        Map.entry("health.recovery", "0s"),
                        Map.entry("redis.mode", "off"),
                        Map.entry("venues.binance.enabled", "false"),
                        Map.entry("venues.coinbase.enabled", "false"),
                        Map.entry("market-defaults.open-bets-max", "1000000"),
                        Map.entry("market-defaults.exposure-max", "1000000000000")),
                Map.of());
        engine = Engine.start(config, "perf", () -> {});
        commands = engine.newPublisher();
        ticks = engine.newPublisher();
        openGate();
    }

    private void openGate() {
        new FeedEventFlyweight()
                .wrap(ticks.scratch())
                .set(engine.clock().nowEpochNs(), 1, FeedEventFlyweight.DELIVERING, 1, 1, "perf");
        ticks.publish();
        GateView gate = new GateView();
        while (!engine.published().gates().read(1, gate) || !gate.isOpen()) {
            publishTrade();
            LockSupport.parkNanos(10_000_000);
        }
    }

    private void publishTrade() {
        long now = engine.clock().nowEpochNs();
        trade.wrap(ticks.scratch())
                .begin(now)
                .streamId(1)
                .tradeId(++tradeId)
                .tradeTimeEpochNs(now)
                .eventTimeEpochNs(now)
                .priceE8(PRICE_E8)
                .sizeE8(1);
        ticks.publish();
    }

    /**
     * Sends commands at a rate and waits for all answers.
     *
     * @return times from when each was due to when its answer was there.
     */
    Histogram run(Kind kind, int perSecond, int count) {
        Histogram histogram = new ConcurrentHistogram(LATENCY_MAX_NS, 3);
        long startNs = System.nanoTime() + NS_PER_S / 10;
        long target = answered.get() + count;
        for (int i = 0; i < count; i++) {
            long dueNs = startNs + i * NS_PER_S / perSecond;
            await(dueNs);
            send(kind, dueNs, histogram);
        }
        long giveUpNs = System.nanoTime() + 30 * NS_PER_S;
        while (answered.get() < target) {
            if (System.nanoTime() - giveUpNs > 0) {
                throw new IllegalStateException(target - answered.get() + " answers have not come");
            }
            LockSupport.parkNanos(1_000_000);
        }
        return histogram;
    }

    private void await(long dueNs) {
        if (dueNs - nextTradeNs > 0) {
            nextTradeNs = dueNs + NS_PER_S / 100;
            publishTrade();
        }
        long leftNs = dueNs - System.nanoTime();
        while (leftNs > 0) {
            if (leftNs > SPIN_NS) {
                LockSupport.parkNanos(leftNs - SPIN_NS);
            } else {
                Thread.onSpinWait();
            }
            leftNs = dueNs - System.nanoTime();
        }
    }

    private void send(Kind kind, long dueNs, Histogram histogram) {
        long id = ++sent;
        engine.published().awaitBet(id, answer -> {
            BetView taken = answer.bet();
            if (kind != Kind.BARE && taken == null) {
                refused.incrementAndGet(); // Not thrown: this is the engine's thread.
            }
            boolean isSigning = kind == Kind.SIGNED
                    && taken != null
                    && engine.proofs().offer(taken, json -> onAnswer(dueNs, histogram));
            if (kind == Kind.SIGNED && taken != null && !isSigning) {
                unsigned.incrementAndGet();
            }
            if (!isSigning) {
                onAnswer(dueNs, histogram);
            }
        });
        long now = engine.clock().nowEpochNs();
        bet.wrap(commands.scratch());
        byte[] key = ("key-" + id).getBytes(StandardCharsets.US_ASCII);
        bet.begin(now, NAME, NAME, key, TERMS)
                .betId(id, id)
                .marketId(kind == Kind.BARE ? NO_MARKET : 1)
                .band(PRICE_E8 + BAND_E8, PRICE_E8 + 2 * BAND_E8)
                .window(now + 60 * NS_PER_S, now + 90 * NS_PER_S)
                .stakeMinor(100);
        while (commands.tryPublishCommand() < 0) {
            fullRings++; // The time goes on: what waits here is in the figures.
            LockSupport.parkNanos(SPIN_NS);
        }
    }

    private void onAnswer(long dueNs, Histogram histogram) {
        histogram.recordValue(Math.max(0, Math.min(LATENCY_MAX_NS, System.nanoTime() - dueNs)));
        answered.incrementAndGet();
    }

    /** Bets that were refused: a machine that is too slow for the rate lets commands expire. */
    long refused() {
        return refused.get();
    }

    /** Bets that were taken and answered without their acceptance. */
    long unsigned() {
        return unsigned.get();
    }

    /** Times that a command found less than a quarter of the ring free: the machine is too slow for the rate. */
    long fullRings() {
        return fullRings;
    }

    @Override
    public void close() {
        engine.close();
    }
}
