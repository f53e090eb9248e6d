package io.tickgate.engine;

import io.tickgate.market.Definitions;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.VenueFlyweight;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Ids by name: those that the journal left, and the next free ones for new names. Ids are never reused. */
final class DefinitionIds {
    private final Map<String, Integer> venues = new TreeMap<>();
    private final Map<String, Integer> instruments = new TreeMap<>();
    private final Map<String, Integer> streams = new TreeMap<>();
    private final Map<String, Integer> markets = new TreeMap<>();

    DefinitionIds(Definitions definitions) {
        for (DirectBuffer record : definitions.all(RecordKind.VENUE_DEFINED)) {
            VenueFlyweight venue = new VenueFlyweight().wrap(record, 0, record.capacity());
            venues.put(venue.name(), venue.venueId());
        }
        for (DirectBuffer record : definitions.all(RecordKind.INSTRUMENT_DEFINED)) {
            InstrumentFlyweight instrument = new InstrumentFlyweight().wrap(record, 0, record.capacity());
            instruments.put(instrument.symbol(), instrument.instrumentId());
        }
        for (DirectBuffer record : definitions.all(RecordKind.STREAM_DEFINED)) {
            StreamFlyweight stream = new StreamFlyweight().wrap(record, 0, record.capacity());
            streams.put(key(stream.venueId(), stream.venueSymbol(), stream.instrumentId()), stream.streamId());
        }
        for (DirectBuffer record : definitions.all(RecordKind.MARKET_DEFINED)) {
            MarketFlyweight market = new MarketFlyweight().wrap(record, 0, record.capacity());
            markets.put(market.name(), market.marketId());
        }
    }

    int venue(String name) {
        return idOf(venues, name, EngineLimits.VENUE_ID_MAX, "venues");
    }

    int instrument(String symbol) {
        return idOf(instruments, symbol, EngineLimits.INSTRUMENT_ID_MAX, "instruments");
    }

    /** A venue symbol that is mapped to another instrument than before is another stream. */
    int stream(int venueId, String venueSymbol, int instrumentId) {
        return idOf(streams, key(venueId, venueSymbol, instrumentId), EngineLimits.STREAM_ID_MAX, "streams");
    }

    int market(String name) {
        return idOf(markets, name, EngineLimits.MARKET_ID_MAX, "markets");
    }

    private static String key(int venueId, String venueSymbol, int instrumentId) {
        return venueId + ":" + venueSymbol + ":" + instrumentId;
    }

    private static int idOf(Map<String, Integer> ids, String name, int idMax, String what) {
        Integer known = ids.get(name);
        if (known != null) {
            return known;
        }
        int next = ids.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
        if (next > idMax) {
            throw new IllegalStateException("This journal has used all " + idMax + " ids of " + what
                    + ", and ids are never reused. Start with a new data folder.");
        }
        ids.put(name, next);
        return next;
    }
}
