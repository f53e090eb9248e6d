package io.tickgate.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Bets ahead against a list of them. */
class AheadBetsTest {
    private static final long S = 1_000_000_000L;

    private final BetTable bets = new BetTable();
    private final AheadBets ahead = new AheadBets(
            bets, (place, time) -> bets.state(place) == BetState.AHEAD && bets.fromEpochNs(place) == time);
    private final List<Integer> model = new ArrayList<>();
    private long sequence;

    private void add(long fromEpochNs) {
        int place = bets.add();
        bets.band(place, 10, 20);
        bets.window(place, fromEpochNs, fromEpochNs + S);
        bets.sequence(place, ++sequence);
        bets.rule(place, 0, BetState.AHEAD);
        ahead.add(place);
        model.add(place);
    }

    private void remove(int place) {
        ahead.remove(place);
        model.remove((Integer) place);
        bets.remove(place);
    }

    /** What a trade at a time would search. */
    private Set<Integer> searched(long timeEpochNs) {
        PlaceList found = new PlaceList(bets);
        for (int i = ahead.firstBegun(timeEpochNs); i < ahead.groups(); i++) {
            ahead.group(i).findAround(15, found);
        }
        Set<Integer> places = new HashSet<>();
        for (int i = 0; i < found.size(); i++) {
            assertTrue(places.add(found.place(i)), "found twice");
        }
        return places;
    }

    @Test
    void shouldFindEachThatHasBegunAndNoneThatBeginsInALaterSecond() {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 200; i++) {
                int what = random.nextInt(10);
                long time = random.nextInt(20) * S / 2;
                if (what < 6) {
                    add(time);
                } else if (what < 8 && !model.isEmpty()) {
                    remove(model.get(random.nextInt(model.size())));
                } else {
                    take(time);
                }
                assertSearched(random.nextInt(20) * S / 2);
            }
            take(Long.MAX_VALUE - 1);
            assertEquals(List.of(), model);
            assertEquals(0, ahead.groups());
        }
    }

    private void assertSearched(long timeEpochNs) {
        Set<Integer> begun = new HashSet<>(model);
        begun.removeIf(place -> bets.fromEpochNs(place) / S > timeEpochNs / S);
        assertEquals(begun, searched(timeEpochNs));
        boolean hasBegun = model.stream().anyMatch(place -> bets.fromEpochNs(place) <= timeEpochNs);
        assertTrue(ahead.hasBegun(timeEpochNs) || !hasBegun, "a begun window would be overlooked");
    }

    /** Takes all that begin until a time, earliest first. */
    private void take(long timeEpochNs) {
        long previous = Long.MIN_VALUE;
        while (ahead.hasBegun(timeEpochNs)) {
            int place = ahead.take();
            if (place != BetTable.NONE) {
                assertTrue(bets.fromEpochNs(place) >= previous && bets.fromEpochNs(place) <= timeEpochNs);
                previous = bets.fromEpochNs(place);
                assertTrue(model.remove((Integer) place));
                bets.remove(place);
            }
        }
        assertTrue(model.stream().noneMatch(place -> bets.fromEpochNs(place) <= timeEpochNs));
    }
}
