package io.tickgate.feed.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that a scanner expects, compared eight at a time: up to eight of them as one masked number, more of them as whole numbers of
 * which the last two may overlap. A frame has a dozen of them. Immutable; any thread may call it.
 */
public final class Literal {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int length;
    private final boolean isShort;
    private final long mask;
    /** The first eight bytes, or all of a short one. */
    private final long first;
    /** The last eight bytes of a long one. */
    private final long last;

    /** Of a text's UTF-8 bytes, at least one. */
    public Literal(String text) {
        bytes = text.getBytes(StandardCharsets.UTF_8);
        length = bytes.length;
        isShort = length <= Long.BYTES;
        mask = isShort ? -1L >>> (Byte.SIZE * (Long.BYTES - length)) : 0;
        first = (long) LONG.get(Arrays.copyOf(bytes, Math.max(length, Long.BYTES)), 0);
        last = isShort ? 0 : (long) LONG.get(bytes, length - Long.BYTES);
    }

    /** Number of bytes. */
    public int length() {
        return length;
    }

    /**
     * Whether the bytes stand at an index.
     *
     * @param source to look at; bytes behind the limit may be read but do not count.
     * @param index of the first byte.
     * @param limit behind the last byte that counts.
     */
    public boolean isAt(byte[] source, int index, int limit) {
        int end = index + length;
        if (end > limit) {
            return false;
        }
        if (!isShort) {
            return (long) LONG.get(source, index) == first
                    && (long) LONG.get(source, end - Long.BYTES) == last
                    && (length <= 2 * Long.BYTES || isMiddleAt(source, index));
        }
        if (index + Long.BYTES <= source.length) {
            return ((long) LONG.get(source, index) & mask) == first;
        }
        return Arrays.equals(source, index, end, bytes, 0, length);
    }

    /** Whether what is between the first and the last eight bytes stands there too. */
    private boolean isMiddleAt(byte[] source, int index) {
        for (int i = Long.BYTES; i < length - Long.BYTES; i += Long.BYTES) {
            if ((long) LONG.get(source, index + i) != (long) LONG.get(bytes, i)) {
                return false;
            }
        }
        return true;
    }
}
