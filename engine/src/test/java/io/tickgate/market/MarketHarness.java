package io.tickgate.market;

import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.ClockFlyweight;
import io.tickgate.record.ConditionFlyweight;
import io.tickgate.record.EngineStartedFlyweight;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.GateReason;
import io.tickgate.record.HealthThresholdsFlyweight;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.NoTradeFlyweight;
import io.tickgate.record.PriceChangedFlyweight;
import io.tickgate.record.PriceFlyweight;
import io.tickgate.record.QuoteFlyweight;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.SourceFlyweight;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.VenueFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A market with a hand-moved clock: makes records as the ring would publish them, feeds them, and keeps the output as readable lines.
 * What was fed is kept too, so that it can be fed to another market.
 */
public final class MarketHarness {
    /** Engine time at which a test starts. */
    public static final long T0 = 1_700_000_000_000_000_000L;
    /** A second in ns. */
    public static final long S = 1_000_000_000L;
    /** A price that trades have unless a test says otherwise: 60,000. */
    public static final long PRICE = 6_000_000_000_000L;

    public static final int VENUE = 1;
    public static final int INSTRUMENT = 1;
    public static final int STREAM = 1;
    public static final int MARKET = 1;

    private final ByteBuffer scratchBytes = ByteBuffer.allocateDirect(RecordFlyweight.RECORD_LENGTH_MAX);
    private final UnsafeBuffer scratch = new UnsafeBuffer(scratchBytes);
    private final RecordChecksum checksum = new RecordChecksum();
    private final RecordFlyweight header = new RecordFlyweight().wrap(scratch);
    private final Market market;
    private final List<byte[]> records = new ArrayList<>();
    private final List<byte[]> outputs = new ArrayList<>();
    private final List<String> decisions = new ArrayList<>();
    private final List<String> prices = new ArrayList<>();
    private final List<String> coverages = new ArrayList<>();
    private final Set<Integer> announced = new HashSet<>();
    private final List<String> streamRows = new ArrayList<>();
    private final PriceChangedFlyweight shown = new PriceChangedFlyweight();
    private long nowEpochNs = T0;
    private long connectionId = 1;
    private long betId;

    public MarketHarness() {
        market = new Market(this::onOutput);
    }

    /** A harness whose market knows one venue, instrument, stream and market, by the default thresholds; its output is not kept. */
    public static MarketHarness started() {
        MarketHarness harness = new MarketHarness().start().defineHealth(3 * S, 10 * S, 30 * S);
        harness.defineStream(STREAM, INSTRUMENT).defineMarket(MARKET, rule -> {});
        harness.take();
        return harness;
    }

    /** A started harness whose gate is open at {@code 40s} with trade {@code 41} as reference, received just now. */
    public static MarketHarness open() {
        return open(rule -> {});
    }

    /** As {@link #open()}, with a rule. */
    public static MarketHarness open(Consumer<MarketFlyweight> rule) {
        MarketHarness harness = started().defineMarket(MARKET, rule);
        for (int second = 0; second <= 40; second++) {
            harness.at(second * S).trade(second + 1);
        }
        harness.take();
        return harness;
    }

    private void onOutput(UnsafeBuffer record, int length) {
        byte[] copy = new byte[length];
        record.getBytes(0, copy);
        outputs.add(copy);
        int kindCode = new RecordFlyweight().wrap(record, 0, length).kindCode();
        if (kindCode == RecordKind.PRICE_CHANGED.code()) {
            shown.wrap(new UnsafeBuffer(copy), 0, length);
            prices.add(OutputText.of(record, length));
        } else if (kindCode == RecordKind.STREAM_PRICE_CHANGED.code()) {
            streamRows.add(OutputText.of(record, length));
        } else if (kindCode == RecordKind.COVERAGE_CHANGED.code()) {
            coverages.add(OutputText.of(record, length));
        } else if (kindCode != RecordKind.STATE_HASHED.code()) {
            decisions.add(OutputText.of(record, length));
        }
    }

    /** Engine time of the following records: ns since {@link #T0}. */
    public MarketHarness at(long sinceStartNs) {
        nowEpochNs = T0 + sinceStartNs;
        return this;
    }

