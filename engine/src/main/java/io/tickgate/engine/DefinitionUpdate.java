package io.tickgate.engine;

import io.tickgate.config.HealthConfig;
import io.tickgate.config.InstrumentConfig;
import io.tickgate.config.MarketConfig;
import io.tickgate.config.TickgateConfig;
import io.tickgate.config.Venue;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.input.InputPublisher;
import io.tickgate.market.Definitions;
import io.tickgate.record.HealthThresholdsFlyweight;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.VenueFlyweight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Compares the configuration with the definitions that the journal left: new things get the next free id, what the file no longer
 * names is retired, a changed rule gets the next version. The differences are then published.
 *
 * <p>Used once, by the starting thread: made before the market has a thread, published before any tick.
 */
final class DefinitionUpdate {
    private final Definitions definitions;
    private final DefinitionIds ids;
    private final long nowEpochNs;
    private final UnsafeBuffer wanted = new UnsafeBuffer(new byte[RecordFlyweight.RECORD_LENGTH_MAX]);
    private final Set<Integer> instrumentIds = new HashSet<>();
    private final Set<Integer> marketIds = new HashSet<>();
    private final Map<String, Integer> streamIdBySymbol = new HashMap<>();
    private final List<FeedStream> feedStreams = new ArrayList<>();
    private final List<UnsafeBuffer> differences = new ArrayList<>();

    /**
     * Compares.
     *
     * @param config what should hold.
     * @param definitions what the journal left.
     * @param nowEpochNs engine time.
     */
    DefinitionUpdate(TickgateConfig config, Definitions definitions, long nowEpochNs) {
        this.definitions = definitions;
        ids = new DefinitionIds(definitions);
        this.nowEpochNs = nowEpochNs;
        compare(config);
    }

    /**
     * Publishes the differences; the ring must have its consumers, as they may be more than it holds.
     *
     * @param publisher of the calling thread.
     * @param before sequence of the record before them.
     * @return sequence of the last one, or {@code before} when there are none.
     */
    long publish(InputPublisher publisher, long before) {
        long sequence = before;
        for (UnsafeBuffer difference : differences) {
            publisher.scratch().putBytes(0, difference, 0, difference.capacity());
            sequence = publisher.publish();
        }
        return sequence;
    }

    private void compare(TickgateConfig config) {
        defineHealth(config.health());
        new VenueFlyweight().wrap(wanted).set(nowEpochNs, venueId(), Venue.BINANCE.label());
        addIfDifferent(RecordKind.VENUE_DEFINED, venueId());
        config.instruments().forEach(instrument -> defineInstrument(instrument, isSettling(config, instrument)));
        config.markets().forEach(this::defineMarket);
        retireMarkets();
        retireStreams();
        retireInstruments();
    }

    int venueId() {
        return ids.venue(Venue.BINANCE.label());
    }

    /** The venue symbols to subscribe to, with their stream ids. */
    List<FeedStream> feedStreams() {
        return feedStreams;
    }

    private void defineHealth(HealthConfig health) {
        new HealthThresholdsFlyweight()
                .wrap(wanted)
                .set(
                        nowEpochNs,
                        health.degradedNs(),
                        health.criticalNs(),
                        health.recoveryNs(),
                        health.skewPastNs(),
                        health.skewFutureNs());
        addIfDifferent(RecordKind.HEALTH_DEFINED, Definitions.HEALTH_ID);
    }

    private static boolean isSettling(TickgateConfig config, InstrumentConfig instrument) {
        return config.markets().stream().anyMatch(market -> market.instrument().equals(instrument.symbol()));
    }

    private void defineInstrument(InstrumentConfig instrument, boolean isSettling) {
        int instrumentId = ids.instrument(instrument.symbol());
        instrumentIds.add(instrumentId);
        new InstrumentFlyweight()
                .wrap(wanted)
                .set(
                        nowEpochNs,
                        instrumentId,
                        InstrumentFlyweight.CONFIGURED,
                        false,
                        instrument.symbol(),
                        String.join(",", instrument.aliases()));
        addIfDifferent(RecordKind.INSTRUMENT_DEFINED, instrumentId);
        String venueSymbol = instrument.symbolAt(Venue.BINANCE).orElseThrow();
        int streamId = ids.stream(venueId(), venueSymbol, instrumentId);
        new StreamFlyweight()
                .wrap(wanted)
                .set(nowEpochNs, streamId, venueId(), instrumentId, 0, StreamFlyweight.TRADES, false, venueSymbol);
        addIfDifferent(RecordKind.STREAM_DEFINED, streamId);
        streamIdBySymbol.put(instrument.symbol(), streamId);
        feedStreams.add(new FeedStream(streamId, venueSymbol, isSettling));
    }

