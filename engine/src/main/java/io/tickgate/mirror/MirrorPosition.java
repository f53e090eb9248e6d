package io.tickgate.mirror;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Up to where a journal is mirrored, as kept in Redis.
 *
 * @param sequence of the newest record that is done.
 * @param crc32c of that record, which tells journals apart that have the same sequences.
 */
record MirrorPosition(long sequence, int crc32c) {
    private static final int HEXADECIMAL = 16;

    /** Reads a value of Redis; null when there is none or it is not one of ours. */
    static @Nullable MirrorPosition parse(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        String text = new String(value, StandardCharsets.US_ASCII);
        int colon = text.indexOf(':');
        if (colon < 0) {
            return null;
        }
        try {
            return new MirrorPosition(
                    Long.parseLong(text.substring(0, colon)),
                    Integer.parseUnsignedInt(text.substring(colon + 1), HEXADECIMAL));
        } catch (NumberFormatException e) {
            return null; // Foreign, which the caller reports.
        }
    }

    /** The value for Redis. */
    byte[] encoded() {
        return (sequence + ":" + Integer.toHexString(crc32c)).getBytes(StandardCharsets.US_ASCII);
    }
}
