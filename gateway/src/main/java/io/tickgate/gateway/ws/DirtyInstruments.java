package io.tickgate.gateway.ws;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Instruments whose price changed, one bit each: the publish thread marks, the I/O thread takes. Neither blocks or allocates, and what is
 * marked twice before it is taken is taken once.
 */
final class DirtyInstruments {
    private static final VarHandle BITS = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] dirty;
    /** A bit for each word above that has one. */
    private final long[] words;

    /** For ids from 0 on; {@code count} is a multiple of 4,096. */
    DirtyInstruments(int count) {
        dirty = new long[count / Long.SIZE];
        words = new long[dirty.length / Long.SIZE];
    }

    /** Publish thread: marks an instrument. */
    void mark(int instrumentId) {
        int word = instrumentId / Long.SIZE;
        long before = (long) BITS.getAndBitwiseOr(dirty, word, 1L << instrumentId);
        if (before == 0) {
            long ignored = (long) BITS.getAndBitwiseOr(words, word / Long.SIZE, 1L << word);
        }
    }

    /** Groups of 64 words. */
    int groups() {
        return words.length;
    }

    /** I/O thread: takes which words of a group have marks, as bits. */
    long takeGroup(int group) {
        // Volatile: a plain read may be moved before the task was marked as not queued, and miss a mark.
        return (long) BITS.getVolatile(words, group) == 0 ? 0 : (long) BITS.getAndSet(words, group, 0L);
    }

    /** I/O thread: takes the marks of a word, as bits. */
    long takeWord(int word) {
        return (long) BITS.getAndSet(dirty, word, 0L);
    }
}
