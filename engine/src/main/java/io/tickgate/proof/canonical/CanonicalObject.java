package io.tickgate.proof.canonical;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An object that is being made, or was read: names to strings, booleans, lists and objects. Owned by one thread. */
public final class CanonicalObject {
    private final SortedMap<String, Object> members = new TreeMap<>();

    /** An empty object. */
    public CanonicalObject() {}

    /** Sets a text. */
    public CanonicalObject put(String name, String value) {
        return add(name, value);
    }

    /** Sets a whole number, as a decimal text. */
    public CanonicalObject put(String name, long value) {
        return add(name, Long.toString(value));
    }

    /** Sets true or false. */
    public CanonicalObject put(String name, boolean value) {
        return add(name, value);
    }

    /** Sets bytes, as hex digits in lower case. */
    public CanonicalObject put(String name, byte[] value) {
        return add(name, HexFormat.of().formatHex(value));
    }

    /** Sets an object, which may still change until this one is written. */
    public CanonicalObject put(String name, CanonicalObject value) {
        return add(name, value);
    }

    /** Sets a list of strings, lists, booleans and objects. */
    public CanonicalObject put(String name, List<?> value) {
        return add(name, List.copyOf(value));
    }

    /** Sets a list of hashes, as hex digits. */
    public CanonicalObject putHashes(String name, List<byte[]> hashes) {
        return add(name, hashes.stream().map(HexFormat.of()::formatHex).toList());
    }

    private CanonicalObject add(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /** Takes a member out. */
    public void remove(String name) {
        members.remove(name);
    }

    /** Value of a member, null when there is none. */
    public @Nullable Object get(String name) {
        return members.get(name);
    }

    /** All members in order, as they are; not to be written. */
    public Map<String, Object> members() {
        return members;
    }

    /** The canonical bytes. */
    public byte[] toBytes() {
        return CanonicalWriter.bytes(this);
    }
}
