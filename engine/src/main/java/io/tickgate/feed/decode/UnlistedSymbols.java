package io.tickgate.feed.decode;

import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;

/**
 * Symbols that a venue sends prices of though they are no streams, each once: an all-market feed makes instruments of them. At most
 * {@value #SYMBOLS_MAX} in the life of a connection's decoder; more are counted and not noted.
 *
 * <p>The connection's thread notes, any one thread drains. Noting a symbol that was noted before allocates nothing.
 */
public final class UnlistedSymbols {
    /** All symbols of the largest venue several times over, as {@link StreamTable#STREAMS_MAX}. */
    public static final int SYMBOLS_MAX = StreamTable.STREAMS_MAX;
    /** Longest symbol in bytes, some three times that of any known one; longer ones, and texts that are no symbols, are counted and not noted. */
    public static final int SYMBOL_LENGTH_MAX = 64;

    /** Answer of {@link #find} for a symbol that was not noted. */
    public static final int NOT_NOTED = -1;

    /** Places of symbols; half of them are taken at most. */
    public static final int SLOTS = SYMBOLS_MAX * 2;

    private final Counters counters;
    private final ArrayBlockingQueue<String> fresh = new ArrayBlockingQueue<>(SYMBOLS_MAX);
    private byte[][] noted = new byte[0][];
    private int count;

    /** None yet; memory is taken with the first one. */
    public UnlistedSymbols(Counters counters) {
        this.counters = counters;
    }

    /** Whether a symbol was noted before. For the connection's thread. */
    public boolean isNoted(byte[] source, int offset, int length) {
        return find(source, offset, length) != NOT_NOTED;
    }

    /** A number below {@link #SLOTS} that only this symbol has, or {@link #NOT_NOTED}. For the connection's thread. */
    public int find(byte[] source, int offset, int length) {
        if (count == 0) {
            return NOT_NOTED;
        }
        int slot = slot(source, offset, length);
        return noted[slot] == null ? NOT_NOTED : slot;
    }

    /** Notes a symbol, if it was not noted before. For the connection's thread. */
    public void note(String symbol) {
        byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
        if (isNoted(bytes, 0, bytes.length)) {
            return;
        }
        if (count == SYMBOLS_MAX || bytes.length > SYMBOL_LENGTH_MAX || !SymbolTable.isPlain(symbol)) {
            counters.increment(Counter.UNLISTED_DROPPED);
            return;
        }
        if (count == 0) {
            noted = new byte[SLOTS][];
        }
        noted[slot(bytes, 0, bytes.length)] = bytes;
        count++;
        fresh.add(symbol); // Has room for all that are ever noted.
    }

    /**
     * Gives the symbols that were noted since the last call.
     *
     * @param consumer called on the calling thread.
     * @return how many they are.
     */
    public int drain(Consumer<String> consumer) {
        int drained = 0;
        for (String symbol = fresh.poll(); symbol != null; symbol = fresh.poll()) {
            consumer.accept(symbol);
            drained++;
        }
        return drained;
    }

    private int slot(byte[] source, int offset, int length) {
        int slot = SymbolTable.hash(source, offset, length) & (SLOTS - 1);
        while (noted[slot] != null
                && !Arrays.equals(noted[slot], 0, noted[slot].length, source, offset, offset + length)) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        return slot;
    }
}
