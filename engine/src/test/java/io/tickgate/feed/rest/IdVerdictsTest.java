package io.tickgate.feed.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.feed.rest.IdVerdicts.Outcome;
import io.tickgate.publish.OpenGap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdVerdictsTest {
    private static final int IDS = 60;

    private final IdVerdicts verdicts = new IdVerdicts();

    /** Against one entry an id. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldSayOfEachIdWhatWasSaidLast(long seed) {
        Random random = new Random(seed);
        long[] retryAt = new long[IDS];
        boolean[] isPublished = new boolean[IDS];
        for (int i = 0; i < 2_000; i++) {
            int first = random.nextInt(IDS);
            int last = Math.min(IDS - 1, first + random.nextInt(10));
            // Distinct reasons keep ranges apart, so that the model needs no merging of times.
            long until = 1 + random.nextLong(100);
            boolean isIn = random.nextBoolean();
            verdicts.put(
                    new IdRange(first, last), isIn ? Outcome.PUBLISHED : Outcome.ABSENT, Long.toString(until), until);
            for (int id = first; id <= last; id++) {
                retryAt[id] = until;
                isPublished[id] = isIn;
            }

            int now = random.nextInt(101);
            int from = random.nextInt(IDS);
            IdRange asked = new IdRange(from, IDS - 1);

            assertEquals(expectedDue(retryAt, from, now), verdicts.firstDue(asked, now), "seed " + seed);
            assertEquals(isAnyUnpublished(retryAt, isPublished, from, now), verdicts.isAnyUnpublished(asked, now));
        }
    }

    private static IdRange expectedDue(long[] retryAt, int from, long now) {
        int first = from;
        while (first < IDS && retryAt[first] > now) {
            first++;
        }
        int last = first;
        while (last < IDS && retryAt[last] <= now) {
            last++;
        }
        return first == IDS ? null : new IdRange(first, last - 1);
    }

    private static boolean isAnyUnpublished(long[] retryAt, boolean[] isPublished, int from, long now) {
        for (int id = from; id < IDS; id++) {
            if (!isPublished[id] || retryAt[id] <= now) {
                return true;
            }
        }
        return false;
    }

    @Test
    void shouldMakeOneRangeOfNeighboursThatSayTheSame() {
        verdicts.put(new IdRange(5, 6), Outcome.PUBLISHED, "", 10);
        verdicts.put(new IdRange(9, 9), Outcome.PUBLISHED, "", 12);
        verdicts.put(new IdRange(7, 8), Outcome.PUBLISHED, "", 11);

        assertEquals(1, verdicts.size());
        assertNull(verdicts.firstDue(new IdRange(5, 9), 11));
        assertEquals(new IdRange(5, 9), verdicts.firstDue(new IdRange(5, 9), 12));
    }

    @Test
    void shouldForgetWhatNobodyMissesAnyMore() {
        verdicts.put(new IdRange(1, 3), Outcome.ABSENT, "a", 10);
        verdicts.put(new IdRange(5, 9), Outcome.ABSENT, "b", 10);
        verdicts.put(new IdRange(20, 30), Outcome.ABSENT, "c", 10);

        verdicts.keepWithin(List.of(new OpenGap(7, 4, 4, 0, 0, 0), new OpenGap(7, 9, 12, 0, 0, 0)));

        assertEquals(1, verdicts.size());
        assertEquals("b", verdicts.failure(new IdRange(9, 12)));
    }

    @Test
    void shouldForgetWhatIsDueSoonestWhenFull() {
        for (long id = 0; id <= IdVerdicts.RANGES_MAX; id++) {
            verdicts.put(new IdRange(2 * id, 2 * id), Outcome.ABSENT, "", id == 77 ? 1 : 100);
        }

        assertTrue(verdicts.size() <= IdVerdicts.RANGES_MAX);
        assertEquals(new IdRange(154, 154), verdicts.firstDue(new IdRange(154, 154), 0));
        assertNull(verdicts.firstDue(new IdRange(156, 156), 0));
    }
}
