package io.tickgate.engine;

import io.tickgate.config.InstrumentSpelling;
import io.tickgate.config.SourceConfig;
import io.tickgate.config.SourceMode;
import io.tickgate.config.Venue;
import io.tickgate.config.VenueSymbol;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.SourceFlyweight;
import io.tickgate.record.StreamFlyweight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The pairs that there are, by id, by each of their names and by each of their venue symbols; changes go through it into the
 * {@link DefinitionBook}. Owned by the control thread.
 */
final class PairTable {
    private final DefinitionWriter writer;
    private final Map<Venue, Integer> venueIds = new EnumMap<>(Venue.class);
    private final TreeMap<Integer, Pair> pairs = new TreeMap<>();
    private final Map<String, Pair> byName = new HashMap<>();
    private final Map<VenueSymbol, Pair> byVenueSymbol = new HashMap<>();
    private final Set<Integer> withMarket = new HashSet<>();
    private final Set<Integer> settling = new HashSet<>();

    PairTable(DefinitionWriter writer) {
        this.writer = writer;
        for (Venue venue : Venue.values()) {
            venueIds.put(venue, writer.ids().venue(venue.label()));
        }
        for (DirectBuffer record : writer.book().all(RecordKind.MARKET_DEFINED)) {
            MarketFlyweight market = new MarketFlyweight().wrap(record, 0, record.capacity());
            if (!market.isRetired()) {
                withMarket.add(market.instrumentId());
                settling.add(market.settlementStreamId());
            }
        }
        Map<Integer, List<StreamFlyweight>> streams = new HashMap<>();
        for (StreamFlyweight stream : writer.streams()) {
            if (!stream.isRetired()) {
                streams.computeIfAbsent(stream.instrumentId(), id -> new ArrayList<>())
                        .add(stream);
            }
        }
        for (InstrumentFlyweight instrument : writer.instruments()) {
            if (!instrument.isRetired()) {
                hold(read(instrument, streams.getOrDefault(instrument.instrumentId(), new ArrayList<>())));
            }
        }
    }

    private Pair read(InstrumentFlyweight instrument, List<StreamFlyweight> streams) {
        streams.sort(Comparator.comparingInt(StreamFlyweight::priority).thenComparingInt(StreamFlyweight::streamId));
        List<Pair.PairStream> held = new ArrayList<>();
        for (StreamFlyweight stream : streams) {
            for (Venue venue : Venue.values()) {
                if (venueId(venue) == stream.venueId()) {
                    held.add(new Pair.PairStream(stream.streamId(), venue, stream.venueSymbol(), stream.content()));
                }
            }
        }
        String aliases = instrument.aliases();
        return new Pair(
                instrument.instrumentId(),
                instrument.origin(),
                instrument.symbol(),
                aliases.isEmpty() ? List.of() : List.of(aliases.split(",", -1)),
                mode(instrument.instrumentId()),
                List.copyOf(held));
    }

    private SourceMode mode(int instrumentId) {
        DirectBuffer record = writer.book().get(RecordKind.SOURCE_DEFINED, instrumentId);
        int code = record == null
                ? SourceFlyweight.FAILOVER
                : new SourceFlyweight().wrap(record, 0, record.capacity()).mode();
        for (SourceMode mode : SourceMode.values()) {
            if (mode.code() == code) {
                return mode;
            }
        }
        throw new IllegalStateException("Instrument " + instrumentId + " has a source of unknown mode " + code);
    }

    private void hold(Pair pair) {
        pairs.put(pair.instrumentId(), pair);
        byName.put(InstrumentSpelling.plain(pair.symbol()), pair);
        pair.aliases().forEach(alias -> byName.put(InstrumentSpelling.plain(alias), pair));
        pair.venueSymbols().forEach(each -> byVenueSymbol.put(each, pair));
    }

    int venueId(Venue venue) {
        return venueIds.getOrDefault(venue, 0);
    }

    DefinitionWriter writer() {
        return writer;
    }

    Collection<Pair> all() {
        return pairs.values();
    }

    @Nullable
    Pair byId(int instrumentId) {
        return pairs.get(instrumentId);
    }

    /** The pair of any spelling. */
    @Nullable
    Pair byName(String name) {
        return byName.get(InstrumentSpelling.plain(name));
    }

    @Nullable
    Pair byVenueSymbol(VenueSymbol symbol) {
        return byVenueSymbol.get(symbol);
    }

    /** Whether a market that is not retired hangs on it. */
    boolean hasMarket(Pair pair) {
        return withMarket.contains(pair.instrumentId());
    }

    boolean isSettling(int streamId) {
        return settling.contains(streamId);
    }

    /** Symbols that are subscribed to one by one at a venue. */
    long subscribedAt(Venue venue) {
        return pairs.values().stream()
                .filter(pair -> !pair.isOfAllMarket())
                .flatMap(pair -> pair.streams().stream())
                .filter(stream -> stream.venue() == venue)
                .count();
    }

    /** Pairs that come from all symbols of a venue. */
    long ofAllMarket(Venue venue) {
        return pairs.values().stream()
                .filter(pair ->
                        pair.isOfAllMarket() && pair.streams().stream().anyMatch(stream -> stream.venue() == venue))
                .count();
    }

    /** Defines a pair of which none of the names and symbols is taken. A retired one of the same symbol comes back under its id. */
    Pair define(
            long nowEpochNs,
            int origin,
            String symbol,
            List<String> aliases,
            List<VenueSymbol> venueSymbols,
            SourceConfig source) {
        int instrumentId = writer.instrument(nowEpochNs, origin, symbol, aliases);
        List<Pair.PairStream> streams = new ArrayList<>();
        for (VenueSymbol each : venueSymbols) {
            boolean isTrades = each.venue().hasTrades() && origin != InstrumentFlyweight.ALL_MARKET;
            int content = isTrades ? StreamFlyweight.TRADES : StreamFlyweight.PRICES;
            int streamId = writer.stream(
                    nowEpochNs, venueId(each.venue()), each.symbol(), instrumentId, streams.size(), content);
            streams.add(new Pair.PairStream(streamId, each.venue(), each.symbol(), content));
        }
        writer.source(nowEpochNs, instrumentId, source, streams.size());
        Pair pair = new Pair(instrumentId, origin, symbol, List.copyOf(aliases), source.mode(), List.copyOf(streams));
        hold(pair);
        return pair;
    }

    /** Retires a pair with its streams. */
    void retire(long nowEpochNs, Pair pair) {
        for (Pair.PairStream each : pair.streams()) {
            DirectBuffer stream = writer.book().get(RecordKind.STREAM_DEFINED, each.streamId());
            if (stream != null) {
                writer.retireStream(nowEpochNs, new StreamFlyweight().wrap(stream, 0, stream.capacity()));
            }
        }
        DirectBuffer instrument = writer.book().get(RecordKind.INSTRUMENT_DEFINED, pair.instrumentId());
        if (instrument != null) {
            writer.retireInstrument(nowEpochNs, new InstrumentFlyweight().wrap(instrument, 0, instrument.capacity()));
        }
        pairs.remove(pair.instrumentId());
        byName.values().removeIf(each -> each.instrumentId() == pair.instrumentId());
        byVenueSymbol.values().removeIf(each -> each.instrumentId() == pair.instrumentId());
    }
}
