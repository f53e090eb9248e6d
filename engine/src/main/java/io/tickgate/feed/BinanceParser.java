package io.tickgate.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tickgate.feed.BinanceMessage.Kind;
import io.tickgate.record.E8;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads any frame of Binance: keys in any order, unknown keys with values of any type, escapes, numbers as strings or as numbers. Only
 * for what {@link BinanceScanner} leaves: it allocates. Owned by the feed's thread.
 *
 * <p>Two equal keys in an object are malformed: which of two prices holds is not ours to guess.
 */
final class BinanceParser {
    /** Keys that mean something; case matters ({@code t} is an id, {@code T} a time). */
    private static final Set<String> KEYS = Set.of(
            "e", "E", "s", "t", "p", "q", "T", "m", "u", "b", "B", "a", "A", "stream", "result", "error", "code",
            "msg");

    private static final int LONG_DIGITS_MAX = 18;
    /** Longer ones are cut where they are shown. */
    private static final int ERROR_TEXT_LENGTH_MAX = 200;

    private final JsonFactory factory = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final BinanceStreams streams;
    private final E8.Outcome outcome = new E8.Outcome();
    private int optionalOutcome;
    private String errorText = "";
    private @Nullable String stream;
    private @Nullable Map<String, String> data;

    BinanceParser(BinanceStreams streams) {
        this.streams = streams;
    }

    /** What the last {@link Kind#ERROR} said, without control characters. */
    String errorText() {
        return errorText;
    }

    /**
     * Reads a frame.
     *
     * @param source that holds it.
     * @param offset of its first byte.
     * @param length in bytes.
     * @param message to fill.
     */
    void parse(byte[] source, int offset, int length, BinanceMessage message) {
        try (JsonParser json = factory.createParser(utf8(source, offset, length))) {
            stream = null;
            data = null;
            Map<String, String> values = new HashMap<>();
            if (json.nextToken() == JsonToken.START_OBJECT) {
                readObject(json, values, true);
            } else if (json.currentToken() != null) {
                json.skipChildren();
            }
            boolean isWhole = json.currentToken() != null && json.nextToken() == null;
            if (!isWhole) {
                message.set(Kind.MALFORMED);
            } else {
                stream = values.get("stream");
                interpret(data == null ? values : data, message);
            }
        } catch (JsonProcessingException | CharacterCodingException e) {
            message.set(Kind.MALFORMED); // The decoder counts it; the text of the exception adds nothing to that.
        } catch (IOException e) {
            throw new IllegalStateException("reading a string cannot fail", e);
        }
    }

