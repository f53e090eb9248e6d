package io.tickgate.market;

import static io.tickgate.market.MarketHarness.PRICE;
import static io.tickgate.market.MarketHarness.S;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.tickgate.record.ClockFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.TradeFlyweight;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A trade allocates nothing, with 100,000 open bets, whether it decides none, hits one or ends the windows of some. */
@Timeout(120)
class BetAllocationTest {
    private static final int BETS = 100_000;
    private static final int TRADES = 40_000;
    /** What the machine itself may put on the thread's account. */
    private static final long TOLERATED_BYTES = 4_096;

    private static final long E8 = 100_000_000L;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(RecordFlyweight.RECORD_LENGTH_MAX));
    private final RecordFlyweight header = new RecordFlyweight().wrap(buffer);
    private final TradeFlyweight trade = new TradeFlyweight();
    private final ClockFlyweight clock = new ClockFlyweight();
    private long tradeId = 41;

    @Test
    void shouldAllocateNothingWhateverATradeDecides() {
        MarketHarness harness = MarketHarness.open(rule -> rule.openBetsMax(1_000_000)
                .exposureMaxMinor(Long.MAX_VALUE)
                .touchKind(MarketFlyweight.TOUCH_CROSSED)
                .windowMinNs(0)
                .bandMaxE8(Long.MAX_VALUE));
        Market market = new Market((output, length) -> {});
        harness.records().forEach(record -> market.onRecord(new UnsafeBuffer(record), record.length));
        long start = harness.now();
        placeBets(harness, market);

        trades(market, start, 0);
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        MarketTotals then = market.totals();
        long totalsBytes =
                THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        trades(market, start, TRADES);
        long allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        MarketTotals now = market.totals();

        assertTrue(allocated <= TOLERATED_BYTES + totalsBytes, allocated + " B for " + TRADES + " trades");
        assertTrue(now.betsHit() - then.betsHit() > 1_000, now.toString());
        assertTrue(now.betsMissed() - then.betsMissed() > 1_000, now.toString());
        assertEquals(0, now.betsVoid());
        assertTrue(now.betsOpen() > BETS / 2, now.toString());
    }

    /** Windows that begin and end all along the trades, and a greater number of such that none of them comes to. */
    private void placeBets(MarketHarness harness, Market market) {
        int placed = harness.records().size();
        for (int i = 0; i < BETS; i++) {
            boolean isNear = i % 4 == 0;
            long min = PRICE + (isNear ? 1 + i % 60 : 1_000 + i % 5_000) * E8;
            long from = harness.now() + S + (isNear ? i * 2_000_000L : 0);
            long to = isNear ? from + S : harness.now() + 3_000 * S;
            harness.bet(bet -> bet.band(min, min + E8).window(from, to).stakeMinor(1));
        }
        for (byte[] record : harness.records().subList(placed, harness.records().size())) {
            market.onRecord(new UnsafeBuffer(record), record.length);
        }
    }

    private void trades(Market market, long start, int first) {
        for (int i = first; i < first + TRADES; i++) {
            long at = start + (i + 1) * 2_500_000L;
            if (i % 20 == 0) {
                clock.wrap(buffer).set(at, 0);
                feed(market, clock.length());
            }
            long stepE8 = Math.abs(i % 80 - 40) * E8;
            trade.wrap(buffer)
                    .begin(at)
                    .streamId(MarketHarness.STREAM)
                    .takerSide(TradeFlyweight.SIDE_BUY)
                    .tradeId(++tradeId)
                    .tradeTimeEpochNs(at)
                    .eventTimeEpochNs(at)
                    .priceE8(PRICE + stepE8)
                    .sizeE8(E8);
            feed(market, TradeFlyweight.LENGTH);
        }
    }

    private void feed(Market market, int length) {
        header.epoch(1).sequence(market.lastSequence() + 1);
        market.onRecord(buffer, length);
    }
}
