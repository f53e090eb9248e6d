package io.tickgate.engine;

import io.tickgate.config.SourceConfig;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.SourceFlyweight;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.VenueFlyweight;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes definitions of instruments and what belongs to them into the {@link DefinitionBook}, alike at start and at run time. Owned by
 * one thread at a time.
 */
final class DefinitionWriter {
    private final DefinitionBook book;
    private final DefinitionIds ids;
    private final UnsafeBuffer record = new UnsafeBuffer(new byte[RecordFlyweight.RECORD_LENGTH_MAX]);
    private final VenueFlyweight venue = new VenueFlyweight().wrap(record);
    private final InstrumentFlyweight instrument = new InstrumentFlyweight().wrap(record);
    private final StreamFlyweight stream = new StreamFlyweight().wrap(record);
    private final SourceFlyweight source = new SourceFlyweight().wrap(record);

    DefinitionWriter(DefinitionBook book) {
        this.book = book;
        ids = new DefinitionIds(book);
    }

    DefinitionBook book() {
        return book;
    }

    DefinitionIds ids() {
        return ids;
    }

    /** Defines a venue. Returns its id. */
    int venue(long nowEpochNs, String name) {
        int venueId = ids.venue(name);
        venue.set(nowEpochNs, venueId, name);
        book.put(RecordKind.VENUE_DEFINED, record);
        return venueId;
    }

    /** Defines an instrument, not retired. Returns its id. */
    int instrument(long nowEpochNs, int origin, String symbol, List<String> aliases) {
        int instrumentId = ids.instrument(symbol);
        instrument.set(nowEpochNs, instrumentId, origin, false, symbol, String.join(",", aliases));
        book.put(RecordKind.INSTRUMENT_DEFINED, record);
        return instrumentId;
    }

    /** Defines a stream, not retired. Returns its id. */
    int stream(long nowEpochNs, int venueId, String venueSymbol, int instrumentId, int priority, int content) {
        int streamId = ids.stream(venueId, venueSymbol, instrumentId, content);
        stream.set(nowEpochNs, streamId, venueId, instrumentId, priority, content, false, venueSymbol);
        book.put(RecordKind.STREAM_DEFINED, record);
        return streamId;
    }

    /**
     * Defines how the price that is shown is made, where that says anything: with one stream and failover it does not, unless it has
     * to replace what holds.
     */
    void source(long nowEpochNs, int instrumentId, SourceConfig wanted, int streams) {
        boolean isDefined = book.get(RecordKind.SOURCE_DEFINED, instrumentId) != null;
        if (streams < 2 && wanted.mode().code() == SourceFlyweight.FAILOVER && !isDefined) {
            return;
        }
        source.begin(nowEpochNs)
                .instrumentId(instrumentId)
                .mode(wanted.mode().code())
                .silenceNs(wanted.silenceNs())
                .stableNs(wanted.stableNs())
                .deviationMaxE8(wanted.deviationMaxE8())
                .venuesMin(wanted.venuesMin())
                .connectFailuresMax(wanted.connectFailuresMax());
        book.put(RecordKind.SOURCE_DEFINED, record);
    }

    /** Retires a stream, if it is not. */
    void retireStream(long nowEpochNs, StreamFlyweight held) {
        copy(held.buffer());
        stream.retire().engineTimeEpochNs(nowEpochNs);
        book.put(RecordKind.STREAM_DEFINED, record);
    }

    /** Retires an instrument, if it is not. */
    void retireInstrument(long nowEpochNs, InstrumentFlyweight held) {
        copy(held.buffer());
        instrument.retire().engineTimeEpochNs(nowEpochNs);
        book.put(RecordKind.INSTRUMENT_DEFINED, record);
    }

    private void copy(DirectBuffer held) {
        record.putBytes(0, held, 0, held.capacity());
    }

    /** The instruments that there are or were, as views of what holds now. */
    List<InstrumentFlyweight> instruments() {
        List<InstrumentFlyweight> all = new ArrayList<>();
        for (DirectBuffer each : book.all(RecordKind.INSTRUMENT_DEFINED)) {
            all.add(new InstrumentFlyweight().wrap(each, 0, each.capacity()));
        }
        return all;
    }

    /** The streams, likewise. */
    List<StreamFlyweight> streams() {
        List<StreamFlyweight> all = new ArrayList<>();
        for (DirectBuffer each : book.all(RecordKind.STREAM_DEFINED)) {
            all.add(new StreamFlyweight().wrap(each, 0, each.capacity()));
        }
        return all;
    }
}
