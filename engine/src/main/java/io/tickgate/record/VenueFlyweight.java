package io.tickgate.record;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A venue and its id, which is never reused: {@code 40 venue id, i32   44 name length, i32   48 name, UTF-8}. */
public final class VenueFlyweight extends RecordFlyweight {
    private static final int VENUE_ID_OFFSET = HEADER_LENGTH;
    private static final int NAME_LENGTH_OFFSET = VENUE_ID_OFFSET + Integer.BYTES;
    private static final int NAME_OFFSET = NAME_LENGTH_OFFSET + Integer.BYTES;

    @Override
    public VenueFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public VenueFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Writes the definition.
     *
     * @param nowEpochNs engine time.
     * @param venueId from 1 on.
     * @param name lower case, at most 64 bytes.
     * @return this.
     */
    public VenueFlyweight set(long nowEpochNs, int venueId, String name) {
        begin(RecordKind.VENUE_DEFINED, NAME_OFFSET, nowEpochNs);
        buffer.putInt(VENUE_ID_OFFSET, venueId, BYTE_ORDER);
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        appendText(NAME_LENGTH_OFFSET, text, text.length);
        return this;
    }

    public int venueId() {
        return buffer.getInt(VENUE_ID_OFFSET, BYTE_ORDER);
    }

    public String name() {
        return buffer.getStringWithoutLengthUtf8(NAME_OFFSET, buffer.getInt(NAME_LENGTH_OFFSET, BYTE_ORDER));
    }
}
