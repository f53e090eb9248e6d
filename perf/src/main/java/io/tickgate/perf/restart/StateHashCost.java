package io.tickgate.perf.restart;

import io.tickgate.market.Market;
import io.tickgate.record.HealthThresholdsFlyweight;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.VenueFlyweight;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import org.agrona.concurrent.UnsafeBuffer;

/** What the state hash of each minute costs the market's thread. */
final class StateHashCost {
    private static final int ROUNDS = 200;
    private static final long T0 = 1_700_000_000_000_000_000L;
    private static final long S = 1_000_000_000L;

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(RecordFlyweight.RECORD_LENGTH_MAX));
    private final RecordFlyweight header = new RecordFlyweight().wrap(buffer);
    private final Market market = new Market((record, length) -> {});
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private StateHashCost() {}

    /** Measures with a number of streams, each with a trade and an instrument of its own. */
    static void measure(int streams, PrintWriter out) {
        StateHashCost cost = new StateHashCost();
        cost.define(streams);
        cost.measureRounds(streams, out);
    }

    private void define(int streams) {
        new HealthThresholdsFlyweight().wrap(buffer).set(T0, 3 * S, 10 * S, 30 * S, 5 * S, 5 * S);
        feed();
        new VenueFlyweight().wrap(buffer).set(T0, 1, "binance");
        feed();
        for (int id = 1; id <= streams; id++) {
            new InstrumentFlyweight()
                    .wrap(buffer)
                    .set(T0, id, InstrumentFlyweight.CONFIGURED, false, "C" + id + "/USD", "coin" + id);
            feed();
            new StreamFlyweight().wrap(buffer).set(T0, id, 1, id, 0, StreamFlyweight.TRADES, false, "C" + id + "USDT");
            feed();
            new TradeFlyweight()
                    .wrap(buffer)
                    .begin(T0)
                    .streamId(id)
                    .tradeId(id)
                    .tradeTimeEpochNs(T0)
                    .eventTimeEpochNs(T0)
                    .priceE8(6_000_000_000_000L)
                    .sizeE8(1);
            feed();
        }
    }

    private void feed() {
        header.epoch(1).sequence(market.lastSequence() + 1);
        market.onRecord(buffer, header.length());
    }

    private void measureRounds(int streams, PrintWriter out) {
        long[] usedNs = new long[ROUNDS];
        int length = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long startNs = threads.getCurrentThreadCpuTime();
            length += market.stateHash().length();
            usedNs[i] = threads.getCurrentThreadCpuTime() - startNs;
        }
        Arrays.sort(usedNs);
        out.printf(
                Locale.ROOT,
                "- state hash with %,d streams: %.3f ms of CPU in the median, %.3f ms at worst of %d%n",
                streams,
                usedNs[ROUNDS / 2] / 1e6,
                usedNs[ROUNDS - 1] / 1e6,
                length / 64);
    }
}