    private void defineMarket(MarketConfig config) {
        Integer settlementStreamId = streamIdBySymbol.get(config.instrument());
        if (settlementStreamId == null) {
            throw new IllegalStateException(config.instrument() + " has a market but no stream");
        }
        int marketId = ids.market(config.name());
        marketIds.add(marketId);
        DirectBuffer old = definitions.get(RecordKind.MARKET_DEFINED, marketId);
        int oldVersion = old == null
                ? 0
                : new MarketFlyweight().wrap(old, 0, old.capacity()).version();
        MarketFlyweight rule = rule(config, marketId, settlementStreamId).version(oldVersion);
        if (isDifferent(RecordKind.MARKET_DEFINED, marketId)) {
            rule.version(oldVersion + 1);
            addWanted();
        }
    }

    private MarketFlyweight rule(MarketConfig config, int marketId, int settlementStreamId) {
        return new MarketFlyweight()
                .wrap(wanted)
                .begin(nowEpochNs, config.name())
                .marketId(marketId)
                .instrumentId(ids.instrument(config.instrument()))
                .settlementStreamId(settlementStreamId)
                .touchKind(config.touch().code())
                .bounds(config.bounds().code())
                .leadNs(config.leadNs())
                .windowMinNs(config.windowMinNs())
                .windowMaxNs(config.windowMaxNs())
                .aheadMaxNs(config.aheadMaxNs())
                .bandMinE8(config.bandMinE8())
                .bandMaxE8(config.bandMaxE8())
                .stakeMinMinor(config.stakeMinMinor())
                .stakeMaxMinor(config.stakeMaxMinor())
                .exposureMaxMinor(config.exposureMaxMinor())
                .openBetsMax(config.openBetsMax())
                .touchNotionalMinE8(config.touchNotionalMinE8())
                .graceNs(config.graceNs())
                .deadlineNs(config.deadlineNs())
                .quoteAgeMaxNs(config.quoteAgeMaxNs())
                .quoteMoveMaxE8(config.quoteMoveMaxE8());
    }

    private void retireMarkets() {
        for (DirectBuffer record : definitions.all(RecordKind.MARKET_DEFINED)) {
            wanted.putBytes(0, record, 0, record.capacity());
            MarketFlyweight market = new MarketFlyweight().wrap(wanted);
            if (!marketIds.contains(market.marketId()) && !market.isRetired()) {
                market.retired(1).version(market.version() + 1);
                addWanted();
            }
        }
    }

    private void retireStreams() {
        for (DirectBuffer record : definitions.all(RecordKind.STREAM_DEFINED)) {
            wanted.putBytes(0, record, 0, record.capacity());
            StreamFlyweight stream = new StreamFlyweight().wrap(wanted);
            if (!streamIdBySymbol.containsValue(stream.streamId()) && !stream.isRetired()) {
                stream.retire();
                addWanted();
            }
        }
    }

    private void retireInstruments() {
        for (DirectBuffer record : definitions.all(RecordKind.INSTRUMENT_DEFINED)) {
            wanted.putBytes(0, record, 0, record.capacity());
            InstrumentFlyweight instrument = new InstrumentFlyweight().wrap(wanted);
            if (!instrumentIds.contains(instrument.instrumentId()) && !instrument.isRetired()) {
                instrument.retire();
                addWanted();
            }
        }
    }

    private void addIfDifferent(RecordKind kind, int id) {
        if (isDifferent(kind, id)) {
            addWanted();
        }
    }

    private boolean isDifferent(RecordKind kind, int id) {
        DirectBuffer old = definitions.get(kind, id);
        int length = wantedLength();
        if (old == null || old.capacity() != length) {
            return true;
        }
        for (int i = RecordFlyweight.HEADER_LENGTH; i < length; i++) {
            if (old.getByte(i) != wanted.getByte(i)) {
                return true;
            }
        }
        return false;
    }

    private void addWanted() {
        UnsafeBuffer copy = new UnsafeBuffer(new byte[wantedLength()]);
        copy.putBytes(0, wanted, 0, copy.capacity());
        copy.putLong(RecordFlyweight.ENGINE_TIME_OFFSET, nowEpochNs, RecordFlyweight.BYTE_ORDER);
        differences.add(copy);
    }

    private int wantedLength() {
        return wanted.getInt(RecordFlyweight.LENGTH_OFFSET, RecordFlyweight.BYTE_ORDER);
    }
}
