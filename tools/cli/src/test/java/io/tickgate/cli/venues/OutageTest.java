package io.tickgate.cli.venues;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.RecordKind;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.market.Venue;
import io.tickgate.status.Counter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Times without a connection: what was traded meanwhile is fetched, and fetching it opens no gate. */
@Tag("slow")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OutageTest {
    @TempDir
    Path folder;

    @Test
    void shouldFetchWhatWasTradedWhenConnectionsWereRefusedForEightSeconds() throws Exception {
        JournalTally tally;
        try (VenueLab lab = VenueLab.start(folder, VenueLab.venues(), Map.of())) {
            long before = lab.engine().published().sequence();

            lab.exchange().inject(Fault.refuse(8));
            lab.exchange().inject(Fault.disconnect(true));
            lab.await("gate closed", 5, () -> !lab.isGateOpen());
            lab.await("binance again", 20, () -> lab.isDelivering(Venue.BINANCE));
            lab.await("gaps", 10, () -> lab.count(Counter.GAPS_CONFIRMED) > 0);
            lab.await("back-filled", 30, () -> lab.gaps().isEmpty() && isIdle(lab));
            lab.await("gate open", 10, lab::isGateOpen);

            checkHealth(lab);
            lab.stopEngine();
            tally = JournalTally.of(folder, before);
        }
        System.out.println("outage of 8 s: " + tally.text() + "; back-filled records " + tally.backFilled()
                + "; gates opened by " + tally.openedBy());
        assertTrue(tally.backFilled() > 0, "records of back-fill");
        assertTrue(tally.idsConfirmed() > 50, "ids missing: " + tally.idsConfirmed());
        assertEquals(tally.idsConfirmed(), tally.idsFilled());
        assertFalse(tally.openedBy().isEmpty());
        assertFalse(
                tally.openedBy().contains(RecordKind.BACK_FILLED_TRADE),
                tally.openedBy().toString());
        assertEquals(List.of(), tally.contradictions());
    }

    @Test
    void shouldHaveNoGapWhenNothingWasTradedMeanwhile() throws Exception {
        try (VenueLab lab = VenueLab.start(folder, VenueLab.venues(), Map.of())) {
            long before = lab.engine().published().sequence();

            lab.exchange().inject(Fault.silence(5, null, false));
            lab.exchange().inject(Fault.refuse(3));
            lab.exchange().inject(Fault.disconnect(true));
            lab.await("gate closed", 5, () -> !lab.isGateOpen());
            lab.await("binance again", 20, () -> lab.isDelivering(Venue.BINANCE) && lab.isGateOpen());

            checkHealth(lab);
            lab.stopEngine();
            JournalTally tally = JournalTally.of(folder, before);
            System.out.println("outage without trades: " + tally.text());
            assertEquals(0, tally.gapsConfirmed(), tally.text());
            assertEquals(List.of(), tally.contradictions());
        }
    }

    @Test
    void shouldHaveNoGapWhenAConnectionIsReplacedForItsAge() throws Exception {
        try (VenueLab lab = VenueLab.start(folder, VenueLab.venues(), Map.of("venues.binance.life", "1m"))) {
            long before = lab.engine().published().sequence();

            lab.await("rotation", 90, () -> lab.count(Counter.ROTATIONS) > 0);
            long rotated = lab.engine().published().marketTimeEpochNs();
            lab.await(
                    "binance again",
                    10,
                    () -> lab.isDelivering(Venue.BINANCE)
                            && lab.feed(Venue.BINANCE).lastDataEpochNs() > rotated
                            && lab.exchange().state(Venue.BINANCE).connections().size() == 1);

            assertTrue(lab.isGateOpen());
            checkHealth(lab);
            lab.stopEngine();
            JournalTally tally = JournalTally.of(folder, before);
            System.out.println("rotation: " + tally.text() + "; gates opened by " + tally.openedBy());
            assertEquals(0, tally.gapsConfirmed(), tally.text());
            assertEquals(List.of(), tally.openedBy(), "a gate closed and opened again");
            assertEquals(List.of(), tally.contradictions());
        }
    }

    @Test
    void shouldFillTheGapOfARestart() throws Exception {
        try (VenueLab lab = VenueLab.start(folder, VenueLab.venues(), Map.of())) {
            long before = lab.engine().published().sequence();

            lab.stopEngine();
            long newest =
                    lab.exchange().state(Venue.BINANCE).lastTrades().get(0).tradeId();
            lab.await(
                    "trades without us",
                    10,
                    () -> newest + 20
                            < lab.exchange()
                                    .state(Venue.BINANCE)
                                    .lastTrades()
                                    .get(0)
                                    .tradeId());
            lab.startEngine();
            lab.await("gaps", 10, () -> lab.count(Counter.GAPS_CONFIRMED) > 0);
            lab.await("back-filled", 30, () -> lab.gaps().isEmpty() && isIdle(lab));

            checkHealth(lab);
            lab.stopEngine();
            JournalTally tally = JournalTally.of(folder, before);
            System.out.println("restart: " + tally.text());
            assertEquals(tally.idsConfirmed(), tally.idsFilled());
            assertFalse(
                    tally.openedBy().contains(RecordKind.BACK_FILLED_TRADE),
                    tally.openedBy().toString());
        }
    }

    /** Whether market time has passed the two seconds within which a hole is only suspected. */
    private static boolean isIdle(VenueLab lab) {
        return lab.engine().published().coverage().all().stream()
                .allMatch(coverage -> coverage.missingTrades() == 0
                        && lab.engine().published().marketTimeEpochNs() - coverage.changedEpochNs()
                                > TimeUnit.SECONDS.toNanos(3));
    }

    private static void checkHealth(VenueLab lab) {
        assertEquals(List.of(), lab.gaps());
        assertTrue(lab.isContinuous(Venue.BINANCE));
        assertFalse(lab.isHalted());
        assertEquals(0, lab.count(Counter.ERRORS));
    }
}