    public long now() {
        return nowEpochNs;
    }

    public Market market() {
        return market;
    }

    public MarketHarness start() {
        announced.clear();
        new EngineStartedFlyweight().wrap(scratch).set(nowEpochNs, nowEpochNs, Market.RULES_VERSION, "test");
        return feed();
    }

    public MarketHarness defineHealth(long degradedNs, long criticalNs, long recoveryNs) {
        new HealthThresholdsFlyweight().wrap(scratch).set(nowEpochNs, degradedNs, criticalNs, recoveryNs, 5 * S, 5 * S);
        return feed();
    }

    public MarketHarness defineStream(int streamId, int instrumentId) {
        new VenueFlyweight().wrap(scratch).set(nowEpochNs, VENUE, "venue");
        feed();
        new InstrumentFlyweight()
                .wrap(scratch)
                .set(nowEpochNs, instrumentId, InstrumentFlyweight.CONFIGURED, false, "BTC/USD" + instrumentId, "");
        feed();
        return mapStream(streamId, instrumentId, false);
    }

    public MarketHarness mapStream(int streamId, int instrumentId, boolean isRetired) {
        new StreamFlyweight()
                .wrap(scratch)
                .set(
                        nowEpochNs,
                        streamId,
                        VENUE,
                        instrumentId,
                        0,
                        StreamFlyweight.TRADES,
                        isRetired,
                        "SYMBOL" + streamId);
        return feed();
    }

    /** A market of stream {@link #STREAM}: lead 1 s, windows 1 s to 1 h, bands 1 to 1,000, stakes 1 to 100. */
    public MarketHarness defineMarket(int marketId, Consumer<MarketFlyweight> changes) {
        MarketFlyweight rule = new MarketFlyweight()
                .wrap(scratch)
                .begin(nowEpochNs, "market-" + marketId)
                .marketId(marketId)
                .version(1)
                .instrumentId(INSTRUMENT)
                .settlementStreamId(STREAM)
                .leadNs(S)
                .windowMinNs(S)
                .windowMaxNs(3_600 * S)
                .aheadMaxNs(7_200 * S)
                .bandMinE8(100_000_000L)
                .bandMaxE8(100_000_000_000L)
                .stakeMinMinor(1)
                .stakeMaxMinor(100)
                .exposureMaxMinor(1_000)
                .openBetsMax(50)
                .deadlineNs(600 * S);
        changes.accept(rule);
        return feed();
    }

    public MarketHarness clock() {
        return clock(0);
    }

    public MarketHarness clock(long wallOffsetNs) {
        new ClockFlyweight().wrap(scratch).set(nowEpochNs, wallOffsetNs);
        return feed();
    }

    public MarketHarness trade(long id) {
        return trade(id, trade -> {});
    }

    /**
     * A trade of {@link #STREAM} at {@link #PRICE}, its times equal to now. As a feed does, the connection says before the first one
     * that it delivers the stream.
     */
    public MarketHarness trade(long id, Consumer<TradeFlyweight> changes) {
        TradeFlyweight trade = encode(id, changes);
        int streamId = trade.streamId();
        if (announced.add(streamId)) {
            byte[] copy = new byte[TradeFlyweight.LENGTH];
            scratch.getBytes(0, copy);
            feedEvent(FeedEventFlyweight.DELIVERING, connectionId, streamId);
            scratch.putBytes(0, copy);
        }
        return feed();
    }

    /** A trade that no connection has announced. */
    public MarketHarness bareTrade(long id) {
        encode(id, trade -> {});
        return feed();
    }

    private TradeFlyweight encode(long id, Consumer<TradeFlyweight> changes) {
        TradeFlyweight trade = new TradeFlyweight()
                .wrap(scratch)
                .begin(nowEpochNs)
                .streamId(STREAM)
                .takerSide(TradeFlyweight.SIDE_BUY)
                .tradeId(id)
                .tradeTimeEpochNs(nowEpochNs)
                .eventTimeEpochNs(nowEpochNs)
                .priceE8(PRICE)
                .sizeE8(1);
        changes.accept(trade);
        return trade;
    }

