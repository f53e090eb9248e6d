package io.tickgate.publish;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.IntArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Rows of bets by place. A place that was freed is given to another bet, so a reader must check whose row it got. Written by the publish
 * stage's thread, read by any.
 */
final class BetRows {
    private static final int CHUNK_SHIFT = 16;
    private static final int CHUNK_LENGTH = 1 << CHUNK_SHIFT;
    private static final VarHandle ROW = MethodHandles.arrayElementVarHandle(byte[][].class);

    private final byte[][] @Nullable [] chunks;
    private final IntArrayList free = new IntArrayList();
    private int places;

    /** Rows for at most so many bets. */
    BetRows(int countMax) {
        chunks = new byte[(countMax + CHUNK_LENGTH - 1) >> CHUNK_SHIFT][][];
    }

    /** Puts a row at a free place and returns it. */
    int add(byte[] row) {
        int place;
        if (free.isEmpty()) {
            place = places++;
            if ((place & CHUNK_LENGTH - 1) == 0) {
                addChunk(place >> CHUNK_SHIFT);
            }
        } else {
            place = free.removeAt(free.size() - 1);
        }
        set(place, row);
        return place;
    }

    private void addChunk(int index) {
        if (index == chunks.length) {
            throw new IllegalStateException("More bets are accepted than can be held: " + places);
        }
        chunks[index] = new byte[CHUNK_LENGTH][];
    }

    void set(int place, byte[] row) {
        ROW.setRelease(chunks[place >> CHUNK_SHIFT], place & CHUNK_LENGTH - 1, row);
    }

    void remove(int place) {
        ROW.setRelease(chunks[place >> CHUNK_SHIFT], place & CHUNK_LENGTH - 1, (byte[]) null);
        free.addInt(place);
    }

    /** The row at a place that was given out; null when it is free now. */
    byte @Nullable [] get(int place) {
        return (byte[]) ROW.getAcquire(chunks[place >> CHUNK_SHIFT], place & CHUNK_LENGTH - 1);
    }

    /** The row at a place that is not free; the publish stage's thread. */
    byte[] required(int place) {
        byte[] row = get(place);
        if (row == null) {
            throw new IllegalStateException("There is no bet at place " + place);
        }
        return row;
    }

    /** All rows at this moment; those that come or go meanwhile may be among them or not. Any thread. */
    List<byte[]> all() {
        List<byte[]> all = new ArrayList<>();
        for (byte[][] chunk : chunks) {
            for (int i = 0; chunk != null && i < CHUNK_LENGTH; i++) {
                byte[] row = (byte[]) ROW.getAcquire(chunk, i);
                if (row != null) {
                    all.add(row);
                }
            }
        }
        return all;
    }
}
