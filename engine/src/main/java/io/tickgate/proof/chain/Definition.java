package io.tickgate.proof.chain;

import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.VenueFlyweight;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A definition record that receipts may need long after its journal file is gone. Immutable; arrays must not be written.
 *
 * @param kind venue, instrument, stream or market.
 * @param id of what it defines.
 * @param sequence of the record.
 * @param record its bytes.
 * @param path from its leaf to the root of its block; empty while the block is not complete.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Definition(RecordKind kind, int id, long sequence, byte[] record, List<byte[]> path) {
    /** Whether records of a kind are kept. */
    static boolean isKept(int kindCode) {
        return kindCode == RecordKind.MARKET_DEFINED.code()
                || kindCode == RecordKind.STREAM_DEFINED.code()
                || kindCode == RecordKind.INSTRUMENT_DEFINED.code()
                || kindCode == RecordKind.VENUE_DEFINED.code();
    }

    static Definition of(DirectBuffer source, int length) {
        byte[] record = new byte[length];
        source.getBytes(0, record);
        return of(record, List.of());
    }

    static Definition of(byte[] record, List<byte[]> path) {
        UnsafeBuffer buffer = new UnsafeBuffer(record);
        int length = record.length;
        RecordFlyweight header = new RecordFlyweight().wrap(buffer, 0, length);
        RecordKind kind = RecordKind.of(header.kindCode());
        if (kind == null) {
            throw new IllegalArgumentException("No definition");
        }
        int id = switch (kind) {
            case MARKET_DEFINED -> new MarketFlyweight().wrap(buffer, 0, length).marketId();
            case STREAM_DEFINED -> new StreamFlyweight().wrap(buffer, 0, length).streamId();
            case INSTRUMENT_DEFINED ->
                new InstrumentFlyweight().wrap(buffer, 0, length).instrumentId();
            case VENUE_DEFINED -> new VenueFlyweight().wrap(buffer, 0, length).venueId();
            default -> throw new IllegalArgumentException("No definition: " + kind);
        };
        return new Definition(kind, id, header.sequence(), record, path);
    }

    Definition withPath(List<byte[]> inBlock) {
        return new Definition(kind, id, sequence, record, List.copyOf(inBlock));
    }
}
