package io.tickgate.market;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds bets by the digests of their keys. Open addressing in {@value #SEGMENTS} segments that grow by themselves, so that no growth
 * stops the market for longer than some thousand keys take. As the keys are digests, all segments fill alike. About 8 bytes a bet.
 */
final class KeyTable {
    private static final int SEGMENTS = 1_024;
    private static final int INITIAL = 16;
    private static final int FREE = BetTable.NONE;

    private final BetTable bets;
    private final int[] @Nullable [] segments = new int[SEGMENTS] @Nullable [];
    private final int[] sizes = new int[SEGMENTS];

    KeyTable(BetTable bets) {
        this.bets = bets;
    }

    /** The place of the bet with a key, or {@link BetTable#NONE}. */
    int find(long keyHigh, long keyLow) {
        int[] slots = segments[segment(keyHigh)];
        if (slots == null) {
            return BetTable.NONE;
        }
        int at = (int) keyLow & (slots.length - 1);
        while (slots[at] != FREE) {
            int place = slots[at];
            if (bets.keyLow(place) == keyLow && bets.keyHigh(place) == keyHigh) {
                return place;
            }
            at = (at + 1) & (slots.length - 1);
        }
        return BetTable.NONE;
    }

    /** Adds a bet whose key is not there yet. */
    void add(int place) {
        int segment = segment(bets.keyHigh(place));
        int[] slots = segments[segment];
        if (slots == null) {
            slots = newSlots(INITIAL);
        } else if (sizes[segment] * 2 >= slots.length) {
            slots = grown(slots);
        }
        segments[segment] = slots;
        sizes[segment]++;
        put(slots, place);
    }

    private int[] grown(int[] old) {
        int[] slots = newSlots(old.length * 2);
        for (int place : old) {
            if (place != FREE) {
                put(slots, place);
            }
        }
        return slots;
    }

    private static int[] newSlots(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, FREE);
        return slots;
    }

    private void put(int[] slots, int place) {
        int at = home(slots, place);
        while (slots[at] != FREE) {
            at = (at + 1) & (slots.length - 1);
        }
        slots[at] = place;
    }

    /** Removes a bet that is there; those behind it move up, so that no marks of removed ones are needed. */
    void remove(int place) {
        int segment = segment(bets.keyHigh(place));
        int[] slots = segments[segment];
        if (slots == null) {
            throw new IllegalStateException("A bet is held without its key");
        }
        int mask = slots.length - 1;
        int at = home(slots, place);
        while (slots[at] != place) {
            at = (at + 1) & mask;
        }
        int next = (at + 1) & mask;
        while (slots[next] != FREE) {
            int fromHome = (next - home(slots, slots[next])) & mask;
            if (fromHome >= ((next - at) & mask)) {
                slots[at] = slots[next];
                at = next;
            }
            next = (next + 1) & mask;
        }
        slots[at] = FREE;
        sizes[segment]--;
    }

    private int home(int[] slots, int place) {
        return (int) bets.keyLow(place) & (slots.length - 1);
    }

    private static int segment(long keyHigh) {
        return (int) keyHigh & (SEGMENTS - 1);
    }
}
