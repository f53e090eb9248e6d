package io.tickgate.input;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import io.tickgate.record.RecordFlyweight;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The one ring of the engine and the threads of its stages. Build it, {@link #addStage} in the order of the way, {@link #start},
 * publish, {@link #close}.
 *
 * <p>Memory: size × {@value RecordFlyweight#RECORD_LENGTH_MAX} bytes, outside the heap. A record's sequence is the first sequence
 * plus the slot's, so it continues over restarts.
 */
public final class InputRing implements AutoCloseable {
    /** Between two looks whether the stages are through. */
    private static final long CLOSE_PARK_NS = 100_000;

    private final RingBuffer<InputSlot> slots;
    private final ByteBuffer memory;
    private final long firstSequence;
    private final long epoch;
    private final ExceptionHandler<InputSlot> exceptionHandler;
    private final List<BatchEventProcessor<InputSlot>> processors = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isClosed;
    private int slotsMade;

    /**
     * Allocates the ring.
     *
     * @param size number of slots, a power of two.
     * @param waitStrategy of the consumers.
     * @param firstSequence of the first record that will be published.
     * @param epoch of this term.
     * @param exceptionHandler told when a stage throws; it must not return normally, as the record would be skipped.
     */
    public InputRing(
            int size,
            WaitStrategy waitStrategy,
            long firstSequence,
            long epoch,
            ExceptionHandler<InputSlot> exceptionHandler) {
        this.firstSequence = firstSequence;
        this.epoch = epoch;
        this.exceptionHandler = exceptionHandler;
        memory = ByteBuffer.allocateDirect(Math.multiplyExact(size, RecordFlyweight.RECORD_LENGTH_MAX));
        slots = RingBuffer.createMultiProducer(this::makeSlot, size, waitStrategy);
    }

    private InputSlot makeSlot() {
        return new InputSlot(memory, slotsMade++ * RecordFlyweight.RECORD_LENGTH_MAX);
    }

    /**
     * Adds a stage behind all stages added before it, on a thread of its own.
     *
     * @param threadName at most 15 characters.
     * @param stage called on that thread only.
     */
    public void addStage(String threadName, EventHandler<InputSlot> stage) {
        addBehind(processors.size() - 1, threadName, stage);
    }

    /**
     * Adds a stage beside the one added last: behind the same stage, not behind that one. The stage must itself wait, at each record,
     * for the one beside it; its progress stands for both.
     *
     * @param threadName at most 15 characters.
     * @param stage called on that thread only.
     */
    public void addStageBeside(String threadName, EventHandler<InputSlot> stage) {
        addBehind(processors.size() - 2, threadName, stage);
    }

    private void addBehind(int index, String threadName, EventHandler<InputSlot> stage) {
        SequenceBarrier barrier = index < 0
                ? slots.newBarrier()
                : slots.newBarrier(processors.get(index).getSequence());
        BatchEventProcessor<InputSlot> processor = new BatchEventProcessorBuilder().build(slots, barrier, stage);
        processor.setExceptionHandler(exceptionHandler);
        processors.add(processor);
        threads.add(new Thread(processor, threadName));
    }

    /** Starts the stages' threads. Call once, after the last stage was added and before anything is published. */
    public void start() {
        if (slots.getCursor() != RingBuffer.INITIAL_CURSOR_VALUE) {
            // A gating sequence begins at the cursor: the stages would never see what is in.
            throw new IllegalStateException("Something was published before the stages were started");
        }
        slots.addGatingSequences(processors.get(processors.size() - 1).getSequence());
        threads.forEach(Thread::start);
    }

    /** A new way in, for one thread. */
    public InputPublisher newPublisher() {
        return new InputPublisher(this, slots);
    }

    /** Slots in use: published and not yet through the last stage. */
    public long depth() {
        return slots.getBufferSize() - slots.remainingCapacity();
    }

    /** Number of slots. */
    public int size() {
        return slots.getBufferSize();
    }

    long firstSequence() {
        return firstSequence;
    }

    long epoch() {
        return epoch;
    }

    boolean isClosed() {
        return isClosed;
    }

    /**
     * Lets nothing more in, waits until the stages have handled what is in, and ends their threads. A stage that has died
     * ends the wait. Close the producers first: what one of them publishes meanwhile may not be handled.
     */
    @Override
    public void close() {
        isClosed = true;
        if (processors.isEmpty()) {
            return;
        }
        BatchEventProcessor<InputSlot> last = processors.get(processors.size() - 1);
        while (last.getSequence().get() < slots.getCursor() && threads.stream().allMatch(Thread::isAlive)) {
            LockSupport.parkNanos(CLOSE_PARK_NS);
        }
        processors.forEach(BatchEventProcessor::halt);
        joinThreads();
    }

    private void joinThreads() {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
