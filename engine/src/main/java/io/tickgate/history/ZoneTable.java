package io.tickgate.history;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The zones of a lane's blocks, and above them, level by level, the zone of each {@value #FAN_OUT}: a week is found in a few hundred looks.
 *
 * <p>One thread adds and drops. {@link #view} is what others may read meanwhile: a zone never changes once it is there.
 */
final class ZoneTable {
    static final int FAN_OUT = 64;
    private static final int FAN_OUT_BITS = 6;
    /** 64^5 blocks of 1,024 rows are 10^12 trades. */
    private static final int LEVELS = 5;

    private static final long[][] NOTHING = {};

    private long[][][] levels = new long[LEVELS][][];
    private long first;
    private long count;

    ZoneTable() {
        Arrays.fill(levels, NOTHING);
    }

    /** Starts with a block of a higher number, as those below are gone; forgets what was added. */
    void beginAt(long block) {
        levels = new long[LEVELS][][];
        Arrays.fill(levels, NOTHING);
        first = block;
        count = block;
    }

    /** Number of the first block that is left. */
    long first() {
        return first;
    }

    /** Number of the block that is added next. */
    long count() {
        return count;
    }

    /** Adds the next block's zone. */
    void add(long[] zone) {
        put(0, count, zone, 0);
        count++;
        long index = count;
        for (int level = 1; level < LEVELS && index % FAN_OUT == 0; level++) {
            index /= FAN_OUT;
            sumUp(level, index - 1);
        }
    }

    private void sumUp(int level, long index) {
        long[] below = chunk(levels, level - 1, index * FAN_OUT);
        if (below == null) {
            return; // Of blocks that are gone; nobody asks for it.
        }
        long[] sum = new long[Zone.FIELDS];
        Zone.clear(sum, 0);
        for (int i = 0; i < FAN_OUT; i++) {
            if (below[i * Zone.FIELDS + Zone.COUNT] > 0) {
                Zone.add(sum, 0, below, i * Zone.FIELDS);
            }
        }
        put(level, index, sum, 0);
    }

    private void put(int level, long index, long[] zone, int at) {
        int chunkIndex = (int) (index >>> FAN_OUT_BITS);
        long[][] chunks = levels[level];
        if (chunkIndex >= chunks.length || chunks[chunkIndex] == null) {
            chunks = Arrays.copyOf(chunks, Math.max(chunks.length, chunkIndex + 1));
            chunks[chunkIndex] = new long[FAN_OUT * Zone.FIELDS];
            levels = levels.clone(); // Readers keep the directory that they were given.
            levels[level] = chunks;
        }
        int offset = (int) (index % FAN_OUT) * Zone.FIELDS;
        System.arraycopy(zone, at, chunks[chunkIndex], offset, Zone.FIELDS);
    }

    /** Forgets the zones of blocks below a number. */
    void dropBelow(long block) {
        first = Math.min(Math.max(first, block), count);
        long[][][] kept = levels.clone();
        long boundary = first;
        for (int level = 0; level < LEVELS; level++) {
            int gone = (int) Math.min(boundary >>> FAN_OUT_BITS, kept[level].length);
            kept[level] = kept[level].clone();
            Arrays.fill(kept[level], 0, gone, null);
            boundary /= FAN_OUT;
        }
        levels = kept;
    }

    /** Array that holds a block's zone. */
    long[] zone(long block) {
        long[] chunk = chunk(levels, 0, block);
        if (chunk == null) {
            throw new IllegalArgumentException("Block " + block + " is not held");
        }
        return chunk;
    }

    /** Where in its array a block's zone begins. */
    static int offset(long block) {
        return (int) (block % FAN_OUT) * Zone.FIELDS;
    }

    /** What is there now. */
    View view() {
        return new View(levels, first, count);
    }

    private static long @Nullable [] chunk(long[][][] levels, int level, long index) {
        int chunkIndex = (int) (index >>> FAN_OUT_BITS);
        return chunkIndex < levels[level].length ? levels[level][chunkIndex] : null;
    }

    /** What a walk does at each zone. */
    interface Walker {
        /** Whether to look into a zone's parts. Of a run of blocks or of one. */
        boolean enters(long[] zones, int at);

        /** A block whose zone was entered. */
        void onBlock(long block, long[] zones, int at);
    }

    /** Blocks at one moment. Any thread. */
    static final class View {
        private final long[][][] levels;
        private final long first;
        private final long count;

        View(long[][][] levels, long first, long count) {
            this.levels = levels;
            this.first = first;
            this.count = count;
        }

        /** Goes over the blocks in order, from one on, the largest zones first. */
        void walk(long from, Walker walker) {
            long block = Math.max(first, from);
            while (block < count) {
                int level = 0;
                long width = 1;
                while (level + 1 < LEVELS && block % (width * FAN_OUT) == 0 && block + width * FAN_OUT <= count) {
                    width *= FAN_OUT;
                    level++;
                }
                walk(level, block / width, walker);
                block += width;
            }
        }

        private void walk(int level, long index, Walker walker) {
            long[] zones = chunk(levels, level, index);
            int at = (int) (index % FAN_OUT) * Zone.FIELDS;
            if (zones == null || !walker.enters(zones, at)) {
                return;
            }
            if (level == 0) {
                walker.onBlock(index, zones, at);
                return;
            }
            for (int i = 0; i < FAN_OUT; i++) {
                walk(level - 1, index * FAN_OUT + i, walker);
            }
        }
    }
}
