package io.tickgate.engine;

import io.tickgate.config.CoinCapAssets;
import io.tickgate.config.HealthConfig;
import io.tickgate.config.InstrumentConfig;
import io.tickgate.config.InstrumentSpelling;
import io.tickgate.config.MarketConfig;
import io.tickgate.config.TickgateConfig;
import io.tickgate.config.Venue;
import io.tickgate.config.VenueSymbol;
import io.tickgate.config.VenuesConfig;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.input.InputPublisher;
import io.tickgate.market.Definitions;
import io.tickgate.record.HealthThresholdsFlyweight;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.StreamFlyweight;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the configuration with the definitions that the journal left: new things get the next free id, what the file no longer
 * names is retired, a changed rule gets the next version. The differences are then published.
 *
 * <p>Instruments that an operator added at run time are kept, and so are those of all symbols of a venue while the file wants them;
 * both give way to the file where it claims their name or symbol.
 *
 * <p>Used once, by the starting thread: made before the market has a thread, published before any tick.
 */
final class DefinitionUpdate {
    private static final Logger LOG = LoggerFactory.getLogger(DefinitionUpdate.class);

    private final DefinitionWriter writer;
    private final TickgateConfig config;
    private final long nowEpochNs;
    private final UnsafeBuffer wanted = new UnsafeBuffer(new byte[RecordFlyweight.RECORD_LENGTH_MAX]);
    private final Map<Venue, Integer> venueIds = new EnumMap<>(Venue.class);
    private final Set<Integer> instrumentIds = new HashSet<>();
    private final Set<Integer> streamIds = new HashSet<>();
    private final Set<Integer> marketIds = new HashSet<>();
    private final Set<Integer> settlingIds = new HashSet<>();
    private final Set<Integer> onDemandIds = new HashSet<>();
    /** Spellings and venue symbols that the file claims. */
    private final Set<String> claims = new HashSet<>();

    private final Map<String, Integer> streamIdByMarketVenue = new HashMap<>();

    /**
     * Compares.
     *
     * @param config what should hold.
     * @param definitions what the journal left.
     * @param nowEpochNs engine time.
     */
    DefinitionUpdate(TickgateConfig config, Definitions definitions, long nowEpochNs) {
        this.config = config;
        this.nowEpochNs = nowEpochNs;
        writer = new DefinitionWriter(new DefinitionBook(definitions));
        compare();
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
        Queue<UnsafeBuffer> changes = writer.book().changes();
        for (UnsafeBuffer change = changes.poll(); change != null; change = changes.poll()) {
            publisher.scratch().putBytes(0, change, 0, change.capacity());
            sequence = publisher.publish();
        }
        return sequence;
    }

    private void compare() {
        defineHealth(config.health());
        for (Venue venue : Venue.values()) {
            venueIds.put(venue, writer.venue(nowEpochNs, venue.label()));
        }
        config.instruments().forEach(this::defineInstrument);
        // The first source of each before the second ones: so the first ids of a new journal are those of the first
        // venue.
        for (int priority = 0; priority < Venue.values().length; priority++) {
            for (InstrumentConfig instrument : config.instruments()) {
                defineStream(instrument, priority);
            }
        }
        config.instruments().forEach(this::defineSource);
        config.markets().forEach(this::defineMarket);
        keepOthers();
        retireMarkets();
        retireStreams();
        retireInstruments();
    }

    /** Id of a venue in records. */
    int venueId(Venue venue) {
        return writer.ids().venue(venue.label());
    }

    /** What writes definitions from now on, with all that holds; hand it on after {@link #publish}. */
    DefinitionWriter writer() {
        return writer;
    }

    /** Ids of the instruments that are subscribed to only while a client wants them. */
    Set<Integer> onDemandIds() {
        return Set.copyOf(onDemandIds);
    }

    /** The streams that a venue's feed is to subscribe to one by one from the start, with a price of their own. */
    List<FeedStream> feedStreams(Venue venue) {
        return streams(venue, false);
    }

    /** The streams whose prices come with those of all symbols of the venue. */
    List<FeedStream> shownStreams(Venue venue) {
        return streams(venue, true);
    }

    private List<FeedStream> streams(Venue venue, boolean isOfAllMarket) {
        List<FeedStream> result = new ArrayList<>();
        for (StreamFlyweight stream : writer.streams()) {
            if (stream.venueId() == venueId(venue)
                    && !stream.isRetired()
                    && !onDemandIds.contains(stream.instrumentId())
                    && isOfAllMarket(stream.instrumentId()) == isOfAllMarket) {
                int streamId = stream.streamId();
                result.add(new FeedStream(streamId, stream.venueSymbol(), settlingIds.contains(streamId)));
            }
        }
        return result;
    }

    private boolean isOfAllMarket(int instrumentId) {
        DirectBuffer held = writer.book().get(RecordKind.INSTRUMENT_DEFINED, instrumentId);
        return held != null
                && new InstrumentFlyweight().wrap(held, 0, held.capacity()).origin() == InstrumentFlyweight.ALL_MARKET;
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
        writer.book().put(RecordKind.HEALTH_DEFINED, wanted);
    }

