package io.tickgate.proof.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickgate.proof.canonical.CanonicalObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WindowDigestTest {
    private static CanonicalObject of(List<long[]> runsInTheOrderOfTime) {
        WindowDigest digest = new WindowDigest();
        for (long[] run : runsInTheOrderOfTime) {
            digest.onTrade(run[0], run[1], 5, 100, 100, 0, 1);
        }
        return digest.toSection();
    }

    private static List<long[]> single(long... ids) {
        List<long[]> runs = new ArrayList<>();
        for (long id : ids) {
            runs.add(new long[] {id, id});
        }
        return runs;
    }

    private static String text(CanonicalObject section) {
        return section.get("firstTradeId") + ".." + section.get("lastTradeId") + " without " + section.get("missing")
                + " and " + section.get("missingMore");
    }

    @Test
    void shouldNotMissAnIdThatAHigherOneIsEarlierThan() {
        assertEquals("5..8 without [] and 0", text(of(single(5, 7, 6, 8))));
        assertEquals("4..8 without [[6, 6]] and 0", text(of(single(5, 8, 7, 4))));
        assertEquals("1..9 without [[3, 3]] and 0", text(of(List.of(new long[] {4, 9}, new long[] {1, 2}))));
        assertEquals("null..null without [] and 0", text(of(List.of())));
    }

    @Test
    void shouldListTheFirstHundredMissingRunsInTheOrderOfIds() {
        List<long[]> runs = new ArrayList<>();
        for (long id = 0; id <= 2 * 150; id += 2) {
            runs.add(new long[] {id, id});
        }
        Collections.shuffle(runs, new Random(1));
        List<List<String>> expected = new ArrayList<>();
        for (int id = 1; id < 200; id += 2) {
            expected.add(List.of(Integer.toString(id), Integer.toString(id)));
        }

        assertEquals("0..300 without " + expected + " and 50", text(of(runs)));
    }

    @Test
    void shouldFindWhatASetOfIdsLacksWhateverTheOrderAndTheOverlaps() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<long[]> runs = new ArrayList<>();
            TreeSet<Long> ids = new TreeSet<>();
            for (int i = 0; i < 1 + random.nextInt(60); i++) {
                long first = random.nextInt(150);
                long last = first + (random.nextInt(4) == 0 ? random.nextInt(6) : 0);
                runs.add(new long[] {first, last});
                for (long id = first; id <= last; id++) {
                    ids.add(id);
                }
            }
            List<List<String>> missing = new ArrayList<>();
            long before = ids.first();
            for (long id : ids) {
                if (id > before + 1) {
                    missing.add(List.of(Long.toString(before + 1), Long.toString(id - 1)));
                }
                before = id;
            }

            assertEquals(
                    ids.first() + ".." + ids.last() + " without " + missing + " and 0", text(of(runs)), "seed " + seed);
        }
    }
}
