package io.tickgate.perf.ticks;

import com.fasterxml.jackson.core.JsonParser;
import io.tickgate.feed.decode.IsoTime;
import io.tickgate.record.E8;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Reads values from the characters that Jackson's parser holds, without strings. One thread. */
final class JacksonValues {
    /** Longest text that is copied. */
    private static final int TEXT_LENGTH_MAX = 64;

    private final char[][] symbols;
    private final byte[] text = new byte[TEXT_LENGTH_MAX];
    private final E8.Outcome outcome = new E8.Outcome();

    JacksonValues(List<String> symbols) {
        this.symbols = symbols.stream().map(String::toCharArray).toArray(char[][]::new);
    }

    long decimal(JsonParser json) throws IOException {
        return E8.parse(text, 0, copy(json), outcome);
    }

    long isoTime(JsonParser json) throws IOException {
        return IsoTime.parse(text, 0, copy(json));
    }

    private int copy(JsonParser json) throws IOException {
        char[] characters = json.getTextCharacters();
        int offset = json.getTextOffset();
        int length = Math.min(json.getTextLength(), TEXT_LENGTH_MAX);
        for (int i = 0; i < length; i++) {
            text[i] = (byte) characters[offset + i];
        }
        return length;
    }

    int symbol(JsonParser json) throws IOException {
        for (int i = 0; i < symbols.length; i++) {
            if (is(json, symbols[i])) {
                return i;
            }
        }
        return -1;
    }

    boolean is(JsonParser json, char[] expected) throws IOException {
        int offset = json.getTextOffset();
        return Arrays.equals(
                expected, 0, expected.length, json.getTextCharacters(), offset, offset + json.getTextLength());
    }
}
