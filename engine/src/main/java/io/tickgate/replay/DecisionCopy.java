package io.tickgate.replay;

import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A decision that is kept beyond the call that brought it. */
final class DecisionCopy {
    /** Behind the header stand rules version and ordinal, each an i32. */
    private static final int ORDINAL_OFFSET = RecordFlyweight.HEADER_LENGTH + Integer.BYTES;

    private final UnsafeBuffer bytes;
    private final RecordFlyweight header = new RecordFlyweight();

    DecisionCopy(DirectBuffer record, int length) {
        bytes = new UnsafeBuffer(new byte[length]);
        bytes.putBytes(0, record, 0, length);
        header.wrap((DirectBuffer) bytes, 0, length);
    }

    RecordFlyweight header() {
        return header;
    }

    DirectBuffer bytes() {
        return bytes;
    }

    RecordKind kind() {
        RecordKind kind = RecordKind.of(header.kindCode());
        if (kind == null) {
            throw new IllegalStateException("A decision of unknown kind " + header.kindCode());
        }
        return kind;
    }

    /** Whether it says the same; not its checksum, nor its place among the decisions of its input, which another one may have moved. */
    boolean saysTheSameAs(DecisionCopy other) {
        if (bytes.capacity() != other.bytes.capacity()) {
            return false;
        }
        for (int i = RecordFlyweight.KIND_OFFSET; i < bytes.capacity(); i++) {
            boolean isOfPlace = i >= ORDINAL_OFFSET && i < ORDINAL_OFFSET + Integer.BYTES;
            if (!isOfPlace && bytes.getByte(i) != other.bytes.getByte(i)) {
                return false;
            }
        }
        return true;
    }
}
