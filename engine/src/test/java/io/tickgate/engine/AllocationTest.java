package io.tickgate.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.EventHandler;
import com.sun.management.ThreadMXBean;
import io.tickgate.input.InputPublisher;
import io.tickgate.input.InputRing;
import io.tickgate.input.InputSlot;
import io.tickgate.input.StageErrorHandler;
import io.tickgate.journal.JournalHandler;
import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.market.Market;
import io.tickgate.market.MarketHarness;
import io.tickgate.publish.ChangeListener;
import io.tickgate.publish.PublishedState;
import io.tickgate.publish.Publisher;
import io.tickgate.record.ClockFlyweight;
import io.tickgate.record.PriceChangedFlyweight;
import io.tickgate.record.QuoteFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.SourceFlyweight;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.status.Counters;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No stage of the hot way allocates in steady state: 100,000 records, counted in bytes by the virtual machine. A single object a record
 * would be 1.6 MB; what is tolerated is {@value #TOLERATED_BYTES} bytes in all, since the machine itself may put a compiled method's
 * first deoptimisation or the bean's own answer on the thread's account.
 */
@Timeout(60)
class AllocationTest {
    private static final int RECORDS = 100_000;
    private static final int WARM_UP = 50_000;
    private static final long TOLERATED_BYTES = 4_096;
    /** The queue opens a new page of its index now and then; 64 KiB are less than a byte a record. */
    private static final long JOURNAL_TOLERATED_BYTES = 65_536;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    private final UnsafeBuffer record = new UnsafeBuffer(ByteBuffer.allocateDirect(RecordFlyweight.RECORD_LENGTH_MAX));
    private long changes;

    private static long bytes() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static void assertNothingAllocated(String what, LongConsumer step) {
        for (long i = 0; i < WARM_UP; i++) {
            step.accept(i);
        }
        long before = bytes();
        for (long i = WARM_UP; i < WARM_UP + RECORDS; i++) {
            step.accept(i);
        }
        long allocated = bytes() - before;

        assertTrue(allocated <= TOLERATED_BYTES, what + " allocated " + allocated + " B for " + RECORDS + " records");
    }

    /** A market as it runs: gate open, output not kept. */
    private static Market market() {
        MarketHarness harness = MarketHarness.open();
        Market market = new Market((output, length) -> {});
        for (byte[] each : harness.records()) {
            market.onRecord(new UnsafeBuffer(each), each.length);
        }
        return market;
    }

    private TradeFlyweight trade(long at, long id) {
        return new TradeFlyweight()
                .wrap(record)
                .begin(at)
                .streamId(MarketHarness.STREAM)
                .tradeId(id)
                .tradeTimeEpochNs(at)
                .eventTimeEpochNs(at)
                .priceE8(MarketHarness.PRICE)
                .sizeE8(1);
    }

    @Test
    void shouldAllocateNothingWhenTheMarketTakesTrades() {
        Market market = market();
        long start = market.marketTimeEpochNs();
        TradeFlyweight trade = trade(start, 0);

        assertNothingAllocated("A trade", i -> {
            long at = start + i * 50_000_000L;
            trade.tradeId(42 + i)
                    .tradeTimeEpochNs(at)
                    .eventTimeEpochNs(at)
                    .sequence(1_000 + i)
                    .engineTimeEpochNs(at);
            market.onRecord(record, TradeFlyweight.LENGTH);
        });
    }

    @Test
    void shouldAllocateNothingWhenTheMarketTakesTradesThatComeTwiceOrWithGaps() {
        Market market = market();
        long start = market.marketTimeEpochNs();
        TradeFlyweight trade = trade(start, 0);

        assertNothingAllocated("A trade", i -> {
            trade.tradeId(42 + i - i % 3 * 2 + i % 7)
                    .tradeTimeEpochNs(start)
                    .eventTimeEpochNs(start)
                    .sequence(1_000 + i)
                    .engineTimeEpochNs(start);
            market.onRecord(record, TradeFlyweight.LENGTH);
        });
    }

    @Test
    void shouldAllocateNothingWhenTheMarketTakesQuotes() {
        Market market = market();
        long start = market.marketTimeEpochNs();
        QuoteFlyweight quote = new QuoteFlyweight()
                .wrap(record)
                .begin(start)
                .streamId(MarketHarness.STREAM)
                .bid(1, 1)
                .ask(2, 1)
                .eventTimeEpochNs(RecordFlyweight.ABSENT);

        assertNothingAllocated("A quote", i -> {
            quote.updateId(i + 1).sequence(1_000 + i).engineTimeEpochNs(start + i * 1_000_000);
            market.onRecord(record, QuoteFlyweight.LENGTH);
        });
    }

    /** Three venues in turn, one of them now and then an outlier, another one now and then silent. */
    @ParameterizedTest
    @ValueSource(ints = {SourceFlyweight.FAILOVER, SourceFlyweight.BEST, SourceFlyweight.INDEX})
    void shouldAllocateNothingWhenTheMarketTakesTicksOfSeveralVenues(int mode) {
        MarketHarness harness =
                new MarketHarness().start().defineHealth(3_000_000_000L, 10_000_000_000L, 30_000_000_000L);
        for (int stream = 1; stream <= 3; stream++) {
            harness.defineVenueStream(stream, 1, stream, StreamFlyweight.TRADES);
        }
        harness.defineSource(1, mode, 2);
        Market market = new Market((output, length) -> {});
        harness.records().forEach(each -> market.onRecord(new UnsafeBuffer(each), each.length));
        long start = market.marketTimeEpochNs();
        TradeFlyweight trade = trade(start, 0);
        UnsafeBuffer quoteRecord = new UnsafeBuffer(ByteBuffer.allocateDirect(QuoteFlyweight.LENGTH));
        QuoteFlyweight quote = new QuoteFlyweight()
                .wrap(quoteRecord)
                .begin(start)
                .bid(MarketHarness.PRICE - 1, 1)
                .ask(MarketHarness.PRICE + 1, 1)
                .eventTimeEpochNs(RecordFlyweight.ABSENT);

        assertNothingAllocated("A tick of several venues", i -> {
            long at = start + i * 50_000_000L;
            int stream = (int) (i % 3) + 1;
            int heard = stream == 1 && i % 4_000 > 2_000 ? 2 : stream;
            trade.streamId(heard)
                    .tradeId(42 + i)
                    .tradeTimeEpochNs(at)
                    .eventTimeEpochNs(at)
                    .priceE8(MarketHarness.PRICE + (heard == 3 && i % 700 > 500 ? MarketHarness.PRICE / 10 : 0))
                    .sequence(1_000 + 2 * i)
                    .engineTimeEpochNs(at);
            market.onRecord(record, TradeFlyweight.LENGTH);
            quote.streamId(heard).updateId(i + 1).sequence(1_001 + 2 * i).engineTimeEpochNs(at);
            market.onRecord(quoteRecord, QuoteFlyweight.LENGTH);
        });
    }

    @Test
    void shouldAllocateNothingWhenTheMarketTakesClockEventsAndHealthChanges() {
        Market market = market();
        long start = market.marketTimeEpochNs();
        ClockFlyweight clock = new ClockFlyweight();
        UnsafeBuffer clockRecord = new UnsafeBuffer(ByteBuffer.allocateDirect(ClockFlyweight.LENGTH));
        clock.wrap(clockRecord).set(start, 0);
        TradeFlyweight trade = trade(start, 0);

        assertNothingAllocated("A clock event", i -> {
            long at = start + i * 4_000_000_000L;
            clock.sequence(1_000 + 2 * i).engineTimeEpochNs(at);
            market.onRecord(clockRecord, ClockFlyweight.LENGTH);
            trade.tradeId(42 + i).eventTimeEpochNs(at).sequence(1_001 + 2 * i).engineTimeEpochNs(at);
            market.onRecord(record, TradeFlyweight.LENGTH);
        });
    }

    @Test
    void shouldAllocateNothingWhenAPriceIsPublished() {
        try (RecordLog log = RecordLog.openForWriting(folder, false);
                RecordAppender appender = log.newAppender()) {
            PublishedState state = new PublishedState(10, 10, 10, appender, Counters.inMemory());
            state.published().addListener(new ChangeListener() {
                @Override
                public void onPriceChanged(int instrumentId) {
                    changes++;
                }

                @Override
                public void onStatusChanged() {
                    changes++;
                }
            });
            Publisher publisher = state.newPublisher();
            TradeFlyweight trade = trade(1, 1);
            UnsafeBuffer row = new UnsafeBuffer(ByteBuffer.allocateDirect(PriceChangedFlyweight.LENGTH));
            PriceChangedFlyweight price = new PriceChangedFlyweight().wrap(row).begin(1);

            assertNothingAllocated("A price", i -> {
                trade.tradeId(i).engineTimeEpochNs(i);
                publisher.onInput(record, TradeFlyweight.LENGTH);
                price.priceE8(i).tradeId(i).sequence(i);
                publisher.onOutput(row, PriceChangedFlyweight.LENGTH);
                publisher.onEndOfBatch(i);
            });
        }
        assertTrue(changes >= RECORDS);
    }

    /** The journal stage, its thread's bytes noted at two records. */
    private static final class Measured implements EventHandler<InputSlot> {
        private final JournalHandler journal;
        private long before;
        private long allocated = -1;

        private Measured(JournalHandler journal) {
            this.journal = journal;
        }

        @Override
        public void onEvent(InputSlot slot, long ringSequence, boolean isEndOfBatch) {
            if (ringSequence == WARM_UP) {
                before = bytes();
            }
            journal.onEvent(slot, ringSequence, isEndOfBatch);
            if (ringSequence == WARM_UP + RECORDS - 1) {
                allocated = bytes() - before;
            }
        }
    }

    @Test
    void shouldAllocateNothingFromPublishingToTheJournal() {
        try (RecordLog log = RecordLog.openForWriting(folder, true);
                RecordAppender appender = log.newAppender()) {
            Measured stage = new Measured(new JournalHandler(appender, Counters.inMemory()));
            InputRing ring = new InputRing(
                    1_024,
                    new BlockingWaitStrategy(),
                    1,
                    1,
                    new StageErrorHandler(Throwable::printStackTrace, () -> {}));
            ring.addStage("journal", stage);
            ring.start();
            InputPublisher publisher = ring.newPublisher();
            TradeFlyweight trade = new TradeFlyweight();
            record.putBytes(0, trade(MarketHarness.T0, 1).buffer(), 0, TradeFlyweight.LENGTH);
            publisher.scratch().putBytes(0, record, 0, TradeFlyweight.LENGTH);
            trade.wrap(publisher.scratch());

            assertNothingAllocated("Publishing a record", i -> {
                trade.tradeId(i);
                publisher.publish();
            });
            ring.close();

            assertTrue(
                    stage.allocated >= 0 && stage.allocated <= JOURNAL_TOLERATED_BYTES,
                    "The journal stage allocated " + stage.allocated + " B for " + RECORDS + " records");
        }
    }
}
