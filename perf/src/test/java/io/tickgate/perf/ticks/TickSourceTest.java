package io.tickgate.perf.ticks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickgate.market.Market;
import io.tickgate.market.MarketTotals;
import io.tickgate.record.RecordFlyweight;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class TickSourceTest {
    private static final long START_EPOCH_NS = 1_723_161_255_000_000_000L;

    private final UnsafeBuffer scratch = new UnsafeBuffer(ByteBuffer.allocateDirect(RecordFlyweight.RECORD_LENGTH_MAX));
    private final RecordFlyweight header = new RecordFlyweight().wrap(scratch);
    private final Market market = new Market((record, length) -> {});
    private long sequence;

    @Test
    void shouldMakeTicksThatTheMarketTakesWithoutGapOrDuplicate() {
        new TickDefinitions(() -> scratch, this::take).publish(START_EPOCH_NS);
        TickSource source = new TickSource();

        for (int i = 0; i < 40_000; i++) {
            source.next(scratch, START_EPOCH_NS + i);
            take();
        }

        MarketTotals totals = market.totals();
        assertEquals(10_000, totals.trades());
        assertEquals(30_000, totals.quotes());
        assertEquals(0, totals.duplicates());
        assertEquals(0, totals.gaps());
    }

    private void take() {
        header.sequence(++sequence);
        market.onRecord(scratch, header.length());
    }
}
