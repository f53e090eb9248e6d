package io.tickgate.perf.ticks;

import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Ticks as the journal stage gets them: encoded, numbered, with checksum, in direct memory. Not written once made. */
public final class EncodedTicks {
    /** Longest tick, a quote. */
    private static final int STRIDE = 96;

    private static final int COUNT = 8_192;
    private static final long TICK_INTERVAL_NS = 100_000;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(COUNT * STRIDE);
    private final UnsafeBuffer[] records = new UnsafeBuffer[COUNT];

    /** Encodes them, from an engine time on. */
    public EncodedTicks(long firstEpochNs) {
        TickSource source = new TickSource();
        RecordChecksum checksum = new RecordChecksum();
        ByteBuffer scratchBytes = ByteBuffer.allocateDirect(STRIDE);
        UnsafeBuffer scratch = new UnsafeBuffer(scratchBytes);
        for (int i = 0; i < COUNT; i++) {
            RecordFlyweight tick = source.next(scratch, firstEpochNs + i * TICK_INTERVAL_NS);
            int length = tick.length();
            tick.sequence(i + 1L).epoch(1);
            tick.crc32c(checksum.of(scratchBytes, 0, length));
            records[i] = new UnsafeBuffer(bytes, i * STRIDE, length);
            records[i].putBytes(0, scratch, 0, length);
        }
    }

    public int count() {
        return COUNT;
    }

    /** A tick; its capacity is its length. */
    public UnsafeBuffer get(int index) {
        return records[index];
    }
}
