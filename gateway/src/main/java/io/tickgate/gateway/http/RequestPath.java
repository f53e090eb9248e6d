package io.tickgate.gateway.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request's path as decoded segments, read strictly: only characters that RFC 3986 allows in a segment, escapes of two hex digits
 * that give UTF-8 without control characters, no empty, {@code .} or {@code ..} segments. An escaped slash stays within its segment.
 */
final class RequestPath {
    /** Longest path or query in bytes: 100 symbols of 20. */
    static final int LENGTH_MAX = 2_048;

    private static final String ALLOWED = "-._~!$&'()*+,=:@";

    private final List<String> segments;

    private RequestPath(List<String> segments) {
        this.segments = segments;
    }

    /** Reads a path that begins with a slash; null when it is not well-formed. */
    static @Nullable RequestPath parse(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return null;
        }
        List<String> segments = new ArrayList<>();
        if (path.length() > 1) {
            for (String raw : path.substring(1).split("/", -1)) {
                String segment = decode(raw, ALLOWED);
                if (segment == null || segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                    return null;
                }
                segments.add(segment);
            }
        }
        return new RequestPath(segments);
    }

    /** Decodes a segment, or a value of a query; null when it is not well-formed. */
    static @Nullable String decode(String raw, String allowed) {
        byte[] bytes = new byte[raw.length()];
        int count = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int value = i + 2 <= raw.length() - 1 ? hex(raw.charAt(i + 1), raw.charAt(i + 2)) : -1;
                if (value < ' ' || value == 0x7F) {
                    return null;
                }
                bytes[count++] = (byte) value;
                i += 2;
            } else if (isLetterOrDigit(c) || allowed.indexOf(c) >= 0) {
                bytes[count++] = (byte) c;
            } else {
                return null;
            }
        }
        return utf8(bytes, count);
    }

    private static @Nullable String utf8(byte[] bytes, int count) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, count))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static int hex(char high, char low) {
        int upper = digit(high);
        int lower = digit(low);
        return upper < 0 || lower < 0 ? -1 : upper * 16 + lower;
    }

    private static int digit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    int size() {
        return segments.size();
    }

    /** A segment, decoded; empty beyond the last. */
    String segment(int index) {
        return index < segments.size() ? segments.get(index) : "";
    }

    /** The segments from an index on, joined by slashes: a symbol may have one. */
    String rest(int index) {
        return String.join("/", segments.subList(Math.min(index, segments.size()), segments.size()));
    }

    /** As {@link #rest}, without the last segment. */
    String middle(int index) {
        return String.join("/", segments.subList(index, segments.size() - 1));
    }

    /** The last segment. */
    String last() {
        return segment(segments.size() - 1);
    }

    /** Whether the first segments are these. */
    boolean startsWith(String... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (!segment(i).equals(expected[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether the segments are these and no more. */
    boolean is(String... expected) {
        return segments.size() == expected.length && startsWith(expected);
    }
}
