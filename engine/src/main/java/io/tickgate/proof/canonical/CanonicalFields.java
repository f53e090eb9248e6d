package io.tickgate.proof.canonical;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Typed, strict reading of an object's members; each fault names the member by its path. Owned by one thread. */
public final class CanonicalFields {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
    private static final Pattern HEX = Pattern.compile("([0-9a-f]{2})*");

    private final String path;
    private final CanonicalObject object;

    /**
     * Reads of an object.
     *
     * @param path of the object, empty for the outermost.
     * @param object that has the members.
     */
    public CanonicalFields(String path, CanonicalObject object) {
        this.path = path;
        this.object = object;
    }

    /** The object itself. */
    public CanonicalObject object() {
        return object;
    }

    /** Whether there is such a member. */
    public boolean has(String name) {
        return object.get(name) != null;
    }

    /** A text. */
    public String text(String name) throws NotCanonicalException {
        if (value(name) instanceof String text) {
            return text;
        }
        throw fault(name, "is no string");
    }

    /** A text that must be this one. */
    public void expect(String name, String wanted) throws NotCanonicalException {
        if (!text(name).equals(wanted)) {
            throw fault(name, "is not \"" + wanted + "\"");
        }
    }

    /** A whole number of 64 bits. */
    public long whole(String name) throws NotCanonicalException {
        String text = text(name);
        try {
            if (WHOLE.matcher(text).matches() && !text.equals("-0")) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            throw fault(name, "is a number beyond 64 bits");
        }
        throw fault(name, "is no whole number");
    }

    /** Bytes in hex. */
    public byte[] bytes(String name) throws NotCanonicalException {
        return hex(name, text(name));
    }

    /** Bytes in hex, of a length. */
    public byte[] bytes(String name, int length) throws NotCanonicalException {
        byte[] bytes = bytes(name);
        if (bytes.length != length) {
            throw fault(name, "has not " + length + " bytes");
        }
        return bytes;
    }

    private byte[] hex(String name, String text) throws NotCanonicalException {
        if (!HEX.matcher(text).matches()) {
            throw fault(name, "is not hex in lower case");
        }
        return HexFormat.of().parseHex(text);
    }

    /** Hashes in hex, of a length each. */
    public List<byte[]> hashes(String name, int length, int countMax) throws NotCanonicalException {
        List<byte[]> hashes = new ArrayList<>();
        for (Object element : list(name, countMax)) {
            if (!(element instanceof String text) || text.length() != 2 * length) {
                throw fault(name, "has an element that is no hash");
            }
            hashes.add(hex(name, text));
        }
        return hashes;
    }

    /** An object. */
    public CanonicalFields object(String name) throws NotCanonicalException {
        if (value(name) instanceof CanonicalObject inner) {
            return new CanonicalFields(pathOf(name), inner);
        }
        throw fault(name, "is no object");
    }

    /** A list of objects. */
    public List<CanonicalFields> objects(String name, int countMax) throws NotCanonicalException {
        List<CanonicalFields> objects = new ArrayList<>();
        for (Object element : list(name, countMax)) {
            if (!(element instanceof CanonicalObject inner)) {
                throw fault(name, "has an element that is no object");
            }
            objects.add(new CanonicalFields(pathOf(name) + "[" + objects.size() + "]", inner));
        }
        return objects;
    }

    /** A list. */
    public List<?> list(String name, int countMax) throws NotCanonicalException {
        if (!(value(name) instanceof List<?> list)) {
            throw fault(name, "is no list");
        }
        if (list.size() > countMax) {
            throw fault(name, "has more than " + countMax + " elements");
        }
        return list;
    }

    private Object value(String name) throws NotCanonicalException {
        @Nullable Object value = object.get(name);
        if (value == null) {
            throw fault(name, "is missing");
        }
        return value;
    }

    /** A fault of a member. */
    public NotCanonicalException fault(String name, String what) {
        return new NotCanonicalException(pathOf(name) + " " + what);
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
