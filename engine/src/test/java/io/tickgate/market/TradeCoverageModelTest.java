package io.tickgate.market;

import static io.tickgate.record.WatermarkFlyweight.HEARTBEAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Coverage against plain sets of ids, one id at a time: whatever comes in whatever order, the same ids are covered, lost and brought
 * back, at the same times, also where there are more holes than can be held.
 */
class TradeCoverageModelTest {
    private static final long S = CoverageRig.S;
    private static final long LOW = 100;
    private static final long HIGH = 170;

    /** One thing that happens: what, an id, how many ids, and how long after the one before. */
    record Step(int what, long id, int length, long passNs) {}

    @Property(tries = 3_000)
    void shouldCoverLoseAndBringBackExactlyWhatTheSetsSay(@ForAll("steps") List<Step> steps) {
        compare(steps, TradeHoles.HOLES_MAX);
    }

    @Property(tries = 3_000)
    void shouldStayCarefulWhenThereIsRoomForFewHolesOnly(@ForAll("steps") List<Step> steps) {
        compare(steps, 3);
    }

    private static void compare(List<Step> steps, int holesMax) {
        CoverageRig rig = new CoverageRig(holesMax);
        NaiveCoverage naive = new NaiveCoverage(holesMax);
        for (Step step : steps) {
            rig.pass(step.passNs());
            naive.pass(rig.nowEpochNs);
            Supplier<String> where = () -> step + " of " + steps;
            assertEquals(
                    naive.take(),
                    rig.take().stream()
                            .map(TradeCoverageModelTest::withoutTimes)
                            .toList(),
                    where);

            apply(step, rig, naive);

            assertEquals(
                    naive.take(),
                    rig.take().stream()
                            .map(TradeCoverageModelTest::withoutTimes)
                            .toList(),
                    where);
            assertEquals(naive.isOpen(), rig.coverage.isOpen(), where);
            for (long id = LOW - 1; id <= HIGH + 20; id++) {
                long one = id;
                boolean isCovered = rig.coverage.isCovered(id);
                assertEquals(naive.isCovered(id), isCovered, () -> "id " + one + " after " + where.get());
                assertTrue(
                        !isCovered || naive.hasCome(id),
                        () -> "never came, yet covered: " + one + " after " + where.get());
            }
        }
    }

    private static void apply(Step step, CoverageRig rig, NaiveCoverage naive) {
        long id = step.id();
        long last = id + step.length() - 1;
        switch (step.what()) {
            case 0, 1, 2, 3 -> {
                rig.isDelivered = step.what() != 3;
                assertEquals(naive.trade(id, rig.isDelivered), rig.trade(id).name(), "verdict of " + step);
            }
            case 4 -> assertEquals(naive.noTrade(id), rig.noTrade(id).name(), "verdict of " + step);
            case 5 ->
                assertEquals(
                        naive.backFilled(id, last), rig.backFilled(id, last).name(), "verdict of " + step);
            case 6 -> {
                rig.watermark(id, HEARTBEAT);
                naive.watermark(id);
            }
            default -> {
                rig.coverage.open();
                naive.open();
            }
        }
    }

    private static String withoutTimes(String told) {
        return told.substring(
                0,
                told.indexOf(' ', told.indexOf(' ') + 1) < 0
                        ? told.length()
                        : told.indexOf(' ', told.indexOf(' ') + 1));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Long> pass = Arbitraries.of(0L, 0L, 0L, 1L, S / 2, S, 2 * S - 1, 2 * S);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.longs().between(LOW, HIGH),
                        Arbitraries.integers().between(1, 12),
                        pass)
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }
}
