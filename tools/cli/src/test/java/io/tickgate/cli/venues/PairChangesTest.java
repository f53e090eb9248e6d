package io.tickgate.cli.venues;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.simulator.SimulatorOptions;
import io.tickgate.simulator.market.Instrument;
import io.tickgate.simulator.market.Venue;
import io.tickgate.simulator.server.ConnectionView;
import io.tickgate.status.Counter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fifty pairs come and go while BTC/USD is streamed: nothing of BTC/USD is missed, and no connection is lost over it. */
@Tag("slow")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PairChangesTest {
    private static final int PAIRS = 50;

    @TempDir
    Path folder;

    @Test
    void shouldMissNothingWhenFiftyPairsComeAndGo() throws Exception {
        SimulatorOptions options =
                VenueLab.venues().withInstruments(instruments()).withEventsPerSecond(1_000);
        try (VenueLab lab = VenueLab.start(folder, options, Map.of());
                LabGateway gateway = new LabGateway(lab)) {
            List<String> messages = gateway.stream("BTC/USD");
            lab.await("prices", 10, () -> messages.size() > 10);
            long before = lab.engine().published().sequence();
            int streams = lab.feed(Venue.BINANCE).streamsDesired();

            for (int i = 0; i < PAIRS; i++) {
                String answer =
                        gateway.add("{\"symbol\":\"" + asset(i) + "/USD\",\"binance\":\"" + asset(i) + "USDT\"}");
                assertTrue(answer.startsWith("201"), answer);
            }
            lab.await(
                    "all delivered",
                    60,
                    () -> lab.feed(Venue.BINANCE).streamsDesired() == streams + PAIRS
                            && lab.isDelivering(Venue.BINANCE));
            int subscribed = subscribed(lab);
            for (int i = 0; i < PAIRS; i++) {
                String answer = gateway.remove(asset(i) + "-USD");
                assertTrue(answer.startsWith("2"), answer);
            }
            lab.await("all gone", 60, () -> subscribed(lab) <= subscribed - PAIRS && lab.isDelivering(Venue.BINANCE));
            int seen = messages.size();
            lab.await("prices go on", 10, () -> messages.size() > seen + 10);

            check(lab, before, messages, subscribed);
        }
    }

    private static void check(VenueLab lab, long before, List<String> messages, int subscribed) {
        long end = lab.engine().published().sequence();
        int connections = lab.exchange().state(Venue.BINANCE).connections().size();
        long tooFast = lab.exchange().state(Venue.BINANCE).paceCount();
        boolean isHalted = lab.isHalted();
        long errors = lab.count(Counter.ERRORS);
        List<?> gaps = lab.gaps();
        lab.stopEngine();
        JournalTally tally = JournalTally.of(lab.folder(), before, end, "binance");
        System.out.println("pairs: " + subscribed + " streams at the venue with " + PAIRS + " more, then "
                + tally.events("unsubscribed") + " unsubscribed; " + connections + " connection; journal: "
                + tally.text()
                + "; BTC/USD messages " + messages.size());
        assertEquals(0, tally.events("lost"), tally.text());
        assertEquals(0, tally.gapsConfirmed(), tally.text());
        assertEquals(List.of(), gaps);
        assertEquals(1, connections);
        assertEquals(0, tooFast, "connections closed for too many messages");
        assertFalse(isHalted);
        assertEquals(0, errors);
        assertTrue(messages.stream().noneMatch(text -> text.startsWith("closed") || text.startsWith("failed")));
    }

    /** Stream names that the venue has been asked for. */
    private static int subscribed(VenueLab lab) {
        return lab.exchange().state(Venue.BINANCE).connections().stream()
                .map(ConnectionView::streams)
                .mapToInt(List::size)
                .sum();
    }

    private static List<Instrument> instruments() {
        List<Instrument> instruments = new ArrayList<>(Instrument.catalogue());
        Instrument like = Instrument.named("SOLUSDT");
        for (int i = 0; i < PAIRS; i++) {
            instruments.add(new Instrument(
                    asset(i) + "USDT",
                    like.initialPriceE8(),
                    like.tickSizeE8(),
                    like.lotSizeE8(),
                    like.medianSizeE8()));
        }
        return instruments;
    }

    private static String asset(int i) {
        return "PAIR" + i;
    }
}
