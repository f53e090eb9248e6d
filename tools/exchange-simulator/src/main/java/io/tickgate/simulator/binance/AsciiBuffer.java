package io.tickgate.simulator.binance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text that is being written, as bytes. Reused from message to message by its one owner; grows as needed, for messages that are bounded by their format. */
public final class AsciiBuffer {

    private static final int INITIAL_BYTES = 512;
    private static final long E8 = 100_000_000L;

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int length;

    /** The text so far in the first {@link #length} bytes; valid until the next change. */
    public byte[] bytes() {
        return bytes;
    }

    /** Bytes in use. */
    public int length() {
        return length;
    }

    /** Forgets the text. */
    public AsciiBuffer clear() {
        length = 0;
        return this;
    }

    /** Adds text; what is not ASCII becomes UTF-8. */
    public AsciiBuffer add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds text that is bytes already. */
    public AsciiBuffer add(byte[] text) {
        return add(text, 0, text.length);
    }

    /** Adds a part of text that is bytes already. */
    public AsciiBuffer add(byte[] text, int offset, int count) {
        ensure(count);
        System.arraycopy(text, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** Adds a whole number. */
    public AsciiBuffer add(long value) {
        return add(Long.toString(value));
    }

    /** Adds a value × 10^8, at least 0, with all its eight decimals, as the venue does: {@code 61837.63000000}. */
    public AsciiBuffer addE8(long valueE8) {
        add(valueE8 / E8);
        ensure(9);
        bytes[length] = '.';
        long rest = valueE8 % E8;
        for (int i = length + 8; i > length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += 9;
        return this;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
