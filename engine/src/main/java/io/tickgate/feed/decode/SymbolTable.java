package io.tickgate.feed.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Finds the index of a name from its bytes, without a string. Immutable; any thread may call it. */
public final class SymbolTable {
    /** Answer for a name that is not in the table. */
    public static final int UNKNOWN = -1;

    private static final int HASH_FACTOR = 31;
    /** 2^64 divided by the golden ratio: spreads what differs in a few bits over the upper half. */
    private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Literal[] literals;
    /** Index + 1 at the hash or the next free place after it; at most a quarter full. */
    private final int[] slots;

    /**
     * Of names, by index.
     *
     * @param names each once, and as of {@link #isPlain}.
     * @throws IllegalArgumentException when they are not.
     */
    public SymbolTable(List<String> names) {
        literals = new Literal[names.size()];
        slots = new int[Math.max(4, Integer.highestOneBit(names.size()) * 8)];
        for (int i = 0; i < literals.length; i++) {
            add(i, names.get(i));
        }
    }

    private void add(int index, String name) {
        if (!isPlain(name)) {
            throw new IllegalArgumentException("not a symbol: " + name);
        }
        if (find(name) != UNKNOWN) {
            throw new IllegalArgumentException("twice the same symbol: " + name);
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        literals[index] = new Literal(name);
        insert(index, hash(bytes, 0, bytes.length));
    }

    /**
     * Whether a text can be a symbol: not empty, and the same bytes within JSON as outside of it, so that scanners may compare bytes.
     * Symbols may have characters beyond ASCII.
     */
    public static boolean isPlain(String symbol) {
        boolean isPlain =
                !symbol.isEmpty() && StandardCharsets.UTF_8.newEncoder().canEncode(symbol);
        for (int i = 0; i < symbol.length() && isPlain; i++) {
            char c = symbol.charAt(i);
            isPlain = c >= ' ' && c != '"' && c != '\\';
        }
        return isPlain;
    }

    private void insert(int index, int hash) {
        int slot = hash & (slots.length - 1);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = index + 1;
    }

    /** Index of the name that these bytes are, or {@link #UNKNOWN}. */
    public int find(byte[] source, int offset, int length) {
        int slot = hash(source, offset, length) & (slots.length - 1);
        while (slots[slot] != 0) {
            Literal name = literals[slots[slot] - 1];
            if (name.length() == length && name.isAt(source, offset, offset + length)) {
                return slots[slot] - 1;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return UNKNOWN;
    }

    /** Index of the name that a text is, or {@link #UNKNOWN}; allocates. */
    public int find(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return find(bytes, 0, bytes.length);
    }

    /** Of the first and the last eight bytes, which tell symbols apart; of long ones, of all bytes. */
    static int hash(byte[] source, int offset, int length) {
        long hash = length;
        if (length > 2 * Long.BYTES) {
            for (int i = offset; i < offset + length; i++) {
                hash = hash * HASH_FACTOR + source[i];
            }
        } else if (length >= Long.BYTES) {
            long last = (long) LONG.get(source, offset + length - Long.BYTES);
            hash += (long) LONG.get(source, offset) ^ Long.rotateLeft(last, Integer.SIZE - 3);
        } else {
            hash += fewBytes(source, offset, length);
        }
        return (int) ((hash * GOLDEN_RATIO) >>> Integer.SIZE);
    }

    /** Up to seven bytes as a number, whatever stands behind them. */
    private static long fewBytes(byte[] source, int offset, int length) {
        if (offset + Long.BYTES <= source.length) {
            long mask = (1L << (Byte.SIZE * length)) - 1;
            return (long) LONG.get(source, offset) & mask;
        }
        long few = 0;
        for (int i = 0; i < length; i++) {
            few |= (source[offset + i] & 0xFFL) << (Byte.SIZE * i);
        }
        return few;
    }
}
