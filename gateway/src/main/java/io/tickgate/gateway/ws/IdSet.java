package io.tickgate.gateway.ws;

import java.util.Arrays;

/**
 * A set of instrument ids as bits. Owned by one thread. Grows to the greatest id that was added, up to
 * {@link PriceFanOut#INSTRUMENT_ID_MAX}; otherwise allocates nothing.
 */
final class IdSet {
    private static final int WORD_BITS = Long.SIZE;

    private long[] words = new long[1];
    private int count;

    /** Adds an id; false when it was in. */
    boolean add(int id) {
        int word = id / WORD_BITS;
        if (word >= words.length) {
            words = Arrays.copyOf(words, word + 1);
        }
        long bit = 1L << id;
        if ((words[word] & bit) != 0) {
            return false;
        }
        words[word] |= bit;
        count++;
        return true;
    }

    /** Removes an id; false when it was not in. */
    boolean remove(int id) {
        if (!contains(id)) {
            return false;
        }
        words[id / WORD_BITS] &= ~(1L << id);
        count--;
        return true;
    }

    boolean contains(int id) {
        int word = id / WORD_BITS;
        return word < words.length && (words[word] & (1L << id)) != 0;
    }

    int count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void clear() {
        Arrays.fill(words, 0);
        count = 0;
    }

    /** The smallest id in it that is not below the given one; -1 for none. */
    int next(int fromId) {
        int word = fromId / WORD_BITS;
        if (word >= words.length) {
            return -1;
        }
        long rest = words[word] & (-1L << fromId);
        while (rest == 0) {
            if (++word == words.length) {
                return -1;
            }
            rest = words[word];
        }
        return word * WORD_BITS + Long.numberOfTrailingZeros(rest);
    }
}
