package io.tickgate.cli.venues;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultKind;
import io.tickgate.simulator.market.Venue;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first venue goes silent, then all of them: where the shown price comes from, and that bets follow the settling venue alone. */
@Tag("slow")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SourceSwitchTest {
    private static final String BTC = "/api/prices/BTC/USD";

    @TempDir
    Path folder;

    @Test
    void shouldShowTheNextVenueAndKeepTheGateClosedWhenTheFirstIsSilent() throws Exception {
        try (VenueLab lab = VenueLab.start(folder, VenueLab.venues(), Map.of());
                LabGateway gateway = new LabGateway(lab)) {
            lab.await("binance shown", 10, () -> isFrom(gateway, "binance"));

            lab.exchange().inject(Fault.silence(10, null, false));
            lab.await("gate closed", 6, () -> !lab.isGateOpen());
            lab.await("coinbase shown", 6, () -> isFrom(gateway, "coinbase"));
            String shown = gateway.get(BTC);
            checkUntilOver(lab, gateway);
            long openedNs = System.nanoTime();
            assertTrue(isFrom(gateway, "coinbase"), "binance shown before it was stable");
            lab.await("binance shown again", 15, () -> isFrom(gateway, "binance"));
            long returnedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - openedNs);

            System.out.println(
                    "binance silent: " + shown + "; shown again " + returnedMs + " ms after its gate opened");
            assertEquals("healthy", field(shown, "health"), shown);
            assertFalse(lab.isHalted());
        }
    }

    /** Until the gate opens again, which only data of the settling venue may do. */
    private static void checkUntilOver(VenueLab lab, LabGateway gateway) {
        lab.await("gate open", 20, () -> {
            boolean isSilent = !lab.exchange().state(Venue.BINANCE).faults().isEmpty();
            boolean isOpen = lab.isGateOpen();
            // The fault is read before the gate, so that both cannot have changed between.
            assertFalse(isSilent && isOpen, "open while the settling venue is silent");
            assertTrue(isOpen || isFrom(gateway, "coinbase"), gateway.get(BTC));
            return isOpen;
        });
    }

    @Test
    void shouldServeTheLastPriceAsCachedWhenAllVenuesAreSilent() throws Exception {
        try (VenueLab lab = VenueLab.start(folder, VenueLab.venues(), Map.of());
                LabGateway gateway = new LabGateway(lab)) {
            for (Venue venue : Venue.values()) {
                lab.exchange().inject(venue, Fault.refusal(FaultKind.REST_ERROR, 60, 0));
                lab.exchange().inject(venue, Fault.silence(60, null, false));
            }
            lab.await("critical", 15, () -> "critical".equals(field(gateway.get(BTC), "health")));
            lab.await("cached", 40, () -> "true".equals(field(gateway.get(BTC), "cached")));

            String body = gateway.get(BTC);
            System.out.println("all silent: " + body);
            assertFalse(lab.isGateOpen());
            assertEquals("true", field(body, "stale"), body);
            assertTrue(body.contains("\"price\":\""), body);
            lab.exchange().clearFaults();
            lab.await("live again", 60, () -> isFrom(gateway, "binance") && lab.isGateOpen());
            assertFalse(lab.isHalted());
        }
    }

    private static boolean isFrom(LabGateway gateway, String venue) {
        return venue.equals(field(gateway.get(BTC), "source"));
    }

    /** The first scalar of a name. */
    private static String field(String body, String name) {
        int at = body.indexOf("\"" + name + "\":");
        if (at < 0) {
            return "";
        }
        String rest = body.substring(at + name.length() + 3).replace("\"", "");
        return rest.split("[,}]", 2)[0];
    }
}
