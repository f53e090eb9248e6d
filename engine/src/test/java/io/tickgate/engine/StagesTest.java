package io.tickgate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.BlockingWaitStrategy;
import io.tickgate.config.EngineThreads;
import io.tickgate.input.InputPublisher;
import io.tickgate.input.InputRing;
import io.tickgate.input.StageErrorHandler;
import io.tickgate.journal.JournalHandler;
import io.tickgate.journal.RecordLog;
import io.tickgate.market.Market;
import io.tickgate.market.MarketHarness;
import io.tickgate.market.MarketOutput;
import io.tickgate.publish.PriceView;
import io.tickgate.publish.PublishedState;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.status.Counters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stages behind the ring in either topology. */
@Timeout(60)
class StagesTest {
    @TempDir
    Path folder;

    private final List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger halts = new AtomicInteger();
    private final CountDownLatch held = new CountDownLatch(1);

    /** A ring of a size with its stages, started, and the state that they publish. */
    private PublishedState build(InputRing ring, RecordLog journal, RecordLog decisions, EngineThreads threads) {
        Counters counters = Counters.inMemory();
        PublishedState state = new PublishedState(10, 10, 10, decisions.newAppender(), counters);
        OutputSwitch output = new OutputSwitch((record, length) -> {});
        Market market = new Market(output);
        MarketOutput live = Stages.add(
                ring, threads, new JournalHandler(journal.newAppender(), counters), market, state.newPublisher());
        output.to(live);
        ring.start();
        return state;
    }

    /** A ring that runs, its stages held back until {@link #held} is let go: all that is published before makes one batch. */
    private InputRing ring(int size) {
        InputRing ring = new InputRing(
                size, new BlockingWaitStrategy(), 1, 1, new StageErrorHandler(errors::add, halts::incrementAndGet));
        ring.addStage("hold", (slot, ringSequence, isEndOfBatch) -> held.await());
        return ring;
    }

    private static void define(InputPublisher publisher) {
        for (byte[] record : MarketHarness.started().records()) {
            publisher.scratch().putBytes(0, record);
            publisher.publish();
        }
    }

    private static TradeFlyweight trade(InputPublisher publisher, int streamId, long id) {
        return new TradeFlyweight()
                .wrap(publisher.scratch())
                .begin(MarketHarness.T0)
                .streamId(streamId)
                .tradeId(id)
                .tradeTimeEpochNs(MarketHarness.T0)
                .eventTimeEpochNs(MarketHarness.T0)
                .priceE8(MarketHarness.PRICE)
                .sizeE8(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = EngineThreads.class,
            names = {"SHARED", "DEDICATED"})
    void shouldGetThroughABatchThatPutsOutMoreThanTheOutputsHold(EngineThreads threads) {
        int size = 65_536;
        InputRing ring = ring(size);
        try (RecordLog journal = RecordLog.openForWriting(folder.resolve("journal"), true);
                RecordLog decisions = RecordLog.openForWriting(folder.resolve("decisions"), false)) {
            PublishedState state = build(ring, journal, decisions, threads);
            InputPublisher publisher = ring.newPublisher();
            define(publisher);
            long last = 0;
            for (int i = 0; i < size - 100; i++) {
                trade(publisher, MarketHarness.STREAM, i + 1);
                last = publisher.publish();
            }
            PriceView price = new PriceView();

            held.countDown();
            ring.close();

            assertTrue(state.published().prices().read(MarketHarness.INSTRUMENT, price));
            assertEquals(size - 100, price.tradeId());
            assertEquals(last, price.sequence());
            assertEquals(last, state.published().sequence());
            assertEquals(List.of(), errors);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = EngineThreads.class,
            names = {"SHARED", "DEDICATED"})
    void shouldStopAndPublishNothingMoreWhenTheMarketThrows(EngineThreads threads) {
        InputRing ring = ring(1_024);
        try (RecordLog journal = RecordLog.openForWriting(folder.resolve("journal"), true);
                RecordLog decisions = RecordLog.openForWriting(folder.resolve("decisions"), false)) {
            PublishedState state = build(ring, journal, decisions, threads);
            InputPublisher publisher = ring.newPublisher();
            define(publisher);
            trade(publisher, MarketHarness.STREAM, 1);
            long last = publisher.publish();
            trade(publisher, 9, 1);
            publisher.publish();
            trade(publisher, MarketHarness.STREAM, 2);
            publisher.publish();
            PriceView price = new PriceView();

            held.countDown();
            ring.close();

            assertTrue(halts.get() >= 1);
            assertTrue(errors.get(0).getMessage().contains("sequence " + (last + 1)), errors.toString());
            assertTrue(state.published().prices().read(MarketHarness.INSTRUMENT, price));
            assertEquals(1, price.tradeId());
            assertTrue(state.published().sequence() <= last);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = EngineThreads.class,
            names = {"SHARED", "DEDICATED"})
    void shouldRecordTheSameDecisionsInEitherTopology(EngineThreads threads) {
        MarketHarness run = MarketHarness.open().bet().bet("key-1", bet -> {});
        InputRing ring = ring(1_024);
        try (RecordLog journal = RecordLog.openForWriting(folder.resolve("journal"), true);
                RecordLog decisions = RecordLog.openForWriting(folder.resolve("decisions"), false)) {
            build(ring, journal, decisions, threads);
            InputPublisher publisher = ring.newPublisher();
            for (byte[] record : run.records()) {
                publisher.scratch().putBytes(0, record);
                publisher.publish();
            }

            held.countDown();
            ring.close();
        }
        JournalReplay replay = JournalReplay.run(folder, count -> {});

        assertEquals(run.market().stateHash(), replay.stateHash());
        assertEquals(EngineFixture.decisions(run).size(), replay.decisions());
        assertEquals(0, replay.unrecorded());
    }
}
