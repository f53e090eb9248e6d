package io.tickgate.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What readers see at the very moments at which pages change. */
class BetOrderTest {
    private static final int ENTRIES = 3 * BetOrderPage.LENGTH_MAX + 1;

    /** Reads each time that other pages are shown, before the writer goes on. */
    private static final class ReadAtOnce extends BetOrder {
        /** Reads at which entries were missing. */
        final List<String> wrong = new ArrayList<>();

        /** Entries that were added before the one that is being added. */
        long complete;

        int reads;

        @Override
        void show(BetOrderPage[] newer) {
            super.show(newer);
            for (long after = Math.max(0, complete - BetOrderPage.LENGTH_MAX); after <= complete; after++) {
                reads++;
                List<Long> seen = after(this, after);
                List<Long> expected =
                        LongStream.rangeClosed(after + 1, complete).boxed().toList();
                if (!seen.subList(0, Math.min(expected.size(), seen.size())).equals(expected)) {
                    wrong.add("of " + expected.size() + " after " + after + ": " + seen.size());
                }
            }
        }
    }

    private static List<Long> after(BetOrder order, long after) {
        List<Long> seen = new ArrayList<>();
        order.visitAfter(after, 0, (major, minor, place) -> seen.add(major));
        return seen;
    }

    private static List<Long> before(BetOrder order, long before) {
        List<Long> seen = new ArrayList<>();
        order.visitBefore(before, -1, 0, Integer.MAX_VALUE, (major, minor, place) -> seen.add(major));
        return seen;
    }

    @Test
    void shouldShowAllThatWasAddedBeforeAtTheMomentAtWhichAPageIsAdded() {
        ReadAtOnce order = new ReadAtOnce();

        for (long sequence = 1; sequence <= ENTRIES; sequence++) {
            order.add(sequence, 0, (int) sequence, BetState.HIT);
            order.complete = sequence;
        }

        assertEquals(List.of(), order.wrong);
        assertTrue(order.reads > 2 * BetOrderPage.LENGTH_MAX);
    }

    @Test
    void shouldVisitFromEachPlaceInBothDirectionsWhenPagesWereAddedAndRemoved() {
        BetOrder order = new BetOrder();
        for (long sequence = 1; sequence <= ENTRIES; sequence++) {
            order.add(sequence, 0, (int) sequence, BetState.HIT);
        }

        for (long sequence = 1; sequence <= 2L * BetOrderPage.LENGTH_MAX; sequence++) {
            order.remove(sequence, 0);
        }

        long first = 2L * BetOrderPage.LENGTH_MAX + 1;
        for (long at = 0; at <= ENTRIES; at += 7) {
            assertEquals(
                    LongStream.rangeClosed(Math.max(first, at + 1), ENTRIES)
                            .boxed()
                            .toList(),
                    after(order, at));
            assertEquals(Math.max(0, at - first), before(order, at).size());
        }
    }
}
