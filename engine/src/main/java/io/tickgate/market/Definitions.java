package io.tickgate.market;

import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The definition records that hold now, each as it was journalled, by kind and id. The assembly compares them with the configuration at
 * start, before the market has a thread.
 */
public final class Definitions {
    private final NavigableMap<Integer, UnsafeBuffer> venues = new TreeMap<>();
    private final NavigableMap<Integer, UnsafeBuffer> instruments = new TreeMap<>();
    private final NavigableMap<Integer, UnsafeBuffer> streams = new TreeMap<>();
    private final NavigableMap<Integer, UnsafeBuffer> markets = new TreeMap<>();
    private final NavigableMap<Integer, UnsafeBuffer> health = new TreeMap<>();
    private final NavigableMap<Integer, UnsafeBuffer> sources = new TreeMap<>();

    /** Id under which the one definition of the health thresholds is held. */
    public static final int HEALTH_ID = 0;

    /**
     * The newest definition.
     *
     * @param kind a definition kind.
     * @param id of the thing.
     * @return its record, not to be written, or null.
     */
    public @Nullable DirectBuffer get(RecordKind kind, int id) {
        return table(kind).get(id);
    }

    /** All definitions of a kind, in the order of their ids; not to be written. */
    public List<DirectBuffer> all(RecordKind kind) {
        return new ArrayList<>(table(kind).values());
    }

    /** Greatest id used, 0 when there is none. */
    public int idMax(RecordKind kind) {
        NavigableMap<Integer, UnsafeBuffer> table = table(kind);
        return table.isEmpty() ? 0 : table.lastKey();
    }

    void put(RecordKind kind, int id, DirectBuffer record, int length) {
        UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
        copy.putBytes(0, record, 0, length);
        table(kind).put(id, copy);
    }

    private NavigableMap<Integer, UnsafeBuffer> table(RecordKind kind) {
        return switch (kind) {
            case VENUE_DEFINED -> venues;
            case INSTRUMENT_DEFINED -> instruments;
            case STREAM_DEFINED -> streams;
            case MARKET_DEFINED -> markets;
            case HEALTH_DEFINED -> health;
            case SOURCE_DEFINED -> sources;
            default -> throw new IllegalArgumentException(kind + " is not a definition");
        };
    }

    void save(StateWriter state) {
        for (NavigableMap<Integer, UnsafeBuffer> table :
                List.of(venues, instruments, streams, markets, health, sources)) {
            state.add(table.size());
            table.forEach((id, record) -> {
                int body = record.capacity() - RecordFlyweight.HEADER_LENGTH;
                state.add(id).add(record, RecordFlyweight.HEADER_LENGTH, body);
            });
        }
    }
}
