package io.tickgate.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.HoldingDecidedFlyweight;
import io.tickgate.record.HoldingResult;
import io.tickgate.record.RecordFlyweight;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What can be read of holdings after each decision, and who is told. */
class HoldingViewsTest {
    private final HoldingViews views = new HoldingViews();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[RecordFlyweight.DECISION_LENGTH_MAX]);

    private void decide(String tenant, String user, long id, int instrumentId, long amountE8, HoldingResult result) {
        RecordFlyweight cause = new RecordFlyweight().wrap(new UnsafeBuffer(new byte[RecordFlyweight.HEADER_LENGTH]));
        cause.sequence(17);
        HoldingDecidedFlyweight decided = new HoldingDecidedFlyweight()
                .wrap(buffer)
                .begin(cause, 99, 1, 0, tenant.getBytes(StandardCharsets.UTF_8), user.getBytes(StandardCharsets.UTF_8))
                .commandIdLow(id)
                .instrumentId(instrumentId)
                .amountE8(amountE8)
                .result(result.code());
        views.onDecided(buffer, decided.length());
    }

    private static String text(PortfolioView view) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < view.size(); i++) {
            text.append(view.instrumentId(i))
                    .append('=')
                    .append(view.amountE8(i))
                    .append(' ');
        }
        return text.toString();
    }

    @Test
    void shouldShowEachUsersHoldingsAndNobodyElses() {
        decide("t", "ann", 1, 9, 5, HoldingResult.SET);
        decide("t", "ann", 2, 3, 6, HoldingResult.SET);
        decide("t", "bob", 3, 9, 7, HoldingResult.SET);
        decide("u", "ann", 4, 9, 8, HoldingResult.SET);

        assertEquals("3=6 9=5 ", text(views.of("t", "ann")));
        assertEquals("9=7 ", text(views.of("t", "bob")));
        assertEquals("9=8 ", text(views.of("u", "ann")));
        assertSame(PortfolioView.EMPTY, views.of("u", "bob"));
    }

    @Test
    void shouldChangeNothingWhenACommandWasRefused() {
        decide("t", "ann", 1, 9, 5, HoldingResult.SET);
        for (HoldingResult result : HoldingResult.values()) {
            if (result != HoldingResult.SET && result != HoldingResult.REMOVED) {
                decide("t", "ann", 2, 9, 6, result);
            }
        }

        assertEquals("9=5 ", text(views.of("t", "ann")));
    }

    @Test
    void shouldBeWhatAMapWouldBeWhenSetAndRemovedAtRandom() {
        TreeMap<Integer, Long> expected = new TreeMap<>();
        Random random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            int instrumentId = random.nextInt(40);
            long amountE8 = random.nextInt(3);
            if (amountE8 == 0) {
                expected.remove(instrumentId);
            } else {
                expected.put(instrumentId, amountE8);
            }

            decide("t", "ann", i, instrumentId, amountE8, amountE8 == 0 ? HoldingResult.REMOVED : HoldingResult.SET);

            StringBuilder text = new StringBuilder();
            expected.forEach(
                    (id, amount) -> text.append(id).append('=').append(amount).append(' '));
            assertEquals(text.toString(), text(views.of("t", "ann")));
            assertEquals(
                    expected.containsKey(instrumentId), views.of("t", "ann").has(instrumentId));
        }
    }

    @Test
    void shouldTellTheOneThatWaitsOnceAndAfterItCanBeRead() {
        List<String> told = new ArrayList<>();
        views.await(
                1,
                answer -> told.add(answer.result() + " " + answer.sequence() + " " + answer.decidedEpochNs()
                        + ", readable: " + text(views.of("t", "ann"))));
        views.await(2, answer -> told.add("somebody else"));

        decide("t", "ann", 1, 9, 5, HoldingResult.SET);
        decide("t", "ann", 1, 9, 5, HoldingResult.SET);

        assertEquals(List.of("SET 17 99, readable: 9=5 "), told);
        assertFalse(views.giveUp(1));
        assertTrue(views.giveUp(2));
        decide("t", "ann", 2, 9, 5, HoldingResult.SET);
        assertEquals(1, told.size());
    }
}
