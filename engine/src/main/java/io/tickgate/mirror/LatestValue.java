package io.tickgate.mirror;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tickgate.publish.FallbackView;
import io.tickgate.record.E8;
import java.io.IOException;

/**
 * Reads the value of a latest-price key (see the package), strictly: one flat JSON object with the symbol that was asked for, a price as
 * a decimal string above 0 and a {@code receivedTime} that is not in the future. Owned by one thread.
 */
final class LatestValue {
    /** What the mirror writes is below 300 bytes; a symbol and a source of 64 bytes, escaped six-fold, are 768. */
    static final int LENGTH_MAX = 2_048;

    /** Clocks of machines differ; what lies further ahead than this is not believed. */
    static final long AHEAD_MAX_NS = 2_000_000_000L;

    private static final long NS_PER_MS = 1_000_000;
    private static final long MS_MAX = Long.MAX_VALUE / NS_PER_MS;

    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(LENGTH_MAX)
                    .maxNestingDepth(1)
                    .build())
            .build();
    private final E8.Outcome outcome = new E8.Outcome();
    private String symbol = "";
    private long priceE8;
    private long receivedMs;

    /**
     * Reads a value.
     *
     * @param value as Redis holds it, from whomever.
     * @param expectedSymbol of the instrument whose key it is.
     * @param nowEpochNs engine time.
     * @param into set when it is good.
     * @return whether it is good.
     */
    boolean read(byte[] value, String expectedSymbol, long nowEpochNs, FallbackView into) {
        symbol = "";
        priceE8 = 0;
        receivedMs = 0;
        if (value.length > LENGTH_MAX || !parse(value)) {
            return false;
        }
        long receivedEpochNs = receivedMs * NS_PER_MS;
        if (!symbol.equals(expectedSymbol)
                || priceE8 <= 0
                || receivedMs <= 0
                || receivedEpochNs - nowEpochNs > AHEAD_MAX_NS) {
            return false;
        }
        into.set(priceE8, Math.min(receivedEpochNs, nowEpochNs));
        return true;
    }

    private boolean parse(byte[] value) {
        try (JsonParser parser = json.createParser(value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (!take(parser, name, parser.nextToken())) {
                    return false;
                }
            }
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (IOException e) {
            // Whoever wrote it, it is no price; the caller counts it.
            return false;
        }
    }

    private boolean take(JsonParser parser, String name, JsonToken token) throws IOException {
        switch (name) {
            case "symbol" -> {
                symbol = parser.getText();
                return token == JsonToken.VALUE_STRING;
            }
            case "price" -> {
                priceE8 = E8.parse(parser.getText(), outcome);
                boolean isNumber = outcome.code() == E8.Outcome.EXACT || outcome.code() == E8.Outcome.ROUNDED;
                return token == JsonToken.VALUE_STRING && isNumber;
            }
            case "receivedTime" -> {
                if (token != JsonToken.VALUE_NUMBER_INT) {
                    return false;
                }
                receivedMs = parser.getLongValue();
                return receivedMs <= MS_MAX;
            }
            default -> {
                return token.isScalarValue();
            }
        }
    }
}
