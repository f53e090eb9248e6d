package io.tickgate.engine;

import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.VenueFlyweight;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/** Ids by name: those that the journal left, and the next free ones for new names. Ids are never reused. Owned by one thread. */
final class DefinitionIds {
    /** The ids of one sort of things. */
    private static final class Names {
        private final String what;
        private final int idMax;
        private final Map<String, Integer> ids = new HashMap<>();
        private int last;

        Names(String what, int idMax) {
            this.what = what;
            this.idMax = idMax;
        }

        void put(String name, int id) {
            ids.put(name, id);
            last = Math.max(last, id);
        }

        int of(String name) {
            Integer known = ids.get(name);
            if (known != null) {
                return known;
            }
            if (last == idMax) {
                throw new IllegalStateException("This journal has used all " + idMax + " ids of " + what
                        + ", and ids are never reused. Start with a new data folder.");
            }
            put(name, last + 1);
            return last;
        }

        int free() {
            return idMax - last;
        }
    }

    private final Names venues = new Names("venues", EngineLimits.VENUE_ID_MAX);
    private final Names instruments = new Names("instruments", EngineLimits.INSTRUMENT_ID_MAX);
    private final Names streams = new Names("streams", EngineLimits.STREAM_ID_MAX);
    private final Names markets = new Names("markets", EngineLimits.MARKET_ID_MAX);

    DefinitionIds(DefinitionBook book) {
        for (DirectBuffer record : book.all(RecordKind.VENUE_DEFINED)) {
            VenueFlyweight venue = new VenueFlyweight().wrap(record, 0, record.capacity());
            venues.put(venue.name(), venue.venueId());
        }
        for (DirectBuffer record : book.all(RecordKind.INSTRUMENT_DEFINED)) {
            InstrumentFlyweight instrument = new InstrumentFlyweight().wrap(record, 0, record.capacity());
            instruments.put(instrument.symbol(), instrument.instrumentId());
        }
        for (DirectBuffer record : book.all(RecordKind.STREAM_DEFINED)) {
            StreamFlyweight stream = new StreamFlyweight().wrap(record, 0, record.capacity());
            String key = key(stream.venueId(), stream.venueSymbol(), stream.instrumentId(), stream.content());
            streams.put(key, stream.streamId());
        }
        for (DirectBuffer record : book.all(RecordKind.MARKET_DEFINED)) {
            MarketFlyweight market = new MarketFlyweight().wrap(record, 0, record.capacity());
            markets.put(market.name(), market.marketId());
        }
    }

    int venue(String name) {
        return venues.of(name);
    }

    int instrument(String symbol) {
        return instruments.of(symbol);
    }

    /** A venue symbol that is mapped to another instrument than before, or brings something else, is another stream. */
    int stream(int venueId, String venueSymbol, int instrumentId, int content) {
        return streams.of(key(venueId, venueSymbol, instrumentId, content));
    }

    int market(String name) {
        return markets.of(name);
    }

    /** Instruments that can still get an id. */
    int freeInstruments() {
        return instruments.free();
    }

    /** Streams that can still get an id. */
    int freeStreams() {
        return streams.free();
    }

    private static String key(int venueId, String venueSymbol, int instrumentId, int content) {
        return venueId + ":" + content + ":" + instrumentId + ":" + venueSymbol;
    }
}
