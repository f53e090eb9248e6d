package io.tickgate.publish;

import io.tickgate.market.MarketOutput;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Carries the market's output to the publish stage where each has a thread of its own. After the output of a record stands a mark, so
 * that the publish stage takes over exactly what belongs to the record that it is at.
 *
 * <p>Full: the market waits. The publish stage takes over a record's output while the market is still at it, however much it is (a
 * clock event may let a million bets be forgotten), so this ends.
 *
 * <p>{@value #CAPACITY} bytes hold 45,000 prices, more than the market gets ahead in a burst.
 */
public final class OutputRing implements MarketOutput {
    private static final int CAPACITY = 8 * 1024 * 1024;
    private static final int OUTPUT = 1;
    private static final int END_OF_RECORD = 2;
    /** Looks before the core is given away, some tens of microseconds: the market takes about one for a record. */
    private static final int SPINS = 1_000;

    private static final long PARK_NS = 20_000;

    private final OneToOneRingBuffer ring = new OneToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH)));
    private final UnsafeBuffer mark = new UnsafeBuffer(ByteBuffer.allocateDirect(Long.BYTES));
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final ControlledMessageHandler handler = this::onMessage;
    private final MarketOutput reader;
    private long endedSequence;
    private volatile boolean isEnded;

    /** Carries output to a reader, which is called on the thread that drains. */
    public OutputRing(MarketOutput reader) {
        this.reader = reader;
    }

    @Override
    public void onOutput(UnsafeBuffer record, int length) {
        write(OUTPUT, record, length);
    }

    /** The market is through with a record; the market's thread only. */
    public void onEndOfRecord(long sequence) {
        mark.putLong(0, sequence);
        write(END_OF_RECORD, mark, Long.BYTES);
    }

    private void write(int messageType, UnsafeBuffer message, int length) {
        int spins = 0;
        while (!ring.write(messageType, message, 0, length)) {
            if (isEnded) {
                throw new IllegalStateException("The publish stage has ended");
            }
            spins = idle(spins);
        }
    }

    /**
     * Hands the output of the next record to the reader, waiting while the market is still at it; the publish stage's thread only.
     *
     * @param sequence of that record.
     * @return whether it is whole; false when the market has ended before.
     */
    public boolean drainRecord(long sequence) {
        int spins = 0;
        while (endedSequence != sequence) {
            boolean wasEnded = isEnded;
            if (ring.controlledRead(handler) > 0) {
                spins = 0;
            } else if (wasEnded) {
                return false;
            } else {
                spins = idle(spins);
            }
        }
        return true;
    }

    private ControlledMessageHandler.Action onMessage(
            int messageType, MutableDirectBuffer buffer, int index, int length) {
        if (messageType == END_OF_RECORD) {
            endedSequence = buffer.getLong(index);
            return ControlledMessageHandler.Action.BREAK;
        }
        view.wrap(buffer, index, length);
        reader.onOutput(view, length);
        return ControlledMessageHandler.Action.CONTINUE;
    }

    private static int idle(int spins) {
        if (spins < SPINS) {
            Thread.onSpinWait();
            return spins + 1;
        }
        LockSupport.parkNanos(PARK_NS);
        return spins;
    }

    /** One of the two threads has ended: the other one must not wait for it. Any thread. */
    public void end() {
        isEnded = true;
    }
}
