package io.tickgate.proof.canonical;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes the canonical form. Stateless. */
public final class CanonicalWriter {
    private CanonicalWriter() {}

    /** The canonical bytes of an object. */
    public static byte[] bytes(CanonicalObject object) {
        return text(object).getBytes(StandardCharsets.UTF_8);
    }

    /** The canonical text of a value: a string, boolean, list or object. */
    public static String text(Object value) {
        StringBuilder text = new StringBuilder(1_024);
        write(value, text);
        return text.toString();
    }

    private static void write(Object value, StringBuilder text) {
        if (value instanceof String string) {
            writeString(string, text);
        } else if (value instanceof CanonicalObject object) {
            writeObject(object, text);
        } else if (value instanceof List<?> list) {
            writeList(list, text);
        } else if (value instanceof Boolean bool) {
            text.append(bool.booleanValue());
        } else {
            throw new IllegalArgumentException("The canonical form has no " + value.getClass());
        }
    }

    private static void writeObject(CanonicalObject object, StringBuilder text) {
        char before = '{';
        for (Map.Entry<String, Object> member : object.members().entrySet()) {
            text.append(before);
            writeString(member.getKey(), text);
            text.append(':');
            write(member.getValue(), text);
            before = ',';
        }
        text.append(before == '{' ? "{}" : "}");
    }

    private static void writeList(List<?> list, StringBuilder text) {
        char before = '[';
        for (Object element : list) {
            text.append(before);
            write(element, text);
            before = ',';
        }
        text.append(before == '[' ? "[]" : "]");
    }

    private static void writeString(String string, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u00").append(hex(c >> 4)).append(hex(c & 15));
            } else if (Character.isSurrogate(c)) {
                i = writePair(string, i, text);
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    /** Half a pair has no bytes in UTF-8. */
    private static int writePair(String string, int index, StringBuilder text) {
        char high = string.charAt(index);
        if (!Character.isHighSurrogate(high)
                || index + 1 == string.length()
                || !Character.isLowSurrogate(string.charAt(index + 1))) {
            text.append('\uFFFD');
            return index;
        }
        text.append(high).append(string.charAt(index + 1));
        return index + 1;
    }

    private static char hex(int digit) {
        return Character.forDigit(digit, 16);
    }
}
