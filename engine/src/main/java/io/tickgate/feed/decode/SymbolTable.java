package io.tickgate.feed.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds the index of a name from its bytes, without a string. Immutable; any thread may call it. */
public final class SymbolTable {
    /** Answer for a name that is not in the table. */
    public static final int UNKNOWN = -1;

    private static final int HASH_FACTOR = 31;

    private final byte[][] names;
    /** Index + 1 at the hash or the next free place after it; at most a quarter full. */
    private final int[] slots;

    /**
     * Of names, by index.
     *
     * @param names each once, and as of {@link #isPlain}.
     * @throws IllegalArgumentException when they are not.
     */
    public SymbolTable(List<String> names) {
        this.names = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        slots = new int[Math.max(4, Integer.highestOneBit(names.size()) * 8)];
        for (int i = 0; i < this.names.length; i++) {
            byte[] name = this.names[i];
            if (!isPlain(names.get(i))) {
                throw new IllegalArgumentException("not a symbol: " + names.get(i));
            }
            if (find(name, 0, name.length) != UNKNOWN) {
                throw new IllegalArgumentException("twice the same symbol: " + names.get(i));
            }
            insert(i, hash(name, 0, name.length));
        }
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
            byte[] name = names[slots[slot] - 1];
            if (Arrays.equals(name, 0, name.length, source, offset, offset + length)) {
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

    static int hash(byte[] source, int offset, int length) {
        int hash = 0;
        for (int i = offset; i < offset + length; i++) {
            hash = hash * HASH_FACTOR + source[i];
        }
        return hash ^ (hash >>> 15);
    }
}
