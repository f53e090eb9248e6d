package io.tickgate.publish;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Up to {@value #LENGTH_MAX} neighbouring entries of a {@link BetOrder}, ascending. An entry's keys never change; its place becomes
 * {@value #GONE} when the bet is forgotten. Written by the publish stage's thread, read by any.
 */
final class BetOrderPage {
    static final int LENGTH_MAX = 512;
    static final int GONE = -1;
    private static final int LENGTH_FIRST = 4;

    private static final VarHandle PLACE =
            MethodHandles.arrayElementVarHandle(int[].class).withInvokeExactBehavior();
    private static final VarHandle STATE =
            MethodHandles.arrayElementVarHandle(byte[].class).withInvokeExactBehavior();

    private final long[] majors;
    private final int[] minors;
    private final int[] places;
    private final byte[] states;
    /** How many of each state; a page without the wanted ones is passed over. */
    private final int[] counts = new int[BetState.COUNT];

    private volatile int count;
    private int live;

    private BetOrderPage(int length) {
        majors = new long[length];
        minors = new int[length];
        places = new int[length];
        states = new byte[length];
    }

    /** A page for a first entry; short for the first of an order, as most owners have few bets. */
    static BetOrderPage empty(boolean isFirst) {
        return new BetOrderPage(isFirst ? LENGTH_FIRST : LENGTH_MAX);
    }

    boolean isFull() {
        return count == majors.length;
    }

    boolean isLongest() {
        return majors.length == LENGTH_MAX;
    }

    boolean isEmpty() {
        return live == 0;
    }

    /** Adds an entry behind the last one; there must be room. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void append(long major, int minor, int place, BetState state) {
        int at = count;
        majors[at] = major;
        minors[at] = minor;
        places[at] = place;
        states[at] = (byte) state.code();
        counted(state, 1);
        live++;
        count = at + 1;
    }

    private void counted(BetState state, int by) {
        PLACE.setOpaque(counts, state.code(), counts[state.code()] + by);
    }

    /** Copies the live entries of a range into a page of a length, which has room. */
    private BetOrderPage copy(int from, int to, int length) {
        BetOrderPage copy = new BetOrderPage(length);
        for (int i = from; i < to; i++) {
            if (places[i] != GONE) {
                copy.append(majors[i], minors[i], places[i], BetState.of(states[i]));
            }
        }
        return copy;
    }

    /** This page twice as long. */
    BetOrderPage grown() {
        return copy(0, count, Math.min(LENGTH_MAX, 2 * majors.length));
    }

    /** This page with an entry at its place in between, as one page or, when that would be too long, as two. */
    BetOrderPage[] with(long major, int minor, int place, BetState state) {
        if (live < LENGTH_MAX) {
            int at = indexAfter(major, minor);
            BetOrderPage joined = copy(0, at, Math.min(LENGTH_MAX, Math.max(LENGTH_FIRST, 2 * live)));
            joined.append(major, minor, place, state);
            joined.appendAll(this, at);
            return new BetOrderPage[] {joined};
        }
        int middle = LENGTH_MAX / 2;
        BetOrderPage lower = copy(0, middle, LENGTH_MAX);
        BetOrderPage upper = copy(middle, LENGTH_MAX, LENGTH_MAX);
        return isAfter(middle, major, minor)
                ? new BetOrderPage[] {lower.with(major, minor, place, state)[0], upper}
                : new BetOrderPage[] {lower, upper.with(major, minor, place, state)[0]};
    }

    private void appendAll(BetOrderPage other, int from) {
        for (int i = from; i < other.count; i++) {
            if (other.places[i] != GONE) {
                append(other.majors[i], other.minors[i], other.places[i], BetState.of(other.states[i]));
            }
        }
    }

    void remove(long major, int minor) {
        int at = indexOf(major, minor);
        if (at >= 0 && places[at] != GONE) {
            PLACE.setOpaque(places, at, GONE);
            counted(BetState.of(states[at]), -1);
            live--;
        }
    }

    void state(long major, int minor, BetState state) {
        int at = indexOf(major, minor);
        if (at >= 0) {
            counted(BetState.of(states[at]), -1);
            counted(state, 1);
            STATE.setOpaque(states, at, (byte) state.code());
        }
    }

    private int indexOf(long major, int minor) {
        int at = indexAfter(major, minor) - 1;
        return at >= 0 && majors[at] == major && minors[at] == minor ? at : -1;
    }

    // Any thread.

    /** Index of the first entry after a key; the count when there is none. */
    int indexAfter(long major, int minor) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isAfter(middle, major, minor)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Whether an entry lies after a key. */
    boolean isAfter(int index, long major, int minor) {
        return majors[index] != major ? majors[index] > major : minors[index] > minor;
    }

    /** Whether it may hold a bet in one of some states. */
    boolean mayHold(int stateBits) {
        for (int code = 0; code < BetState.COUNT; code++) {
            if ((stateBits & 1 << code) != 0 && (int) PLACE.getOpaque(counts, code) > 0) {
                return true;
            }
        }
        return false;
    }

    int count() {
        return count;
    }

    long major(int index) {
        return majors[index];
    }

    int minor(int index) {
        return minors[index];
    }

    /** Place of an entry's bet, or {@value #GONE}. */
    int place(int index) {
        return (int) PLACE.getOpaque(places, index);
    }

    /** Whether an entry's bet is in one of some states. */
    boolean isIn(int index, int stateBits) {
        return (stateBits & 1 << (byte) STATE.getOpaque(states, index)) != 0;
    }
}
