package io.tickgate.engine;

import io.tickgate.market.Definitions;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The definitions that hold, as records by kind and id, and those of them that are not published yet, in the order in which they were
 * put. The market's own belong to its thread as soon as it has one; this is the copy of whoever writes definitions: first the starting
 * thread, then the control thread. Bounded by the ids.
 */
final class DefinitionBook {
    private static final List<RecordKind> KINDS = List.of(
            RecordKind.VENUE_DEFINED,
            RecordKind.INSTRUMENT_DEFINED,
            RecordKind.STREAM_DEFINED,
            RecordKind.MARKET_DEFINED,
            RecordKind.HEALTH_DEFINED,
            RecordKind.SOURCE_DEFINED);

    private final Map<RecordKind, NavigableMap<Integer, UnsafeBuffer>> tables = new EnumMap<>(RecordKind.class);
    private final Queue<UnsafeBuffer> changes = new ArrayDeque<>();

    /** A copy of what the journal left. */
    DefinitionBook(Definitions definitions) {
        for (RecordKind kind : KINDS) {
            tables.put(kind, new TreeMap<>());
            for (DirectBuffer record : definitions.all(kind)) {
                table(kind).put(idOf(kind, record), copy(record, record.capacity()));
            }
        }
    }

    /** Each definition has its own id in front, save the one of health. */
    private static int idOf(RecordKind kind, DirectBuffer record) {
        return kind == RecordKind.HEALTH_DEFINED
                ? Definitions.HEALTH_ID
                : record.getInt(RecordFlyweight.HEADER_LENGTH, RecordFlyweight.BYTE_ORDER);
    }

    private static UnsafeBuffer copy(DirectBuffer record, int length) {
        UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
        copy.putBytes(0, record, 0, length);
        return copy;
    }

    private NavigableMap<Integer, UnsafeBuffer> table(RecordKind kind) {
        NavigableMap<Integer, UnsafeBuffer> table = tables.get(kind);
        if (table == null) {
            throw new IllegalArgumentException(kind + " is not a definition");
        }
        return table;
    }

    /** The newest definition, not to be written; null when there is none. */
    @Nullable
    DirectBuffer get(RecordKind kind, int id) {
        return table(kind).get(id);
    }

    /** All definitions of a kind as of now, in the order of their ids; not to be written. */
    List<DirectBuffer> all(RecordKind kind) {
        return new ArrayList<>(table(kind).values());
    }

    /**
     * Lets a definition hold, if it says something else than the one that does.
     *
     * @param kind of the definition.
     * @param record written by its flyweight, with engine time.
     * @return whether it is different and will have to be published.
     */
    boolean put(RecordKind kind, MutableDirectBuffer record) {
        int id = idOf(kind, record);
        if (!isDifferent(kind, id, record)) {
            return false;
        }
        UnsafeBuffer copy = copy(record, record.getInt(RecordFlyweight.LENGTH_OFFSET, RecordFlyweight.BYTE_ORDER));
        table(kind).put(id, copy);
        changes.add(copy);
        return true;
    }

    /** Whether a definition says something else than the one that holds; its header says nothing. */
    boolean isDifferent(RecordKind kind, int id, DirectBuffer record) {
        DirectBuffer old = get(kind, id);
        int length = record.getInt(RecordFlyweight.LENGTH_OFFSET, RecordFlyweight.BYTE_ORDER);
        if (old == null || old.capacity() != length) {
            return true;
        }
        for (int i = RecordFlyweight.HEADER_LENGTH; i < length; i++) {
            if (old.getByte(i) != record.getByte(i)) {
                return true;
            }
        }
        return false;
    }

    /** What is not published yet, oldest first; whoever publishes a record takes it out. */
    Queue<UnsafeBuffer> changes() {
        return changes;
    }
}
