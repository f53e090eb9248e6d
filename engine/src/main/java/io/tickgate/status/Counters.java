package io.tickgate.status;

import java.nio.ByteBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The values of all {@link Counter}s, each on its own cache line of one buffer. Any thread may add and read. */
public final class Counters {
    private static final int STRIDE = 128;

    private final AtomicBuffer buffer;

    /**
     * Counts in a buffer.
     *
     * @param buffer at least {@link #lengthBytes()} long, 8-byte aligned; its values are carried on.
     */
    public Counters(AtomicBuffer buffer) {
        this.buffer = buffer;
    }

    /** Counters that live with the process only, for tests and tools. */
    public static Counters inMemory() {
        return new Counters(new UnsafeBuffer(ByteBuffer.allocateDirect(lengthBytes())));
    }

    /** Bytes that the buffer needs. */
    public static int lengthBytes() {
        return Counter.values().length * STRIDE;
    }

    /** Adds one. */
    public void increment(Counter counter) {
        add(counter, 1);
    }

    /** Adds an amount. */
    public void add(Counter counter, long amount) {
        buffer.getAndAddLong(offset(counter), amount);
    }

    /** Value now. */
    public long get(Counter counter) {
        return buffer.getLongVolatile(offset(counter));
    }

    /** The order of the constants is the order in the file; new ones come last. */
    @SuppressWarnings("EnumOrdinal")
    private static int offset(Counter counter) {
        return counter.ordinal() * STRIDE;
    }
}