    private void defineInstrument(InstrumentConfig instrument) {
        int instrumentId = writer.instrument(
                nowEpochNs, InstrumentFlyweight.CONFIGURED, instrument.symbol(), instrument.aliases());
        instrumentIds.add(instrumentId);
        claims.add(InstrumentSpelling.plain(instrument.symbol()));
        instrument.aliases().forEach(alias -> claims.add(InstrumentSpelling.plain(alias)));
        boolean hasMarket =
                config.markets().stream().anyMatch(market -> market.instrument().equals(instrument.symbol()));
        if (instrument.isOnDemand() && !hasMarket) {
            onDemandIds.add(instrumentId);
        }
    }

    private void defineStream(InstrumentConfig instrument, int priority) {
        if (priority >= instrument.venueSymbols().size()) {
            return;
        }
        VenueSymbol each = instrument.venueSymbols().get(priority);
        int content = each.venue().hasTrades() ? StreamFlyweight.TRADES : StreamFlyweight.PRICES;
        int instrumentId = writer.ids().instrument(instrument.symbol());
        int streamId = writer.stream(nowEpochNs, venueId(each.venue()), each.symbol(), instrumentId, priority, content);
        streamIds.add(streamId);
        claims.add(claim(venueId(each.venue()), each.symbol()));
        streamIdByMarketVenue.put(claim(venueId(each.venue()), instrument.symbol()), streamId);
    }

    private static String claim(int venueId, String name) {
        return venueId + ":" + name;
    }

    private void defineSource(InstrumentConfig instrument) {
        writer.source(
                nowEpochNs,
                writer.ids().instrument(instrument.symbol()),
                instrument.source(),
                instrument.venueSymbols().size());
    }

    private void defineMarket(MarketConfig market) {
        Integer settlementStreamId = streamIdByMarketVenue.get(claim(venueId(market.venue()), market.instrument()));
        if (settlementStreamId == null) {
            throw new IllegalStateException(market.instrument() + " has a market but no stream");
        }
        int marketId = writer.ids().market(market.name());
        marketIds.add(marketId);
        settlingIds.add(settlementStreamId);
        DirectBuffer old = writer.book().get(RecordKind.MARKET_DEFINED, marketId);
        int oldVersion = old == null
                ? 0
                : new MarketFlyweight().wrap(old, 0, old.capacity()).version();
        int instrumentId = writer.ids().instrument(market.instrument());
        MarketFlyweight rule = MarketRule.write(wanted, nowEpochNs, market, marketId, instrumentId, settlementStreamId);
        rule.version(oldVersion);
        if (writer.book().isDifferent(RecordKind.MARKET_DEFINED, marketId, wanted)) {
            rule.version(oldVersion + 1);
            writer.book().put(RecordKind.MARKET_DEFINED, wanted);
        }
    }

    /** Keeps what is not the file's and does not stand in its way. */
    private void keepOthers() {
        Set<Integer> candidates = new HashSet<>();
        for (InstrumentFlyweight instrument : writer.instruments()) {
            if (instrument.origin() != InstrumentFlyweight.CONFIGURED && !instrument.isRetired()) {
                if (isNameFree(instrument)) {
                    candidates.add(instrument.instrumentId());
                } else {
                    LOG.warn("{} is retired: the configuration uses its name", instrument.symbol());
                }
            }
        }
        for (StreamFlyweight stream : writer.streams()) {
            if (candidates.contains(stream.instrumentId()) && !stream.isRetired() && isKept(stream)) {
                streamIds.add(stream.streamId());
                instrumentIds.add(stream.instrumentId());
            }
        }
    }

    private boolean isNameFree(InstrumentFlyweight instrument) {
        if (claims.contains(InstrumentSpelling.plain(instrument.symbol()))) {
            return false;
        }
        for (String alias : instrument.aliases().split(",", -1)) {
            if (!alias.isEmpty() && claims.contains(InstrumentSpelling.plain(alias))) {
                return false;
            }
        }
        return true;
    }

    private boolean isKept(StreamFlyweight stream) {
        return !claims.contains(claim(stream.venueId(), stream.venueSymbol()))
                && (!isOfAllMarket(stream.instrumentId()) || isAllMarketWanted(stream.venueId()));
    }

    private boolean isAllMarketWanted(int venueId) {
        VenuesConfig venues = config.venues();
        return (venueId == venueId(Venue.BINANCE) && venues.binance().isAllMarket())
                || (venueId == venueId(Venue.COINCAP) && venues.coincap().assets() == CoinCapAssets.ALL);
    }

    private void retireMarkets() {
        for (DirectBuffer record : writer.book().all(RecordKind.MARKET_DEFINED)) {
            wanted.putBytes(0, record, 0, record.capacity());
            MarketFlyweight market = new MarketFlyweight().wrap(wanted);
            if (!marketIds.contains(market.marketId()) && !market.isRetired()) {
                market.retired(1).version(market.version() + 1).engineTimeEpochNs(nowEpochNs);
                writer.book().put(RecordKind.MARKET_DEFINED, wanted);
            }
        }
    }

    private void retireStreams() {
        for (StreamFlyweight stream : writer.streams()) {
            if (!streamIds.contains(stream.streamId())) {
                writer.retireStream(nowEpochNs, stream);
            }
        }
    }

    private void retireInstruments() {
        for (InstrumentFlyweight instrument : writer.instruments()) {
            if (!instrumentIds.contains(instrument.instrumentId())) {
                writer.retireInstrument(nowEpochNs, instrument);
            }
        }
    }
}
