package io.tickgate.market;

import org.jspecify.annotations.Nullable;

/**
 * The bets' numbers, without an object a bet. A bet has a place, from its acceptance until it is forgotten; which one it has decides
 * nothing. What is needed on the way of a trade lies together in one cache line, what else there is in another:
 *
 * <pre>
 *   hot    least price │ greatest price │ greatest of its subtree │ left, right │ first time │ last time │ stake │ sequence
 *   cold   id, 128 bits │ digest of the key, 128 bits │ digest of the content, 128 bits │ deadline │ rule, state, reason
 * </pre>
 *
 * <p>Bounds and ends are closed ({@link io.tickgate.touch.TouchRule#last}). 128 bytes a bet, in chunks of {@value #CHUNK_BETS} bets
 * (128 KiB), so that growing neither copies nor needs one large piece of memory; at most {@value #HELD_MAX} bets: 256 MiB.
 */
final class BetTable {
    /** Bets held at most, open or decided: twice the open ones, as a bet is kept for a day after its deadline. */
    static final int HELD_MAX = 2_097_152;

    /** No place. */
    static final int NONE = -1;

    private static final int CHUNK_BITS = 10;
    private static final int CHUNK_BETS = 1 << CHUNK_BITS;
    private static final int CHUNK_MASK = CHUNK_BETS - 1;
    private static final int WIDTH_BITS = 3;

    private static final int MIN = 0;
    private static final int LAST = 1;
    private static final int GREATEST = 2;
    private static final int CHILDREN = 3;
    private static final int FROM_TIME = 4;
    private static final int LAST_TIME = 5;
    private static final int STAKE = 6;
    private static final int SEQUENCE = 7;

    private static final int ID_HIGH = 0;
    private static final int ID_LOW = 1;
    private static final int KEY_HIGH = 2;
    private static final int KEY_LOW = 3;
    private static final int CONTENT_HIGH = 4;
    private static final int CONTENT_LOW = 5;
    private static final int DEADLINE = 6;
    private static final int STATE = 7;

    private static final int STATE_SHIFT = 32;
    private static final int REASON_SHIFT = 40;

    private final long[] @Nullable [] hot = new long[HELD_MAX >> CHUNK_BITS][];
    private final long[] @Nullable [] cold = new long[HELD_MAX >> CHUNK_BITS][];
    private int used;
    private int size;
    private int freeFirst = NONE;

    /** Bets held. */
    int size() {
        return size;
    }

    /** A place of nobody's, with all numbers to be set. */
    int add() {
        size++;
        if (freeFirst != NONE) {
            int place = freeFirst;
            freeFirst = left(place);
            return place;
        }
        int chunk = used >> CHUNK_BITS;
        if (hot[chunk] == null) {
            hot[chunk] = new long[CHUNK_BETS << WIDTH_BITS];
            cold[chunk] = new long[CHUNK_BETS << WIDTH_BITS];
        }
        return used++;
    }

    /** Gives a place back. */
    void remove(int place) {
        size--;
        state(place, BetState.FREE);
        children(place, freeFirst, NONE);
        freeFirst = place;
    }

    /** Places below this one have been used; those that are free again have state {@link BetState#FREE}. */
    int used() {
        return used;
    }

    private long hot(int place, int field) {
        return hot[place >> CHUNK_BITS][(place & CHUNK_MASK) << WIDTH_BITS | field];
    }

    private void hot(int place, int field, long value) {
        hot[place >> CHUNK_BITS][(place & CHUNK_MASK) << WIDTH_BITS | field] = value;
    }

    private long cold(int place, int field) {
        return cold[place >> CHUNK_BITS][(place & CHUNK_MASK) << WIDTH_BITS | field];
    }

    private void cold(int place, int field, long value) {
        cold[place >> CHUNK_BITS][(place & CHUNK_MASK) << WIDTH_BITS | field] = value;
    }

    long minE8(int place) {
        return hot(place, MIN);
    }

    long lastE8(int place) {
        return hot(place, LAST);
    }

    void band(int place, long minE8, long lastE8) {
        hot(place, MIN, minE8);
        hot(place, LAST, lastE8);
    }

    /** Greatest price in the subtree that begins here; the {@link BandIndex} keeps it. */
    long greatestE8(int place) {
        return hot(place, GREATEST);
    }

    void greatestE8(int place, long greatestE8) {
        hot(place, GREATEST, greatestE8);
    }

    int left(int place) {
        return (int) hot(place, CHILDREN);
    }

    int right(int place) {
        return (int) (hot(place, CHILDREN) >> Integer.SIZE);
    }

    void children(int place, int left, int right) {
        hot(place, CHILDREN, (long) right << Integer.SIZE | Integer.toUnsignedLong(left));
    }

    long fromEpochNs(int place) {
        return hot(place, FROM_TIME);
    }

    long lastEpochNs(int place) {
        return hot(place, LAST_TIME);
    }

    void window(int place, long fromEpochNs, long lastEpochNs) {
        hot(place, FROM_TIME, fromEpochNs);
        hot(place, LAST_TIME, lastEpochNs);
    }

    long stakeMinor(int place) {
        return hot(place, STAKE);
    }

    void stakeMinor(int place, long stakeMinor) {
        hot(place, STAKE, stakeMinor);
    }

    /** Of its command. */
    long sequence(int place) {
        return hot(place, SEQUENCE);
    }

    void sequence(int place, long sequence) {
        hot(place, SEQUENCE, sequence);
    }

    long idHigh(int place) {
        return cold(place, ID_HIGH);
    }

    long idLow(int place) {
        return cold(place, ID_LOW);
    }

    void id(int place, long high, long low) {
        cold(place, ID_HIGH, high);
        cold(place, ID_LOW, low);
    }

    long keyHigh(int place) {
        return cold(place, KEY_HIGH);
    }

    long keyLow(int place) {
        return cold(place, KEY_LOW);
    }

    void key(int place, long high, long low) {
        cold(place, KEY_HIGH, high);
        cold(place, KEY_LOW, low);
    }

    long contentHigh(int place) {
        return cold(place, CONTENT_HIGH);
    }

    long contentLow(int place) {
        return cold(place, CONTENT_LOW);
    }

    void content(int place, long high, long low) {
        cold(place, CONTENT_HIGH, high);
        cold(place, CONTENT_LOW, low);
    }

    /** Market time at which it is void at the latest. */
    long deadlineEpochNs(int place) {
        return cold(place, DEADLINE);
    }

    void deadlineEpochNs(int place, long deadlineEpochNs) {
        cold(place, DEADLINE, deadlineEpochNs);
    }

    /** Number of its {@link RuleBets}; of a decided bet only while that is remembered for it. */
    int rule(int place) {
        return (int) cold(place, STATE);
    }

    /** A constant of {@link BetState}. */
    int state(int place) {
        return (int) (cold(place, STATE) >> STATE_SHIFT) & 0xFF;
    }

    /** Code of the reason told last why it is not decided; 0: none was told. */
    int reason(int place) {
        return (int) (cold(place, STATE) >> REASON_SHIFT) & 0xFF;
    }

    void rule(int place, int rule, int state) {
        cold(place, STATE, (long) state << STATE_SHIFT | Integer.toUnsignedLong(rule));
    }

    void state(int place, int state) {
        cold(place, STATE, (cold(place, STATE) & ~(0xFFL << STATE_SHIFT)) | ((long) state << STATE_SHIFT));
    }

    void reason(int place, int reason) {
        cold(place, STATE, (cold(place, STATE) & ~(0xFFL << REASON_SHIFT)) | ((long) reason << REASON_SHIFT));
    }
}
