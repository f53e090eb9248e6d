package io.tickgate.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.BetOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Readers beside the one writer, which takes, decides and forgets so that places are given to other bets all the time. A bet's key, its
 * stake and its outcome follow from its sequence, so that a mixture of two is seen.
 */
@Timeout(120)
@Tag("slow")
class BetViewsRaceTest {
    private static final int BETS = 120_000;
    private static final int HELD = 700;

    private final BetViews views = new BetViews(5);
    /** The newest sequence that is taken, and the oldest that is held for sure. */
    private final AtomicLong newest = new AtomicLong();

    private final AtomicLong oldest = new AtomicLong(1);
    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();

    private interface Look {
        void look(Random random);
    }

    @Test
    void shouldAlwaysShowEachHeldBetWholeAndNoOtherInItsPlace() throws Exception {
        List<Thread> readers = List.of(
                reader(1, this::lookUpHeld), reader(2, this::lookThroughList), new Thread(this::followOutcomes));
        readers.forEach(Thread::start);

        for (long sequence = 1; sequence <= BETS; sequence++) {
            views.add(BetViewsTest.bet(sequence, 1 + (int) (sequence % 4), "u", "k" + sequence, "t" + sequence));
            newest.set(sequence);
            long decided = sequence - HELD / 2;
            if (decided > 0) {
                views.decide(decided * 31, ~decided, BetViewsTest.outcome(BetOutcome.HIT, sequence, 0));
            }
            long forgotten = sequence - HELD;
            if (forgotten > 0) {
                oldest.set(forgotten + 1);
                views.remove(forgotten * 31, ~forgotten);
            }
        }
        newest.set(Long.MAX_VALUE);
        for (Thread reader : readers) {
            reader.join();
        }

        assertTrue(faults.isEmpty(), faults::toString);
        assertEquals(HELD, views.count());
        assertEquals(HELD / 2, views.openCount());
    }

    private Thread reader(long seed, Look look) {
        return new Thread(() -> {
            Random random = new Random(seed);
            try {
                while (newest.get() < Long.MAX_VALUE) {
                    look.look(random);
                }
            } catch (Throwable e) {
                faults.add(e);
            }
        });
    }

    private void lookUpHeld(Random random) {
        long high = newest.get();
        long low = oldest.get();
        if (high == 0 || high == Long.MAX_VALUE) {
            return;
        }
        long sequence = low + (long) (random.nextDouble() * (high - low + 1));
        BetView byId = views.byId(sequence * 31, ~sequence);
        BetView byKey = views.byKey("tenant", "u", "k" + sequence);
        if (sequence >= oldest.get()) {
            assertNotNull(byId, "bet " + sequence + " is held but not found");
            assertNotNull(byKey, "bet " + sequence + " is held but not found by key");
        }
        check(sequence, byId);
        check(sequence, byKey);
    }

    private static void check(long sequence, @org.jspecify.annotations.Nullable BetView bet) {
        if (bet != null) {
            assertEquals("k" + sequence, bet.key());
            assertEquals(sequence, bet.sequence());
            assertEquals("t" + sequence, new String(bet.terms(), java.nio.charset.StandardCharsets.UTF_8));
            BetOutcomeView outcome = bet.outcome();
            if (outcome != null) {
                assertEquals(sequence + HELD / 2, outcome.position().sequence());
            }
        }
    }

    private void lookThroughList(Random random) {
        long high = newest.get();
        int state = random.nextInt(3);
        BetFilter filter = state == 0 ? BetFilter.ALL : new BetFilter(1 << (state - 1), 0);
        BetPage page = views.list("tenant", "u", filter, Long.MAX_VALUE, HELD);
        long last = Long.MAX_VALUE;
        for (BetView bet : page.bets()) {
            assertTrue(bet.sequence() < last, "not newest first");
            assertTrue((filter.stateBits() & bet.state().bit()) != 0, "not in the state");
            check(bet.sequence(), bet);
            last = bet.sequence();
        }
        // A reader that did not run for a while may find that what it knew of is forgotten.
        boolean isStillHeld = high != Long.MAX_VALUE && high > 0 && oldest.get() <= high;
        if (state == 0 && isStillHeld) {
            long firstShown = page.bets().isEmpty() ? 0 : page.bets().get(0).sequence();
            assertTrue(firstShown >= high, "bet " + high + " was taken, but the newest shown is " + firstShown);
        }
    }

    /** Takes outcomes as a session does; none may be missed while they are held. */
    private void followOutcomes() {
        try {
            OutcomePosition position = OutcomePosition.START;
            long last = 0;
            List<Long> seen = new ArrayList<>();
            while (last < BETS - HELD / 2 && faults.isEmpty()) {
                for (BetView bet : views.outcomesAfter("tenant", "u", position, 64)) {
                    check(bet.sequence(), bet);
                    boolean isNext = bet.sequence() == last + 1;
                    assertTrue(
                            isNext || !views.isHeldSince(position),
                            "after " + last + " came " + bet.sequence() + ", and all is held since " + position);
                    last = bet.sequence();
                    seen.add(last);
                    position = Objects.requireNonNull(bet.outcome()).position();
                }
            }
            assertTrue(seen.size() > HELD, "only " + seen.size() + " outcomes were seen");
        } catch (Throwable e) {
            faults.add(e);
        }
    }
}
