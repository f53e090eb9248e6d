package io.tickgate.replay;

import io.tickgate.market.Definitions;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.VenueFlyweight;
import org.agrona.DirectBuffer;

/** Names of what records name by id, from the definitions that hold. Used on the thread of the market that they belong to. */
final class DefinedNames {
    private final Definitions definitions;

    DefinedNames(Definitions definitions) {
        this.definitions = definitions;
    }

    /** Name of a market, or its number when it is not defined. */
    String market(int marketId) {
        DirectBuffer record = definitions.get(RecordKind.MARKET_DEFINED, marketId);
        return record == null
                ? "market " + marketId
                : new MarketFlyweight().wrap(record, 0, record.capacity()).name();
    }

    /** Symbol of an instrument, or its number. */
    String instrument(int instrumentId) {
        DirectBuffer record = definitions.get(RecordKind.INSTRUMENT_DEFINED, instrumentId);
        return record == null
                ? "instrument " + instrumentId
                : new InstrumentFlyweight().wrap(record, 0, record.capacity()).symbol();
    }

    /** Venue and venue symbol of a stream, or its number. */
    String stream(int streamId) {
        DirectBuffer record = definitions.get(RecordKind.STREAM_DEFINED, streamId);
        if (record == null) {
            return streamId == 0 ? "none" : "stream " + streamId;
        }
        StreamFlyweight stream = new StreamFlyweight().wrap(record, 0, record.capacity());
        return venue(stream.venueId()) + " " + stream.venueSymbol();
    }

    private String venue(int venueId) {
        DirectBuffer record = definitions.get(RecordKind.VENUE_DEFINED, venueId);
        return record == null
                ? "venue " + venueId
                : new VenueFlyweight().wrap(record, 0, record.capacity()).name();
    }

    /** A bet's id as clients know it. */
    static String bet(long idHigh, long idLow) {
        return String.format("%016x%016x", idHigh, idLow);
    }
}
