package io.tickgate.feed.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that a scanner expects. Up to eight of them are compared as one number: most of what stands between two values is that short,
 * and a frame has a dozen of them. Immutable; any thread may call it.
 */
public final class Literal {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int length;
    private final boolean isShort;
    private final long mask;
    private final long word;

    /** Of a text's UTF-8 bytes, at least one. */
    public Literal(String text) {
        bytes = text.getBytes(StandardCharsets.UTF_8);
        length = bytes.length;
        isShort = length <= Long.BYTES;
        mask = isShort ? -1L >>> (Byte.SIZE * (Long.BYTES - length)) : 0;
        long first = 0;
        for (int i = 0; isShort && i < length; i++) {
            first |= (bytes[i] & 0xFFL) << (Byte.SIZE * i);
        }
        word = first;
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
        if (isShort && index + Long.BYTES <= source.length) {
            return ((long) LONG.get(source, index) & mask) == word;
        }
        return Arrays.equals(source, index, end, bytes, 0, length);
    }
}