    /** A fetched trade, or an aggregate of trades, of {@link #STREAM} at {@link #PRICE}, made now. */
    public MarketHarness backFilled(long firstId, long lastId) {
        return backFilled(firstId, lastId, trade -> {});
    }

    public MarketHarness backFilled(long firstId, long lastId, Consumer<BackFilledTradeFlyweight> changes) {
        BackFilledTradeFlyweight trade = new BackFilledTradeFlyweight()
                .wrap(scratch)
                .begin(nowEpochNs)
                .streamId(STREAM)
                .takerSide(TradeFlyweight.SIDE_BUY)
                .firstTradeId(firstId)
                .lastTradeId(lastId)
                .tradeTimeEpochNs(nowEpochNs)
                .priceE8(PRICE)
                .sizeE8(1);
        changes.accept(trade);
        return feed();
    }

    public MarketHarness noTrade(long id) {
        new NoTradeFlyweight().wrap(scratch).begin(nowEpochNs).streamId(STREAM).tradeId(id);
        return feed();
    }

    /** A watermark of {@link #STREAM}, true as of now. */
    public MarketHarness watermark(long newestId, int source) {
        return watermark(newestId, source, nowEpochNs);
    }

    /** A watermark of {@link #STREAM}, true as of a time of the venue's. */
    public MarketHarness watermark(long newestId, int source, long venueTimeEpochNs) {
        new WatermarkFlyweight()
                .wrap(scratch)
                .begin(nowEpochNs)
                .streamId(STREAM)
                .source(source)
                .newestTradeId(newestId)
                .venueTimeEpochNs(venueTimeEpochNs);
        return feed();
    }

    /** A quote of {@link #STREAM} without a venue time. */
    public MarketHarness quote(long updateId) {
        return quote(updateId, quote -> {});
    }

    public MarketHarness quote(long updateId, Consumer<QuoteFlyweight> changes) {
        QuoteFlyweight quote = new QuoteFlyweight()
                .wrap(scratch)
                .begin(nowEpochNs)
                .streamId(STREAM)
                .updateId(updateId)
                .eventTimeEpochNs(RecordFlyweight.ABSENT)
                .bid(PRICE - 1, 1)
                .ask(PRICE + 1, 1);
        changes.accept(quote);
        return feed();
    }

    /** A bet that every rule of {@link #defineMarket} takes, under a key of its own: band 100 above the price, in 2 s for 10 s. */
    public MarketHarness bet() {
        return bet("key-" + (betId + 1), bet -> {});
    }

    public MarketHarness bet(Consumer<BetFlyweight> changes) {
        return bet("key-" + (betId + 1), changes);
    }

    public MarketHarness bet(String key, Consumer<BetFlyweight> changes) {
        BetFlyweight bet = new BetFlyweight()
                .wrap(scratch)
                .begin(nowEpochNs, ascii("tenant"), ascii("user"), ascii(key), ascii("terms"))
                .betId(7, ++betId)
                .marketId(MARKET)
                .band(PRICE + 10_000_000_000L, PRICE + 20_000_000_000L)
                .window(nowEpochNs + 2 * S, nowEpochNs + 12 * S)
                .stakeMinor(10);
        changes.accept(bet);
        return feed();
    }

