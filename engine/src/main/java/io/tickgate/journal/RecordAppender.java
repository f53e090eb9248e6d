package io.tickgate.journal;

import io.tickgate.record.RecordFlyweight;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appends records. Owned by one thread, made ready on its first append. When the disk is full the operating system ends the append
 * with an {@link InternalError}: the caller must stop the process, which the free-space watermark normally prevents.
 */
public final class RecordAppender implements AutoCloseable {
    private final ExcerptAppender appender;
    private final RecordLog.EngineTime engineTime;
    private final PointerBytesStore bytes = new PointerBytesStore();

    RecordAppender(SingleChronicleQueue queue, RecordLog.EngineTime engineTime) {
        this.engineTime = engineTime;
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
        bytes.singleThreadedCheckDisabled(true);
    }

    /**
     * Appends a record as it is; sequence, epoch and checksum are set already.
     *
     * @param record in direct memory, from byte 0 on.
     * @param length of the record in bytes.
     */
    public void append(UnsafeBuffer record, int length) {
        engineTime.moveTo(record.getLong(RecordFlyweight.ENGINE_TIME_OFFSET, RecordFlyweight.BYTE_ORDER));
        bytes.set(record.addressOffset(), length);
        appender.writeBytes(bytes);
    }

    @Override
    public void close() {
        appender.close();
    }
}
