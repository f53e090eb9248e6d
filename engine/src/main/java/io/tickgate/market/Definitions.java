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

    /** Beyond every bound on ids; a count above it is no count. */
    private static final int DEFINITIONS_MAX = 1 << 20;

    private byte @Nullable [] hash;

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
        hash = null;
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

    private List<NavigableMap<Integer, UnsafeBuffer>> tables() {
        return List.of(venues, instruments, streams, markets, health, sources);
    }

    void save(StateWriter state) {
        for (NavigableMap<Integer, UnsafeBuffer> table : tables()) {
            state.add(table.size());
            table.forEach((id, record) -> state.add(id).add(record, 0, record.capacity()));
        }
    }

    /** What stands for all of them in the state hash: what they say, not when. Reckoned anew only when one has changed. */
    void saveHash(StateWriter state) {
        if (hash == null) {
            hash = hashOfBodies();
        }
        state.add(hash);
    }

    private byte[] hashOfBodies() {
        StateWriter bodies = new StateWriter();
        for (NavigableMap<Integer, UnsafeBuffer> table : tables()) {
            bodies.add(table.size());
            table.forEach((id, record) -> {
                int length = record.capacity() - RecordFlyweight.HEADER_LENGTH;
                bodies.add(id).add(record, RecordFlyweight.HEADER_LENGTH, length);
            });
        }
        return bodies.hash();
    }

    void restore(StateReader state) {
        hash = null;
        for (NavigableMap<Integer, UnsafeBuffer> table : tables()) {
            table.clear();
            int count = state.nextCount(DEFINITIONS_MAX);
            for (int i = 0; i < count; i++) {
                table.put(state.nextInt(), new UnsafeBuffer(state.nextBytes(RecordFlyweight.RECORD_LENGTH_MAX)));
            }
        }
    }
}
