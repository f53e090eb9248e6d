package io.tickgate.proof.canonical;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the canonical form and nothing else: white space, numbers, null, keys out of order or twice, another spelling of a character
 * are refused, so that what was read has the bytes that it was read from. Used once.
 */
public final class CanonicalReader {
    /** Deepest nesting; a receipt has five levels. */
    private static final int DEPTH_MAX = 16;

    private final String text;
    private int place;

    private CanonicalReader(String text) {
        this.text = text;
    }

    /**
     * Reads an object.
     *
     * @param bytes the object, from the first to the last byte.
     * @return the object.
     * @throws NotCanonicalException when they are not its canonical form.
     */
    public static CanonicalObject read(byte[] bytes) throws NotCanonicalException {
        CanonicalReader reader = new CanonicalReader(utf8(bytes));
        CanonicalObject object = reader.readObject(0);
        if (reader.place != reader.text.length()) {
            throw reader.fault("something follows the object");
        }
        return object;
    }

    private static String utf8(byte[] bytes) throws NotCanonicalException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NotCanonicalException("The bytes are not UTF-8.");
        }
    }

    private CanonicalObject readObject(int depth) throws NotCanonicalException {
        expect('{');
        CanonicalObject object = new CanonicalObject();
        if (skip('}')) {
            return object;
        }
        String before = "";
        do {
            String name = readName();
            if (name.equals(before)) {
                throw fault("the key \"" + name + "\" is there twice");
            }
            if (name.compareTo(before) < 0) {
                throw fault("the key \"" + name + "\" stands behind \"" + before + "\", out of order");
            }
            expect(':');
            put(object, name, readValue(depth + 1));
            before = name;
        } while (skip(','));
        expect('}');
        return object;
    }

    private static void put(CanonicalObject object, String name, Object value) {
        if (value instanceof String string) {
            object.put(name, string);
        } else if (value instanceof List<?> list) {
            object.put(name, list);
        } else if (value instanceof CanonicalObject inner) {
            object.put(name, inner);
        } else {
            object.put(name, Boolean.TRUE.equals(value));
        }
    }

    private String readName() throws NotCanonicalException {
        String name = readString();
        if (name.isEmpty()) {
            throw fault("a key is empty");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isAllowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!isAllowed) {
                throw fault("a key has a character other than letters and digits");
            }
        }
        return name;
    }

    private Object readValue(int depth) throws NotCanonicalException {
        if (depth > DEPTH_MAX) {
            throw fault("it is nested too deeply");
        }
        char c = peek();
        if (c == '"') {
            return readString();
        }
        if (c == '{') {
            return readObject(depth);
        }
        if (c == '[') {
            return readList(depth);
        }
        if (text.startsWith("true", place)) {
            place += 4;
            return true;
        }
        if (text.startsWith("false", place)) {
            place += 5;
            return false;
        }
        throw fault("there is neither a string, a list, an object nor true or false");
    }

    private List<Object> readList(int depth) throws NotCanonicalException {
        expect('[');
        List<Object> list = new ArrayList<>();
        if (skip(']')) {
            return list;
        }
        do {
            list.add(readValue(depth + 1));
        } while (skip(','));
        expect(']');
        return list;
    }

    private String readString() throws NotCanonicalException {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (true) {
            char c = peek();
            if (c == '"') {
                place++;
                return string.toString();
            }
            if (c < ' ') {
                throw fault("a control character is not escaped");
            }
            string.append(c == '\\' ? readEscape() : c);
            place++;
        }
    }

    /** Stands on the backslash; ends on the last character of the escape. */
    private char readEscape() throws NotCanonicalException {
        place++;
        char c = peek();
        if (c == '"' || c == '\\') {
            return c;
        }
        if (!text.startsWith("u00", place) || place + 5 > text.length()) {
            throw fault("there is an escape that is not needed");
        }
        int high = "01".indexOf(text.charAt(place + 3));
        int low = "0123456789abcdef".indexOf(text.charAt(place + 4));
        if (high < 0 || low < 0) {
            throw fault("there is an escape that is not needed");
        }
        place += 4;
        return (char) (high * 16 + low);
    }

    private char peek() throws NotCanonicalException {
        if (place >= text.length()) {
            throw fault("it ends too early");
        }
        return text.charAt(place);
    }

    private void expect(char wanted) throws NotCanonicalException {
        if (peek() != wanted) {
            throw fault("'" + wanted + "' is missing");
        }
        place++;
    }

    private boolean skip(char c) throws NotCanonicalException {
        if (peek() != c) {
            return false;
        }
        place++;
        return true;
    }

    private NotCanonicalException fault(String what) {
        return new NotCanonicalException("Not in the canonical form at character " + place + ": " + what + ".");
    }
}
