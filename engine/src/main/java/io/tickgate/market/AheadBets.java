package io.tickgate.market;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The open bets of one rule whose windows lie ahead, and those whose windows have begun but that were not moved to the active ones yet.
 *
 * <p>Windows like to begin together: on a grid, on the minute. So that the trade which begins a million of them costs no more than any
 * other, each bet is put in an index when it is accepted, together with those that begin in the same second. A trade searches the
 * seconds that have begun, as long as anything is left in them; each record moves a few on.
 */
final class AheadBets {
    private static final long GROUP_NS = 1_000_000_000L;

    private static final class Group {
        long second;
        final BandIndex bets;

        Group(BetTable bets) {
            this.bets = new BandIndex(bets);
        }
    }

    private final BetTable bets;
    private final TimeHeap starts;
    /** Latest second first; none is empty. */
    private final List<Group> groups = new ArrayList<>();

    private final Deque<Group> spare = new ArrayDeque<>();

    /**
     * @param bets that are referred to.
     * @param check whether a bet is still in here, with that start.
     */
    AheadBets(BetTable bets, TimeHeap.Check check) {
        this.bets = bets;
        starts = new TimeHeap(check);
    }

    void add(int place) {
        long second = second(place);
        int at = firstNotAfter(second);
        if (at == groups.size() || groups.get(at).second != second) {
            Group group = spare.isEmpty() ? new Group(bets) : spare.pop();
            group.second = second;
            groups.add(at, group);
        }
        groups.get(at).bets.add(place);
        starts.add(place, bets.fromEpochNs(place), bets.sequence(place));
    }

    /** Removes a bet that is in here. */
    void remove(int place) {
        int at = firstNotAfter(second(place));
        BandIndex group = groups.get(at).bets;
        group.remove(place);
        if (group.size() == 0) {
            spare.push(groups.remove(at));
        }
    }

    private long second(int place) {
        return Math.floorDiv(bets.fromEpochNs(place), GROUP_NS);
    }

    /** Position of the latest group that begins in a second or before it. */
    private int firstNotAfter(long second) {
        int low = 0;
        int high = groups.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (groups.get(middle).second > second) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether a window that has begun at a time may still be in here. */
    boolean hasBegun(long timeEpochNs) {
        return starts.earliest() != TimeHeap.NONE && starts.earliest() <= timeEpochNs;
    }

    /** Position of the first group with a window that has begun at a time; the later positions have, too. */
    int firstBegun(long timeEpochNs) {
        return firstNotAfter(Math.floorDiv(timeEpochNs, GROUP_NS));
    }

    int groups() {
        return groups.size();
    }

    BandIndex group(int position) {
        return groups.get(position).bets;
    }

    /** Takes the bet out whose window begins first, where {@link #hasBegun}; {@link BetTable#NONE} when that one is gone already. */
    int take() {
        int place = starts.take();
        if (place != BetTable.NONE) {
            remove(place);
        }
        return place;
    }
}
