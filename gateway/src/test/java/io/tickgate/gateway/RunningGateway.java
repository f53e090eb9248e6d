package io.tickgate.gateway;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.ExceptionHandler;
import io.tickgate.gateway.settings.EngineAccess;
import io.tickgate.gateway.settings.GatewaySettings;
import io.tickgate.history.History;
import io.tickgate.input.InputRing;
import io.tickgate.input.InputSlot;
import io.tickgate.proof.Proofs;
import io.tickgate.publish.BetAnswer;
import io.tickgate.publish.BetView;
import io.tickgate.publish.PublishedWriter;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.BetRefusal;
import io.tickgate.record.GateReason;
import io.tickgate.record.HealthState;
import io.tickgate.record.RecordKind;
import io.tickgate.status.Counters;
import io.tickgate.status.SnapshotStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A real gateway on a free port over a real ring, whose one stage stands in for the engine: it answers each bet as the test says.
 * BTC/USD and ETH/USD have a market, SHIB/USD has none.
 */
final class RunningGateway implements AutoCloseable {
    static final int BTC = 1;
    static final int ETH = 2;
    static final int SHIB = 3;
    static final long BTC_PRICE_E8 = 6_712_345_000_000L;

    final HandClock clock = new HandClock();
    final PublishedWriter writer = new PublishedWriter();
    final Counters counters = Counters.inMemory();
    final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    final StandInPairs pairs = new StandInPairs();
    final InputRing ring;
    final Gateway gateway;
    final StandInFeeds feeds = new StandInFeeds();
    final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** What stands in for the engine's holdings. */
    final StandInHoldings holdings = new StandInHoldings(writer);
    /** Records that came into the ring, each of which the engine would journal. */
    final AtomicInteger recordsSeen = new AtomicInteger();

    /** How far the second market is said to be. */
    volatile SnapshotStatus snapshots = SnapshotStatus.NONE;

    /** What the engine's stand-in answers; null for nothing at all. */
    volatile Function<BetFlyweight, @Nullable BetAnswer> engine = this::accepted;

    RunningGateway() {
        this(settings(100));
    }

    RunningGateway(GatewaySettings settings) {
        this(settings, History.NONE);
    }

    RunningGateway(GatewaySettings settings, History history) {
        this(settings, history, Proofs.NONE);
    }

    RunningGateway(GatewaySettings settings, History history, Proofs proofs) {
        writer.instrument("BTC/USD", List.of("btcusd", "bitcoin"), "binance", 1);
        writer.instrument("ETH/USD", List.of("ethereum"), "binance", 2);
        writer.instrument("SHIB/USD", List.of("shiba"), "binance");
        writer.market(1, "btc-touch", BTC);
        writer.market(2, "eth-touch", ETH);
        writer.write(
                BTC, BTC_PRICE_E8, 6_712_300_000_000L, 6_712_400_000_001L, HealthState.HEALTHY, clock.nowEpochNs(), 0);
        writer.gate(1, GateReason.OPEN, clock.nowEpochNs(), 0);
        writer.gate(2, GateReason.PRICE_FEED_STALE, clock.nowEpochNs(), 0);
        alive();
        ring = new InputRing(1_024, new BlockingWaitStrategy(), 1, 1, new Rethrow());
        ring.addStage("test-engine", (slot, sequence, isEndOfBatch) -> onRecord(slot));
        ring.start();
        gateway = Gateway.start(
                settings,
                new EngineAccess(
                        writer.published(),
                        feeds,
                        pairs,
                        proofs,
                        history,
                        () -> snapshots,
                        ring::newPublisher,
                        clock.engineClock(),
                        counters,
                        errors::add));
    }

    static GatewaySettings settings(int connectionsMax) {
        return new GatewaySettings(
                "127.0.0.1",
                0,
                2,
                connectionsMax,
                16_384,
                1_000_000_000L,
                60_000_000_000L,
                5_000_000_000L,
                100,
                64,
                30_000_000_000L,
                false);
    }

    /** The engine moves: its market time is now. */
    void alive() {
        writer.moved(clock.nowEpochNs(), clock.nowNs());
    }

    private void onRecord(InputSlot slot) {
        recordsSeen.incrementAndGet();
        BetFlyweight bet = new BetFlyweight();
        bet.wrap(slot.buffer(), 0, slot.length());
        if (bet.kindCode() == RecordKind.BET_COMMAND.code()) {
            BetAnswer answer = engine.apply(bet);
            if (answer != null) {
                BetView view = answer.bet();
                if (view != null && !answer.isRepetition()) {
                    writer.add(view);
                }
                boolean ignored = writer.tellBet(answer);
            }
        } else {
            holdings.onRecord(slot.buffer(), slot.length());
        }
    }

    BetAnswer accepted(BetFlyweight bet) {
        BetView view = new BetView(
                bet.betIdHigh(),
                bet.betIdLow(),
                bet.sequence(),
                bet.engineTimeEpochNs(),
                bet.marketId(),
                1,
                BTC,
                bet.minE8(),
                bet.maxE8(),
                bet.fromEpochNs(),
                bet.toEpochNs(),
                bet.stakeMinor(),
                bet.quoteSequence(),
                7,
                123_456L,
                BTC_PRICE_E8,
                bet.engineTimeEpochNs(),
                new String(bet.tenant(), StandardCharsets.UTF_8),
                new String(bet.user(), StandardCharsets.UTF_8),
                new String(bet.key(), StandardCharsets.US_ASCII),
                bet.terms(),
                null,
                null);
        return answer(bet, view, null, GateReason.OPEN, 0);
    }

    static BetAnswer refused(BetFlyweight bet, BetRefusal refusal, GateReason reason, long opensEpochNs) {
        return answer(bet, null, refusal, reason, opensEpochNs);
    }

    private static BetAnswer answer(
            BetFlyweight bet,
            @Nullable BetView view,
            @Nullable BetRefusal refusal,
            GateReason reason,
            long opensEpochNs) {
        return new BetAnswer(
                bet.betIdHigh(),
                bet.betIdLow(),
                bet.sequence(),
                bet.engineTimeEpochNs(),
                view,
                false,
                refusal,
                reason,
                0,
                opensEpochNs);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + gateway.port() + path);
    }

    HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/api/bets"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> put(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> delete(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).DELETE().build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Waits for something that another thread does. */
    static void await(String what, BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("not within 10 s: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        gateway.close();
        ring.close();
    }

    private static final class Rethrow implements ExceptionHandler<InputSlot> {
        @Override
        public void handleEventException(Throwable fault, long sequence, @Nullable InputSlot slot) {
            throw new IllegalStateException(fault);
        }

        @Override
        public void handleOnStartException(Throwable fault) {
            throw new IllegalStateException(fault);
        }

        @Override
        public void handleOnShutdownException(Throwable fault) {
            throw new IllegalStateException(fault);
        }
    }
}
