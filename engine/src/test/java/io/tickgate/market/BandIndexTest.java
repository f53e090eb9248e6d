package io.tickgate.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** The tree against a list, with small prices so that bands meet, contain and equal each other. */
class BandIndexTest {
    private static final int PRICES = 60;

    private final BetTable bets = new BetTable();
    private final BandIndex index = new BandIndex(bets);
    private final List<Integer> model = new ArrayList<>();
    private final PlaceList found = new PlaceList(bets);
    private long sequence = 100;

    private void add(Random random) {
        int place = bets.add();
        long min = random.nextInt(PRICES);
        bets.band(place, min, min + random.nextInt(1 + random.nextInt(PRICES)));
        bets.window(place, 0, random.nextInt(1_000));
        bets.sequence(place, ++sequence);
        index.add(place);
        model.add(place);
    }

    private void remove(Random random) {
        if (!model.isEmpty()) {
            int place = model.remove(random.nextInt(model.size()));
            index.remove(place);
            bets.remove(place);
        }
    }

    private List<Integer> expected(IntPredicate isWanted) {
        return model.stream().filter(isWanted::test).sorted().toList();
    }

    private List<Integer> found() {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            places.add(found.place(i));
        }
        found.clear();
        return places;
    }

    private List<Integer> foundSorted() {
        return found().stream().sorted().toList();
    }

    @Test
    void shouldFindWhatAListFinds() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 200; i++) {
                int addedOfTen = i < 100 ? 7 : 3;
                if (random.nextInt(10) < addedOfTen) {
                    add(random);
                } else {
                    remove(random);
                }
                assertFound(random.nextInt(PRICES + 2) - 1, random.nextInt(PRICES + 2) - 1);
            }
            while (!model.isEmpty()) {
                remove(random);
            }
            assertEquals(0, index.size());
            assertEquals(Long.MIN_VALUE, index.lastEpochNs());
        }
    }

    private void assertFound(long one, long other) {
        index.findAround(one, found);
        assertEquals(expected(place -> bets.minE8(place) <= one && one <= bets.lastE8(place)), foundSorted());
        long low = Math.min(one, other);
        long high = Math.max(one, other);
        index.findBetween(low, high, found);
        assertEquals(expected(place -> low < bets.minE8(place) && bets.lastE8(place) < high), foundSorted());
        assertEquals(model.size(), index.size());
    }

    /** A price that is called quiet must have no band at it, nor between it and where the quiet interval was found. */
    @Test
    void shouldCallNoPriceQuietThatABandTouches() {
        int quiet = 0;
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            long settledOn = random.nextInt(PRICES);
            index.settleOn(settledOn);
            for (int i = 0; i < 12; i++) {
                add(random);
                for (long price = -1; price <= PRICES; price++) {
                    if (index.isQuietAt(price)) {
                        quiet++;
                        long low = Math.min(price, settledOn);
                        long high = Math.max(price, settledOn);
                        assertFalse(
                                model.stream().anyMatch(each -> bets.lastE8(each) >= low && bets.minE8(each) <= high),
                                "seed " + seed + ", price " + price + ", settled on " + settledOn);
                    }
                }
                if (random.nextInt(3) == 0) {
                    settledOn = random.nextInt(PRICES);
                    index.settleOn(settledOn);
                }
            }
            while (!model.isEmpty()) {
                remove(random);
            }
        }
        assertFalse(quiet < 1_000, "quiet prices in all runs: " + quiet);
    }

    @Test
    void shouldListAllInPagesByBandAndSequence() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            add(random);
        }
        List<Integer> all = model.stream()
                .sorted(Comparator.<Integer>comparingLong(bets::minE8).thenComparingLong(bets::sequence))
                .toList();

        List<Integer> listed = new ArrayList<>();
        long minE8 = Long.MIN_VALUE;
        long after = 0;
        while (listed.size() < all.size()) {
            index.list(minE8, after, 7, found);
            List<Integer> page = found();
            assertFalse(page.isEmpty() || page.size() > 7, "a page of " + page.size());
            listed.addAll(page);
            int last = page.get(page.size() - 1);
            minE8 = bets.minE8(last);
            after = bets.sequence(last);
        }

        assertEquals(all, listed);
    }
}
