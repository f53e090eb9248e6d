package io.tickgate.history;

import io.tickgate.market.Market;
import io.tickgate.market.TradeListener;
import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.ClockFlyweight;
import io.tickgate.record.EngineStartedFlyweight;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.HealthThresholdsFlyweight;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.NoTradeFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.VenueFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import io.tickgate.touch.StreamCoverage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes records of one stream as the ring would publish them, and hands them to a market with a listener. */
final class TapeRig {
    static final int STREAM = 1;
    static final long T0 = 1_700_000_000_000_000_000L;
    static final long MS = 1_000_000L;
    static final long S = 1_000_000_000L;

    private final UnsafeBuffer scratch = new UnsafeBuffer(ByteBuffer.allocateDirect(RecordFlyweight.RECORD_LENGTH_MAX));
    private final RecordFlyweight header = new RecordFlyweight().wrap(scratch);
    private final List<byte[]> records = new ArrayList<>();
    private final Market market;
    private int toldVersion = -1;
    long nowEpochNs = T0;

    TapeRig(TradeListener listener) {
        market = new Market((record, length) -> {}, listener);
        new EngineStartedFlyweight().wrap(scratch).set(nowEpochNs, nowEpochNs, Market.RULES_VERSION, "test");
        feed();
        new HealthThresholdsFlyweight().wrap(scratch).set(nowEpochNs, 3 * S, 10 * S, 30 * S, 5 * S, 5 * S);
        feed();
        new VenueFlyweight().wrap(scratch).set(nowEpochNs, 1, "venue");
        feed();
        new InstrumentFlyweight()
                .wrap(scratch)
                .set(nowEpochNs, 1, InstrumentFlyweight.CONFIGURED, false, "BTC/USD", "");
        feed();
        new StreamFlyweight().wrap(scratch).set(nowEpochNs, STREAM, 1, 1, 0, StreamFlyweight.TRADES, false, "BTCUSDT");
        feed();
        new FeedEventFlyweight().wrap(scratch).set(nowEpochNs, 1, FeedEventFlyweight.DELIVERING, 1, STREAM, "test");
        feed();
    }

    Market market() {
        return market;
    }

    long sequence() {
        return market.lastSequence();
    }

    /** Everything fed so far. */
    List<byte[]> records() {
        return records;
    }

    void trade(long id, long timeEpochNs, long priceE8, long sizeE8, int flags) {
        nowEpochNs = Math.max(nowEpochNs, timeEpochNs + 20 * MS);
        new TradeFlyweight()
                .wrap(scratch)
                .begin(nowEpochNs)
                .streamId(STREAM)
                .takerSide(TradeFlyweight.SIDE_BUY)
                .tradeId(id)
                .tradeTimeEpochNs(timeEpochNs)
                .eventTimeEpochNs(timeEpochNs)
                .priceE8(priceE8)
                .sizeE8(sizeE8)
                .flags(flags);
        feed();
    }

    void backFilled(long first, long last, long timeEpochNs, long priceE8, long sizeE8) {
        new BackFilledTradeFlyweight()
                .wrap(scratch)
                .begin(nowEpochNs)
                .streamId(STREAM)
                .takerSide(TradeFlyweight.SIDE_SELL)
                .firstTradeId(first)
                .lastTradeId(last)
                .tradeTimeEpochNs(timeEpochNs)
                .priceE8(priceE8)
                .sizeE8(sizeE8);
        feed();
    }

    void noTrade(long id) {
        new NoTradeFlyweight().wrap(scratch).begin(nowEpochNs).streamId(STREAM).tradeId(id);
        feed();
    }

    void watermark(long id, long venueTimeEpochNs) {
        new WatermarkFlyweight()
                .wrap(scratch)
                .begin(nowEpochNs)
                .streamId(STREAM)
                .source(WatermarkFlyweight.HEARTBEAT)
                .newestTradeId(id)
                .venueTimeEpochNs(venueTimeEpochNs);
        feed();
    }

    /** Lets time pass, so that what is suspected is confirmed. */
    void pass(long ns) {
        nowEpochNs += ns;
        new ClockFlyweight().wrap(scratch).set(nowEpochNs, 0);
        feed();
    }

    private void feed() {
        header.epoch(1).sequence(market.lastSequence() + 1);
        byte[] copy = new byte[header.length()];
        scratch.getBytes(0, copy);
        records.add(copy);
        market.onRecord(scratch, copy.length);
    }

    StreamCoverage coverage() {
        return market.coverage(STREAM);
    }

    /** Ends a batch of a history that listens. */
    void endBatch(HistoryWriter writer) {
        int version = market.coverageVersion(STREAM);
        if (version != toldVersion) {
            toldVersion = version;
            writer.onCoverage(coverage());
        }
        writer.onEndOfBatch(market.lastSequence(), market.marketTimeEpochNs());
    }
}
