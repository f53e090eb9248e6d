package io.tickgate.proof.keys;

import io.tickgate.proof.canonical.CanonicalFields;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.canonical.CanonicalReader;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.record.RecordFlyweight;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All public keys of a node with the times from and until which they sign. Immutable.
 *
 * @param entries in the order of their beginning.
 */
public record KeyTable(List<Entry> entries) {
    /** Type of the published list. */
    static final String TYPE = "tickgate-keys-1";
    /** More rotations than a node will see; bounds what a stranger's file can make a verifier do. */
    private static final int ENTRIES_MAX = 10_000;

    /**
     * A key.
     *
     * @param id see {@link PublicKeys#id}.
     * @param publicKey 32 bytes, not to be written.
     * @param fromEpochNs first time at which it signs.
     * @param toEpochNs when it was rotated out, {@link RecordFlyweight#ABSENT} while it signs.
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Entry(String id, byte[] publicKey, long fromEpochNs, long toEpochNs) {
        /** Whether it signs now. */
        public boolean isCurrent() {
            return toEpochNs == RecordFlyweight.ABSENT;
        }

        /** Whether it signed at a time. */
        public boolean isValidAt(long epochNs) {
            return epochNs >= fromEpochNs && (isCurrent() || epochNs <= toEpochNs);
        }
    }

    /** Of an unsorted, mutable list. */
    public KeyTable {
        entries = List.copyOf(entries);
    }

    /** The key of an id, or null. */
    public @Nullable Entry find(String id) {
        for (Entry entry : entries) {
            if (entry.id().equals(id)) {
                return entry;
            }
        }
        return null;
    }

    /** The key that signs, or null before the first. */
    @Nullable
    Entry current() {
        return entries.isEmpty() || !entries.get(entries.size() - 1).isCurrent()
                ? null
                : entries.get(entries.size() - 1);
    }

    /** With another key that signs from the next head on, and the one before rotated out. */
    KeyTable rotatedTo(SigningKey key, long nowEpochNs) {
        List<Entry> next = new ArrayList<>();
        for (Entry entry : entries) {
            next.add(
                    entry.isCurrent()
                            ? new Entry(entry.id(), entry.publicKey(), entry.fromEpochNs(), nowEpochNs)
                            : entry);
        }
        next.add(new Entry(key.id(), key.publicKey(), nowEpochNs, RecordFlyweight.ABSENT));
        return new KeyTable(next);
    }

    /** As it is published. */
    public CanonicalObject toCanonical() {
        List<CanonicalObject> keys = new ArrayList<>();
        for (Entry entry : entries) {
            CanonicalObject key = new CanonicalObject()
                    .put("id", entry.id())
                    .put("publicKey", entry.publicKey())
                    .put("fromNs", entry.fromEpochNs());
            if (!entry.isCurrent()) {
                key.put("toNs", entry.toEpochNs());
            }
            keys.add(key);
        }
        return new CanonicalObject().put("keys", keys).put("type", TYPE);
    }

    /**
     * Reads a published list.
     *
     * @param bytes in the canonical form.
     * @throws NotCanonicalException when they are no such list.
     */
    public static KeyTable parse(byte[] bytes) throws NotCanonicalException {
        CanonicalFields fields = new CanonicalFields("", CanonicalReader.read(bytes));
        fields.expect("type", TYPE);
        List<Entry> entries = new ArrayList<>();
        for (CanonicalFields key : fields.objects("keys", ENTRIES_MAX)) {
            byte[] publicKey = key.bytes("publicKey", PublicKeys.LENGTH);
            String id = key.text("id");
            if (!id.equals(PublicKeys.id(publicKey))) {
                throw key.fault("id", "is not that of its public key");
            }
            entries.add(new Entry(
                    id, publicKey, key.whole("fromNs"), key.has("toNs") ? key.whole("toNs") : RecordFlyweight.ABSENT));
        }
        return new KeyTable(entries);
    }
}
