package io.tickgate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.input.EngineClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streams that flow only while a client wants them. */
@Timeout(60)
class StreamDemandTest {
    private static final String FILE = """
            instruments = [
              { symbol = "BTC/USD", binance = BTCUSDT, on-demand = true }
              { symbol = "ETH/USD", binance = ETHUSDT, coinbase = "ETH-USD", on-demand = true }
            ]
            markets = [{ name = btc, instrument = "BTC/USD", band-min = "1", band-max = "20" }]
            """;
    private static final int BTC = 1;
    private static final int ETH = 2;

    private final PairRig rig;

    StreamDemandTest(@TempDir Path folder) throws IOException {
        rig = new PairRig(folder, FILE);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldStartOnlyWhatAMarketNeeds() {
        assertEquals(List.of("want 1:1 BTCUSDT settling"), rig.taken());
        assertTrue(rig.desk.list().get(1).isOnDemand());
        assertFalse(rig.desk.list().get(1).streams().get(0).isWanted());
    }

    @Test
    void shouldFlowWhileAClientWantsItAndForAWhileAfterwards() {
        rig.taken();

        rig.desk.demand().wanted(ETH);
        rig.settle();
        List<String> started = rig.taken();
        rig.desk.demand().wanted(ETH);
        rig.desk.demand().released(ETH);
        rig.advanceMs(100_000);
        rig.settle();
        rig.desk.demand().released(ETH);
        rig.settle();
        rig.advanceMs(29_999);
        rig.settle();
        List<String> still = rig.taken();
        rig.advanceMs(1);
        rig.settle();

        assertEquals(List.of("want 1:2 ETHUSDT", "want 2:3 ETH-USD"), started);
        assertEquals(List.of(), still);
        assertEquals(List.of("unwant 1:2", "unwant 2:3"), rig.taken());
    }

    @Test
    void shouldStayWhenAClientComesBackInTime() {
        rig.desk.demand().wanted(ETH);
        rig.settle();
        rig.desk.demand().released(ETH);
        rig.settle();
        rig.advanceMs(29_000);
        rig.desk.demand().wanted(ETH);
        rig.settle();
        rig.desk.demand().released(ETH);
        rig.settle();
        rig.taken();

        rig.advanceMs(29_000);
        rig.settle();

        assertEquals(List.of(), rig.taken());
    }

    @Test
    void shouldTakeAReadAsDemandForAMinute() {
        rig.desk.demand().read(ETH);
        rig.settle();
        rig.taken();

        rig.advanceMs(59_999);
        rig.settle();
        rig.advanceMs(1);
        rig.settle();
        rig.advanceMs(30_000);
        rig.settle();

        assertEquals(List.of("unwant 1:2", "unwant 2:3"), rig.taken());
    }

    @Test
    void shouldNeverStopWhatAMarketNeeds() {
        rig.desk.demand().wanted(BTC);
        rig.settle();
        rig.desk.demand().released(BTC);
        rig.taken();

        rig.settle();
        rig.advanceMs(100_000);
        rig.settle();

        assertEquals(List.of(), rig.taken());
    }

    @Test
    void shouldFlowFromTheVenuesThatCanTakeIt() {
        rig.refused.add("ETHUSDT");
        rig.taken();

        rig.desk.demand().wanted(ETH);
        rig.settle();

        assertEquals(
                List.of("refuse 1:2 ETHUSDT", "want 2:3 ETH-USD"), rig.taken().subList(0, 2));
        assertTrue(rig.desk.list().get(1).streams().get(1).isWanted());
    }

    @Test
    void shouldRefuseAReleaseOfWhatNobodyWanted() {
        assertThrows(IllegalStateException.class, () -> rig.desk.demand().released(ETH));

        rig.desk.demand().wanted(ETH);
        rig.desk.demand().released(ETH);
    }

    @Test
    void shouldLoseNoCountWhenManyThreadsComeAndGo() throws Exception {
        DemandCounts counts = new DemandCounts(new EngineClock(() -> 1, () -> 1, 0));
        int threadCount = 4;
        CyclicBarrier barrier = new CyclicBarrier(threadCount);
        List<Thread> threads = new ArrayList<>();
        List<Throwable> faults = new ArrayList<>();
        for (int i = 0; i < threadCount; i++) {
            Thread thread = new Thread(() -> comeAndGo(counts, barrier), "demand-" + i);
            thread.setUncaughtExceptionHandler((which, fault) -> {
                synchronized (faults) {
                    faults.add(fault);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        boolean isLeft = counts.isWanted(1, 1);
        for (int i = 0; i < threadCount; i++) {
            counts.released(1);
        }

        assertEquals(List.of(), faults);
        assertTrue(isLeft);
        assertFalse(counts.isWanted(1, 1));
    }

    /** Ends with one wish more than it has released. */
    private static void comeAndGo(DemandCounts counts, CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        for (int i = 0; i < 100_000; i++) {
            counts.wanted(1);
            counts.released(1);
        }
        counts.wanted(1);
    }
}
