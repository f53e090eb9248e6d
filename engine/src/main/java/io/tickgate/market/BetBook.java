package io.tickgate.market;

import io.tickgate.record.BetFlyweight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.IntArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The accepted bets by key, until their keys are free again: a day after the deadline. Holds at most {@value #BETS_MAX};
 * a full book refuses. With its published view a bet takes about 0.9 KB, with the longest terms 3 KB: 220 to 730 MB in all.
 */
final class BetBook {
    static final int BETS_MAX = 250_000;
    /** How long a key stays bound after its bet's deadline: a client that was away for a day still gets the first answer. */
    static final long KEY_KEPT_NS = 24L * 3_600 * 1_000_000_000;

    private final Map<Bet.Key, Bet> byKey = new HashMap<>();
    private final List<@Nullable Bet> places = new ArrayList<>();
    private final IntArrayList freePlaces = new IntArrayList();
    private final DeadlineHeap deadlines = new DeadlineHeap();

    @Nullable
    Bet byKey(Bet.Key key) {
        return byKey.get(key);
    }

    boolean isFull() {
        return byKey.size() >= BETS_MAX;
    }

    int size() {
        return byKey.size();
    }

    /** Takes a bet in. */
    Bet add(Bet.Key key, BetFlyweight command, int marketVersion, long deadlineEpochNs) {
        Bet bet = new Bet(key, command, marketVersion, deadlineEpochNs);
        byKey.put(key, bet);
        int place;
        if (freePlaces.isEmpty()) {
            place = places.size();
            places.add(bet);
        } else {
            place = freePlaces.removeAt(freePlaces.size() - 1);
            places.set(place, bet);
        }
        deadlines.set(place, deadlineEpochNs);
        return bet;
    }

    /** Whether a bet is to be closed or forgotten by now. */
    boolean isDue(long nowEpochNs) {
        return deadlines.isDue(nowEpochNs);
    }

    /**
     * Handles the earliest deadline: an open bet closes and its key stays; a closed one is removed.
     *
     * @return the bet: {@link Bet#isOpen} tells what it was before; the caller closes it.
     */
    Bet onDeadline() {
        int place = deadlines.earliestNumber();
        Bet bet = places.get(place);
        if (bet == null) {
            throw new IllegalStateException("A free place has a deadline");
        }
        if (bet.isOpen) {
            deadlines.set(place, keptUntil(bet));
        } else {
            deadlines.set(place, DeadlineHeap.NONE);
            byKey.remove(bet.key);
            places.set(place, null);
            freePlaces.addInt(place);
        }
        return bet;
    }

    private static long keptUntil(Bet bet) {
        return bet.deadlineEpochNs + KEY_KEPT_NS;
    }

    void save(StateWriter state) {
        state.add(places.size());
        for (int place = 0; place < places.size(); place++) {
            Bet bet = places.get(place);
            state.add(bet != null);
            if (bet != null) {
                bet.save(state);
                state.add(deadlines.deadline(place));
            }
        }
        state.add(freePlaces.size());
        for (int i = 0; i < freePlaces.size(); i++) {
            state.add(freePlaces.getInt(i));
        }
    }

    void restore(StateReader state) {
        int count = state.nextCount(BETS_MAX);
        for (int place = 0; place < count; place++) {
            Bet bet = state.nextBoolean() ? Bet.restore(state) : null;
            places.add(bet);
            if (bet != null) {
                byKey.put(bet.key, bet);
                deadlines.set(place, state.nextLong());
            }
        }
        int free = state.nextCount(count);
        for (int i = 0; i < free; i++) {
            freePlaces.addInt(state.nextInt());
        }
    }
}