    /** Id that the next bet gets. */
    public long nextBetId() {
        return betId + 1;
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A stream of a venue of its own, which has the same id. */
    public MarketHarness defineVenueStream(int streamId, int instrumentId, int priority, int content) {
        new VenueFlyweight().wrap(scratch).set(nowEpochNs, streamId, "venue-" + streamId);
        feed();
        new InstrumentFlyweight()
                .wrap(scratch)
                .set(nowEpochNs, instrumentId, InstrumentFlyweight.CONFIGURED, false, "BTC/USD" + instrumentId, "");
        feed();
        new StreamFlyweight()
                .wrap(scratch)
                .set(nowEpochNs, streamId, streamId, instrumentId, priority, content, false, "SYMBOL" + streamId);
        return feed();
    }

    /** How an instrument is shown: silence 30 s, stable 60 s, deviation 1 %, 3 failed connects. */
    public MarketHarness defineSource(int instrumentId, int mode, int venuesMin) {
        return defineSource(instrumentId, mode, venuesMin, source -> {});
    }

    public MarketHarness defineSource(int instrumentId, int mode, int venuesMin, Consumer<SourceFlyweight> changes) {
        SourceFlyweight source = new SourceFlyweight()
                .wrap(scratch)
                .begin(nowEpochNs)
                .instrumentId(instrumentId)
                .mode(mode)
                .silenceNs(30 * S)
                .stableNs(60 * S)
                .deviationMaxE8(1_000_000)
                .venuesMin(venuesMin)
                .connectFailuresMax(3);
        changes.accept(source);
        return feed();
    }

    /** A price of a stream that is no trade, without a venue time. */
    public MarketHarness price(int streamId, long priceE8, Consumer<PriceFlyweight> changes) {
        PriceFlyweight price = new PriceFlyweight()
                .wrap(scratch)
                .begin(nowEpochNs)
                .streamId(streamId)
                .eventTimeEpochNs(RecordFlyweight.ABSENT)
                .priceE8(priceE8)
                .bidPriceE8(0)
                .askPriceE8(0);
        changes.accept(price);
        return feed();
    }

    public MarketHarness feedEvent(int venueId, int event) {
        new FeedEventFlyweight()
                .wrap(scratch)
                .set(nowEpochNs, venueId, event, venueId, FeedEventFlyweight.ALL_STREAMS, "test");
        return feed();
    }

    /** An event of the whole connection over which trades come; after it is lost they come over the next one. */
    public MarketHarness feedEvent(int event) {
        long id = connectionId;
        if (event == FeedEventFlyweight.LOST || event == FeedEventFlyweight.STALLED) {
            announced.clear();
            connectionId += event == FeedEventFlyweight.LOST ? 1 : 0;
        }
        return feedEvent(event, id, FeedEventFlyweight.ALL_STREAMS);
    }

    /** An event of any connection and stream. */
    public MarketHarness feedEvent(int event, long connection, int streamId) {
        return feedEvent(VENUE, event, connection, streamId);
    }

    public MarketHarness feedEvent(int venueId, int event, long connection, int streamId) {
        new FeedEventFlyweight().wrap(scratch).set(nowEpochNs, venueId, event, connection, streamId, "test");
        return feed();
    }

    public MarketHarness condition(GateReason reason, boolean isActive) {
        new ConditionFlyweight().wrap(scratch).set(nowEpochNs, reason, isActive);
        return feed();
    }

    /** Feeds a record that a test made itself, as the next one. */
    public MarketHarness feed(DirectBuffer record, int length) {
        scratch.putBytes(0, record, 0, length);
        return feed();
    }

    private MarketHarness feed() {
        header.epoch(1).sequence(market.lastSequence() + 1);
        header.crc32c(checksum.of(scratchBytes, 0, header.length()));
        byte[] copy = new byte[header.length()];
        scratch.getBytes(0, copy);
        records.add(copy);
        market.onRecord(scratch, copy.length);
        return this;
    }

    /** Everything that was fed, as it was fed. */
    public List<byte[]> records() {
        return records;
    }

    /** Everything that the market put out. */
    public List<byte[]> outputs() {
        return outputs;
    }

    /** Decisions since the last call, but for the state hash of each minute. */
    public List<String> take() {
        List<String> taken = List.copyOf(decisions);
        decisions.clear();
        prices.clear();
        coverages.clear();
        streamRows.clear();
        return taken;
    }

    /** Prices since the last {@link #take}. */
    public List<String> prices() {
        return List.copyOf(prices);
    }

    /** What was told of coverage since the last {@link #take}. */
    public List<String> coverages() {
        return List.copyOf(coverages);
    }

    /** What was said of each of several streams since the last {@link #take}. */
    public List<String> streamRows() {
        return List.copyOf(streamRows);
    }

    /** What was shown last. */
    public PriceChangedFlyweight shown() {
        return shown;
    }

    /** The newest decision since the last {@link #take}, and forgets all. */
    public String takeLast() {
        List<String> taken = take();
        return taken.isEmpty() ? "nothing" : taken.get(taken.size() - 1);
    }
}
