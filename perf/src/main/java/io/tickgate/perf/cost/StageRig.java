package io.tickgate.perf.cost;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.EventHandler;
import io.tickgate.input.InputPublisher;
import io.tickgate.input.InputRing;
import io.tickgate.input.InputSlot;
import io.tickgate.input.StageErrorHandler;
import io.tickgate.journal.JournalHandler;
import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.market.Market;
import io.tickgate.perf.ticks.TickDefinitions;
import io.tickgate.perf.ticks.TickSource;
import io.tickgate.publish.PublishedState;
import io.tickgate.publish.Publisher;
import io.tickgate.status.Counters;
import java.nio.file.Path;

/**
 * The ring with the first so many stages behind it on one consumer thread, in the order of the shared topology, and a producer on the
 * thread that calls {@link #run()}. What is measured is the consumer.
 */
final class StageRig implements Contender, AutoCloseable {
    /** How far a tick goes. */
    enum Depth {
        /** Taken from the ring and let go. */
        RING("ring only"),
        /** Journalled. */
        JOURNAL("ring, journal"),
        /** Decided on. */
        MARKET("ring, journal, market"),
        /** Readable by the gateway, decisions recorded: the whole engine. */
        PUBLISH("ring, journal, market, publish");

        private final String text;

        Depth(String text) {
            this.text = text;
        }

        boolean isAtLeast(Depth other) {
            return compareTo(other) >= 0;
        }
    }

    private static final long START_EPOCH_NS = 1_723_161_255_000_000_000L;
    private static final int EPOCH = 1;
    private static final int RING_SIZE = 8_192;
    private static final int IDS_MAX = 1_024;

    private final Depth depth;
    private final int ticks;
    private final RecordLog journal;
    private final RecordLog decisions;
    private final RecordAppender journalAppender;
    private final RecordAppender decisionsAppender;
    private final InputRing ring;
    private final InputPublisher input;
    private final Stages stages;
    private final TickSource source = new TickSource();
    private long engineTimeEpochNs = START_EPOCH_NS;

    StageRig(Depth depth, Path folder, int ticks) {
        this.depth = depth;
        this.ticks = ticks;
        journal = RecordLog.openForWriting(folder.resolve("journal"), true);
        decisions = RecordLog.openForWriting(folder.resolve("decisions"), false);
        journalAppender = journal.newAppender();
        decisionsAppender = decisions.newAppender();
        Counters counters = Counters.inMemory();
        PublishedState state = new PublishedState(IDS_MAX, IDS_MAX, IDS_MAX, decisionsAppender, counters);
        stages = new Stages(depth, new JournalHandler(journalAppender, counters), state.newPublisher());
        ring = new InputRing(
                RING_SIZE,
                new BlockingWaitStrategy(),
                1,
                EPOCH,
                new StageErrorHandler(error -> error.printStackTrace(System.err), () -> {}));
        ring.addStage("engine", stages);
        ring.start();
        input = ring.newPublisher();
        new TickDefinitions(input::scratch, input::publish).publish(engineTimeEpochNs);
    }

    @Override
    public String name() {
        return depth.text;
    }

    @Override
    public Cost run() {
        Ticker.awaitEmpty(ring::depth);
        ThreadMeter meter = new ThreadMeter(stages.threadId);
        meter.start();
        for (int i = 0; i < ticks; i++) {
            engineTimeEpochNs += Ticker.INTERVAL_NS;
            source.next(input.scratch(), engineTimeEpochNs);
            input.publish();
        }
        Ticker.awaitEmpty(ring::depth);
        return meter.stop(ticks);
    }

    @Override
    public void close() {
        ring.close();
        journalAppender.close();
        decisionsAppender.close();
        journal.close();
        decisions.close();
    }

    /** The stages, called in turn. Owned by the ring's thread. */
    private static final class Stages implements EventHandler<InputSlot> {
        private final Depth depth;
        private final JournalHandler journal;
        private final Publisher publisher;
        private final Market market;
        private volatile long threadId;
        private long outputs;

        Stages(Depth depth, JournalHandler journal, Publisher publisher) {
            this.depth = depth;
            this.journal = journal;
            this.publisher = publisher;
            market = new Market(depth == Depth.PUBLISH ? publisher : (record, length) -> outputs++);
        }

        @Override
        public void onStart() {
            threadId = Thread.currentThread().getId();
        }

        @Override
        public void onEvent(InputSlot slot, long ringSequence, boolean isEndOfBatch) {
            if (depth.isAtLeast(Depth.JOURNAL)) {
                journal.onEvent(slot, ringSequence, isEndOfBatch);
            }
            if (depth == Depth.PUBLISH) {
                publisher.onInput(slot.buffer(), slot.length());
            }
            if (depth.isAtLeast(Depth.MARKET)) {
                market.onRecord(slot.buffer(), slot.length());
            }
            if (depth == Depth.PUBLISH && isEndOfBatch) {
                publisher.onEndOfBatch(slot.sequence());
            }
        }
    }
}
