package io.tickgate.feed.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the oracles of all venues start from, written apart from the decoders: JSON as maps, lists and texts by Jackson, numbers by
 * {@link BigDecimal}.
 */
public final class OracleJson {
    /** A text that is no JSON, no UTF-8, or has equal keys. */
    public static final Object MALFORMED = new Object();

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final BigInteger EXPONENT_MAX = BigInteger.valueOf(20_000);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private OracleJson() {}

    /** Map, list, text (also of numbers and booleans), null, or {@link #MALFORMED}. */
    public static @Nullable Object read(byte[] frame) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(frame))
                    .toString();
            JsonParser json = JSON.createParser(text);
            if (json.nextToken() == null) {
                return MALFORMED;
            }
            Object value = value(json);
            return json.nextToken() == null ? value : MALFORMED;
        } catch (CharacterCodingException | com.fasterxml.jackson.core.JsonProcessingException e) {
            return MALFORMED;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                object.put(key, value(json));
            }
            return object;
        }
        if (json.currentToken() == JsonToken.START_ARRAY) {
            List<@Nullable Object> list = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(json));
            }
            return list;
        }
        return json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText();
    }

    /** The text of a key; empty for what is no text. */
    public static String text(Map<?, ?> object, String key) {
        return object.get(key) instanceof String text ? text : "";
    }

    /** A whole number of up to 18 digits, or null. */
    public static @Nullable Long whole(String text) {
        return text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
    }

    /** A decimal number: what it is × 10^8, and what is to be said of it. */
    public record Decimal(long e8, boolean isNumber, boolean isRounded, boolean isOverflow, boolean isMissing) {
        /** Reads a text. */
        public static Decimal of(String text) {
            if (!text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?")) {
                return new Decimal(0, false, false, false, text.isEmpty());
            }
            String lower = text.toLowerCase(Locale.ROOT);
            int mark = lower.indexOf('e');
            BigInteger exponent = mark < 0 ? BigInteger.ZERO : new BigInteger(lower.substring(mark + 1));
            BigDecimal mantissa = new BigDecimal(mark < 0 ? text : text.substring(0, mark));
            // Beyond the length of any mantissa here, and within what can be written out.
            int scale = exponent.max(EXPONENT_MAX.negate()).min(EXPONENT_MAX).intValueExact();
            BigDecimal exact = mantissa.signum() == 0 ? BigDecimal.ZERO : mantissa.scaleByPowerOfTen(scale + 8);
            BigDecimal rounded = exact.setScale(0, RoundingMode.HALF_EVEN);
            BigInteger value = rounded.toBigInteger();
            if (value.abs().compareTo(MAX) > 0) {
                return new Decimal(value.signum() * Long.MAX_VALUE, true, false, true, false);
            }
            return new Decimal(value.longValueExact(), true, exact.compareTo(rounded) != 0, false, false);
        }

        /** Why this cannot be a price; null when it can, or is 0. */
        public @Nullable BadFrameReason priceFault() {
            if (!isNumber || e8 < 0) {
                return BadFrameReason.PRICE;
            }
            return isOverflow ? BadFrameReason.PRICE_OVERFLOW : null;
        }

        /** Why this cannot be a size. */
        public @Nullable BadFrameReason sizeFault() {
            return !isNumber || e8 < 0 ? BadFrameReason.SIZE : null;
        }

        /** Flags of a size, 4 rounded and 8 saturated; of a price the first alone. */
        public int flags() {
            return (isRounded ? 4 : 0) | (isOverflow ? 8 : 0);
        }
    }
}
