package io.tickgate.publish;

import io.tickgate.journal.RecordAppender;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Appends decisions, each with its checksum. Owned by the publish stage's thread. What it throws stops the process. */
final class DecisionRecorder {
    private final RecordAppender appender;
    private final Counters counters;
    private final RecordChecksum checksum = new RecordChecksum();
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);

    DecisionRecorder(RecordAppender appender, Counters counters) {
        this.appender = appender;
        this.counters = counters;
    }

    void record(UnsafeBuffer decision, int length) {
        buffer.putBytes(0, decision, 0, length);
        int crc = checksum.of(bytes, 0, length);
        buffer.putInt(RecordFlyweight.CRC_OFFSET, crc, RecordFlyweight.BYTE_ORDER);
        appender.append(buffer, length);
        counters.increment(Counter.DECISIONS_RECORDED);
    }
}
