package io.tickgate.publish;

import io.tickgate.market.MarketOutput;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Carries the market's output to the publish stage where each has a thread of its own. Full: the market waits; the publish stage never
 * waits for the market while there is something in here, so this ends.
 *
 * <p>{@value #CAPACITY} bytes hold what one clock event can cause at the most (10,000 instruments that all change health: about 3 MB).
 */
public final class OutputRing implements MarketOutput, MessageHandler {
    private static final int CAPACITY = 8 * 1024 * 1024;
    private static final int OUTPUT = 1;

    private final OneToOneRingBuffer ring = new OneToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH)));
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final MarketOutput reader;

    /** Carries output to a reader, which is called on the thread that drains. */
    public OutputRing(MarketOutput reader) {
        this.reader = reader;
    }

    @Override
    public void onOutput(UnsafeBuffer record, int length) {
        while (!ring.write(OUTPUT, record, 0, length)) {
            Thread.onSpinWait();
        }
    }

    /** Hands everything that is in to the reader; the publish stage's thread only. */
    public void drain() {
        while (ring.read(this) > 0) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void onMessage(int messageTypeId, MutableDirectBuffer buffer, int index, int length) {
        view.wrap(buffer, index, length);
        reader.onOutput(view, length);
    }
}
