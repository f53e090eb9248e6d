package io.tickgate.perf.ticks;

import io.tickgate.market.Market;
import io.tickgate.record.EngineStartedFlyweight;
import io.tickgate.record.HealthThresholdsFlyweight;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.VenueFlyweight;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.MutableDirectBuffer;

/** Defines what a {@link TickSource} needs: its streams, each with an instrument and a market of its own, and the usual thresholds. */
public final class TickDefinitions {
    private static final int VENUE_ID = 1;

    private final Supplier<MutableDirectBuffer> scratch;
    private final Runnable publish;

    /**
     * Definitions yet to be written.
     *
     * @param scratch buffer for the next record.
     * @param publish takes the record in the buffer.
     */
    public TickDefinitions(Supplier<MutableDirectBuffer> scratch, Runnable publish) {
        this.scratch = scratch;
        this.publish = publish;
    }

    /** Writes the start and the definitions, at an engine time. */
    public void publish(long nowEpochNs) {
        new EngineStartedFlyweight().wrap(scratch.get()).set(nowEpochNs, nowEpochNs, Market.RULES_VERSION, "perf");
        publish.run();
        new HealthThresholdsFlyweight()
                .wrap(scratch.get())
                .set(nowEpochNs, seconds(3), seconds(10), seconds(30), seconds(5), seconds(5));
        publish.run();
        new VenueFlyweight().wrap(scratch.get()).set(nowEpochNs, VENUE_ID, "binance");
        publish.run();
        for (int id = 1; id <= TickSource.STREAMS; id++) {
            define(nowEpochNs, id);
        }
    }

    private void define(long nowEpochNs, int id) {
        new InstrumentFlyweight()
                .wrap(scratch.get())
                .set(nowEpochNs, id, InstrumentFlyweight.CONFIGURED, false, "C" + id + "/USD", "coin" + id);
        publish.run();
        new StreamFlyweight()
                .wrap(scratch.get())
                .set(nowEpochNs, id, VENUE_ID, id, 0, StreamFlyweight.TRADES, false, "C" + id + "USDT");
        publish.run();
        new MarketFlyweight()
                .wrap(scratch.get())
                .begin(nowEpochNs, "tap-" + id)
                .marketId(id)
                .instrumentId(id)
                .settlementStreamId(id)
                .quoteAgeMaxNs(
                        seconds(3)) // so that the market keeps the newest trades, as a market with quote checks does
                .version(1);
        publish.run();
    }

    private static long seconds(long number) {
        return TimeUnit.SECONDS.toNanos(number);
    }
}
