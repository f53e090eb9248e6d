package io.tickgate.market;

import io.tickgate.record.FeedEventFlyweight;
import java.util.Arrays;

/** Connections to each venue as feed events tell: how many are open, and how many could not be made since one was. */
final class VenueLinks {
    private int[] open = new int[8];
    private int[] failures = new int[8];

    void onEvent(FeedEventFlyweight event) {
        int venueId = event.venueId();
        ensureRoom(venueId);
        switch (event.event()) {
            case FeedEventFlyweight.CONNECTED -> {
                open[venueId]++;
                failures[venueId] = 0;
            }
            // A journal of an older feed may tell of a loss twice.
            case FeedEventFlyweight.LOST -> open[venueId] = Math.max(0, open[venueId] - 1);
            case FeedEventFlyweight.CONNECT_FAILED -> failures[venueId]++;
            default -> {}
        }
    }

    /** A start of the engine: no connection outlives the process. */
    void restart() {
        Arrays.fill(open, 0);
        Arrays.fill(failures, 0);
    }

    boolean isOpen(int venueId) {
        return venueId < open.length && open[venueId] > 0;
    }

    /** Whether nothing is connected and so many attempts failed in a row; a failed attempt beside an open connection is none. */
    boolean isDown(int venueId, int failuresMax) {
        return venueId < open.length && open[venueId] == 0 && failures[venueId] >= failuresMax;
    }

    void save(StateWriter state) {
        for (int venueId = 0; venueId < open.length; venueId++) {
            if (open[venueId] != 0 || failures[venueId] != 0) {
                state.add(venueId).add(open[venueId]).add(failures[venueId]);
            }
        }
        state.add(-1);
    }

    void restore(StateReader state) {
        restart();
        for (int venueId = state.nextInt(); venueId >= 0; venueId = state.nextInt()) {
            ensureRoom(venueId);
            open[venueId] = state.nextInt();
            failures[venueId] = state.nextInt();
        }
    }

    private void ensureRoom(int venueId) {
        if (venueId >= open.length) {
            open = Arrays.copyOf(open, venueId + 8);
            failures = Arrays.copyOf(failures, venueId + 8);
        }
    }
}
