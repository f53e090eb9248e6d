package io.tickgate.perf.bets;

import io.tickgate.market.Market;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.ClockFlyweight;
import io.tickgate.record.EngineStartedFlyweight;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.HealthThresholdsFlyweight;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.VenueFlyweight;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A market of one stream, its trades along a {@link TradePath}, clock events each 50 ms, and bets as a grid of cells around the price
 * gives them: 10 high, 5 s to 1 min long, up to 30 cells from the price, from 5 s to 1 h ahead.
 */
final class BetLoad {
    private static final long START_EPOCH_NS = 1_790_000_000_000_000_000L;
    private static final long CLOCK_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long E8 = 100_000_000L;
    private static final long CELL_E8 = 10 * E8;
    private static final int CELLS = 30;
    private static final int AHEAD_S = 3_600;
    /** Longer than all rounds take on the recording's clock, or the last ones would measure a market without bets. */
    private static final int WATCHED_S = 48 * 3_600;

    private static final int SEED = 17;
    private static final byte[] NAME = "bench".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_TERMS = {};

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(RecordFlyweight.RECORD_LENGTH_MAX));
    private final RecordFlyweight header = new RecordFlyweight().wrap(buffer);
    private final TradeFlyweight trade = new TradeFlyweight();
    private final ClockFlyweight clock = new ClockFlyweight();
    private final BetFlyweight bet = new BetFlyweight();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Market market = new Market(this::onOutput);
    private final TradePath path;
    private long nowEpochNs = START_EPOCH_NS;
    private long clockEpochNs = START_EPOCH_NS;
    private long sequence;
    private long tradeId;
    private long betId;
    private long accepted;
    private long refused;
    private long decided;

    BetLoad(TradePath path) {
        this.path = path;
        define();
        trades(100);
    }

    private void onOutput(UnsafeBuffer record, int length) {
        int kindCode = record.getShort(RecordFlyweight.KIND_OFFSET, RecordFlyweight.BYTE_ORDER);
        accepted += kindCode == RecordKind.BET_ACCEPTED.code() ? 1 : 0;
        refused += kindCode == RecordKind.BET_REFUSED.code() ? 1 : 0;
        decided += kindCode == RecordKind.BET_DECIDED.code() ? 1 : 0;
    }

    private void define() {
        new EngineStartedFlyweight().wrap(buffer).set(nowEpochNs, nowEpochNs, Market.RULES_VERSION, "perf");
        feed();
        new HealthThresholdsFlyweight()
                .wrap(buffer)
                .set(nowEpochNs, 100 * SECOND_NS, 200 * SECOND_NS, 0, 5 * SECOND_NS, 5 * SECOND_NS);
        feed();
        new VenueFlyweight().wrap(buffer).set(nowEpochNs, 1, "binance");
        feed();
        new InstrumentFlyweight()
                .wrap(buffer)
                .set(nowEpochNs, 1, InstrumentFlyweight.CONFIGURED, false, "BTC/USDT", "bitcoin");
        feed();
        new StreamFlyweight().wrap(buffer).set(nowEpochNs, 1, 1, 1, 0, StreamFlyweight.TRADES, false, "BTCUSDT");
        feed();
        new MarketFlyweight()
                .wrap(buffer)
                .begin(nowEpochNs, "tap")
                .marketId(1)
                .version(1)
                .instrumentId(1)
                .settlementStreamId(1)
                .touchKind(MarketFlyweight.TOUCH_CROSSED)
                .bounds(MarketFlyweight.BOUNDS_HALF_OPEN)
                .leadNs(SECOND_NS)
                .windowMaxNs(2 * WATCHED_S * SECOND_NS)
                .aheadMaxNs(4 * WATCHED_S * SECOND_NS)
                .bandMaxE8(Long.MAX_VALUE)
                .stakeMaxMinor(1)
                .exposureMaxMinor(Long.MAX_VALUE)
                .openBetsMax(Long.MAX_VALUE)
                .graceNs(SECOND_NS)
                .deadlineNs(600 * SECOND_NS);
        feed();
        new FeedEventFlyweight().wrap(buffer).set(nowEpochNs, 1, FeedEventFlyweight.DELIVERING, 1, 1, "perf");
        feed();
    }

    private void feed() {
        header.epoch(1).sequence(++sequence);
        market.onRecord(buffer, header.length());
    }

    /** So many trades, with the clock events between them. */
    void trades(int count) {
        for (int i = 0; i < count; i++) {
            path.next();
            nowEpochNs += path.pauseNs();
            while (clockEpochNs + CLOCK_NS <= nowEpochNs) {
                clockEpochNs += CLOCK_NS;
                clock.wrap(buffer).set(clockEpochNs, 0);
                feed();
            }
            trade.wrap(buffer)
                    .begin(nowEpochNs)
                    .streamId(1)
                    .takerSide(TradeFlyweight.SIDE_BUY)
                    .tradeId(++tradeId)
                    .tradeTimeEpochNs(nowEpochNs)
                    .eventTimeEpochNs(nowEpochNs)
                    .priceE8(path.priceE8())
                    .sizeE8(E8);
            feed();
        }
    }

    /** Bets until so many are open. */
    void fillTo(long open) {
        while (open() < open) {
            long cell = path.priceE8() / CELL_E8 + (random.nextBoolean() ? 1L : -1L) * (1 + random.nextInt(CELLS));
            long from = nowEpochNs + random.nextLong(5 * SECOND_NS, AHEAD_S * SECOND_NS);
            bet(cell * CELL_E8, CELL_E8, from, from + random.nextLong(5 * SECOND_NS, 60 * SECOND_NS));
        }
    }

    /** Bets until so many are open, whose windows are open for two days, and whose bands the path never comes to. */
    void watchTo(long open) {
        long far = path.spanE8() + CELL_E8;
        while (open() < open) {
            long away = far + random.nextLong(1_000 * E8);
            long min = random.nextBoolean() ? path.priceE8() + away : path.priceE8() - away - CELL_E8;
            long from = nowEpochNs + SECOND_NS + random.nextLong(SECOND_NS);
            bet(min, random.nextLong(1, CELL_E8), from, from + WATCHED_S * SECOND_NS);
        }
    }

    private void bet(long minE8, long heightE8, long fromEpochNs, long toEpochNs) {
        byte[] key = Long.toString(++betId).getBytes(StandardCharsets.US_ASCII);
        bet.wrap(buffer)
                .begin(nowEpochNs, NAME, NAME, key, NO_TERMS)
                .betId(random.nextLong(), betId)
                .marketId(1)
                .band(minE8, minE8 + heightE8)
                .window(fromEpochNs, toEpochNs)
                .stakeMinor(1);
        feed();
        if (refused > 0) {
            throw new IllegalStateException("A bet of the load was refused after " + accepted);
        }
    }

    long open() {
        return accepted - decided;
    }

    long decided() {
        return decided;
    }
}
