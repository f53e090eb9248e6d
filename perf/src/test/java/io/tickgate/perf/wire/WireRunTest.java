package io.tickgate.perf.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole rig with real processes, slowly: that every trade is accounted for, not how long it took. */
@Tag("slow")
@Timeout(240)
class WireRunTest {
    private static final int PER_SECOND = 100;
    private static final int CLIENTS = 3;

    @TempDir
    Path folder;

    @Test
    void shouldAccountForEveryTradeWhenAnEngineIsMeasured() throws IOException {
        WireResult result = new WireRun(WireSubject.TICKGATE, folder, PER_SECOND, 1, 2, CLIENTS).run(folder);

        HopStatistics hops = result.hops();
        long arrived = hops.sentToArrived().getTotalCount();
        assertEquals("300 0 0 0", result.totals());
        assertEquals(0, hops.lost());
        assertEquals(2 * PER_SECOND, arrived + hops.conflated());
        assertTrue(arrived > 0, "nothing arrived");
        assertEquals(2 * PER_SECOND, hops.sentToReceived().getTotalCount());
        assertEquals(2 * PER_SECOND, hops.intendedToKnown().getTotalCount());
        assertTrue(result.cpu().nsByThread().containsKey("engine"), result.cpu().toString());
    }
}
