package io.tickgate.proof.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All complete subtrees of a growing row of hashes, in memory: twice 32 bytes for each. Grows without a bound of its own; who appends
 * bounds it. Used by one thread at a time.
 */
public final class SubtreeStore implements Subtrees {
    private static final int INITIAL_HASHES = 64;

    private final Sha256 sha256 = new Sha256();
    private final List<byte[]> levels = new ArrayList<>();
    private int count;

    /** Number of hashes appended. */
    public int count() {
        return count;
    }

    /** Appends a hash on level 0 and completes the subtrees that end with it. */
    public void append(byte[] hash) {
        byte[] current = hash;
        int index = count++;
        int level = 0;
        put(level, index, current);
        while ((index & 1) == 1) {
            current = sha256.node(hash(level, index - 1), current);
            index >>= 1;
            level++;
            put(level, index, current);
        }
    }

    private void put(int level, int index, byte[] hash) {
        if (level == levels.size()) {
            levels.add(new byte[INITIAL_HASHES * Sha256.LENGTH]);
        }
        byte[] row = levels.get(level);
        int offset = Math.multiplyExact(index, Sha256.LENGTH);
        if (offset == row.length) {
            row = Arrays.copyOf(row, Math.multiplyExact(row.length, 2));
            levels.set(level, row);
        }
        System.arraycopy(hash, 0, row, offset, Sha256.LENGTH);
    }

    @Override
    public byte[] hash(int level, long index) {
        if (level >= levels.size() || index < 0 || index >= (count >> level)) {
            throw new IllegalArgumentException("There is no complete subtree " + index + " on level " + level);
        }
        int offset = (int) index * Sha256.LENGTH;
        return Arrays.copyOfRange(levels.get(level), offset, offset + Sha256.LENGTH);
    }
}