    /** Given bytes, Jackson would guess UTF-16 and UTF-32, which no text frame may have. */
    private static String utf8(byte[] source, int offset, int length) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(source, offset, length))
                .toString();
    }

    /** Collects the values of known keys, those of the {@code data} of a combined frame apart. */
    private void readObject(JsonParser json, Map<String, String> values, boolean isOuter) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            if (isOuter && key.equals("data") && value == JsonToken.START_OBJECT) {
                Map<String, String> inner = new HashMap<>();
                readObject(json, inner, false);
                data = inner;
            } else if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                put(values, key, key.equals("error") ? errorOf(json) : null);
                json.skipChildren();
            } else {
                put(values, key, value == JsonToken.VALUE_NULL && !key.equals("result") ? null : json.getText());
            }
        }
    }

    private static void put(Map<String, String> values, String key, @Nullable String value) {
        if (value != null && KEYS.contains(key)) {
            values.put(key, value);
        } else if (key.equals("result")) {
            values.put(key, "");
        }
    }

    /** Text of {@code {"error":{"code":4,"msg":"…"}}}, whose object has just begun. */
    private String errorOf(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return "";
        }
        Map<String, String> inner = new HashMap<>();
        readObject(json, inner, false);
        return inner.getOrDefault("code", "") + " " + inner.getOrDefault("msg", "");
    }

    private void interpret(Map<String, String> values, BinanceMessage message) {
        String event = values.get("e");
        if (event == null) {
            interpretWithoutEvent(values, message);
        } else if (event.equals("trade") && isOfChannel("@trade")) {
            interpretTrade(values, message);
        } else {
            message.set(event.equals("serverShutdown") ? Kind.SHUTDOWN : Kind.UNKNOWN);
        }
    }

    private void interpretWithoutEvent(Map<String, String> values, BinanceMessage message) {
        if (values.containsKey("error")) {
            error(values.getOrDefault("error", ""), message);
        } else if (values.containsKey("code")) {
            error(values.get("code") + " " + values.getOrDefault("msg", ""), message);
        } else if (values.containsKey("result")) {
            message.set(Kind.CONTROL);
        } else if (isQuote(values)) {
            interpretQuote(values, message);
        } else {
            message.set(Kind.UNKNOWN);
        }
    }

    private void error(String text, BinanceMessage message) {
        String clean = text.replaceAll("\\p{Cntrl}", "?").strip();
        errorText = clean.substring(0, Math.min(clean.length(), ERROR_TEXT_LENGTH_MAX));
        message.set(Kind.ERROR);
    }

    /** A raw quote can be told by its keys only. */
    private boolean isQuote(Map<String, String> values) {
        return values.containsKey("u")
                && isOfChannel("@bookTicker")
                && (stream != null || values.containsKey("b") || values.containsKey("a"));
    }

    private boolean isOfChannel(String channel) {
        return stream == null || stream.endsWith(channel);
    }

    private void interpretTrade(Map<String, String> values, BinanceMessage message) {
        int index = index(values);
        if (index == SymbolTable.UNKNOWN) {
            message.set(values.containsKey("s") ? Kind.UNKNOWN : Kind.REJECTED);
            return;
        }
        message.beginTrade(index);
        message.id(number(values, "t", message));
        if (values.containsKey("E")) {
            message.eventTime(number(values, "E", message));
        }
        message.tradeTime(number(values, "T", message));
        long price = E8.parse(values.getOrDefault("p", ""), outcome);
        message.price(price, outcome.code());
        long size = E8.parse(values.getOrDefault("q", ""), outcome);
        message.size(size, outcome.code());
        String isBuyerMaker = values.getOrDefault("m", "");
        if (isBuyerMaker.equals("true") || isBuyerMaker.equals("false")) {
            message.isBuyerMaker(isBuyerMaker.equals("true"));
        }
    }

    private void interpretQuote(Map<String, String> values, BinanceMessage message) {
        int index = index(values);
        if (index == SymbolTable.UNKNOWN) {
            message.set(values.containsKey("s") ? Kind.UNKNOWN : Kind.REJECTED);
            return;
        }
        message.beginQuote(index);
        message.id(number(values, "u", message));
        long bidPrice = optional(values, "b");
        int bidPriceOutcome = optionalOutcome;
        long bidSize = optional(values, "B");
        message.bid(bidPrice, bidPriceOutcome, bidSize, optionalOutcome);
        long askPrice = optional(values, "a");
        int askPriceOutcome = optionalOutcome;
        long askSize = optional(values, "A");
        message.ask(askPrice, askPriceOutcome, askSize, optionalOutcome);
    }

    /** A number that may be left out or empty; how it went stands in the field. */
    private long optional(Map<String, String> values, String key) {
        String text = values.getOrDefault(key, "");
        long value = E8.parse(text, outcome);
        optionalOutcome = text.isEmpty() ? BinanceMessage.MISSING : outcome.code();
        return value;
    }

    private int index(Map<String, String> values) {
        byte[] symbol = values.getOrDefault("s", "").getBytes(StandardCharsets.UTF_8);
        int index = streams.symbols().find(symbol, 0, symbol.length);
        return isOfStream(index) ? index : SymbolTable.UNKNOWN;
    }

    /** Whether the stream that the frame names, if it names one, is of this symbol: which of two holds is not ours to guess. */
    private boolean isOfStream(int index) {
        if (stream == null) {
            return true;
        }
        byte[] name = stream.substring(0, Math.max(0, stream.lastIndexOf('@'))).getBytes(StandardCharsets.UTF_8);
        return streams.names().find(name, 0, name.length) == index;
    }

    private static long number(Map<String, String> values, String key, BinanceMessage message) {
        String text = values.getOrDefault(key, "");
        boolean isNumber = text.matches("[0-9]{1," + LONG_DIGITS_MAX + "}");
        if (!isNumber) {
            message.reject();
        }
        return isNumber ? Long.parseLong(text) : BinanceMessage.NO_ID;
    }
}
