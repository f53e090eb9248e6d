package io.tickgate.perf.ticks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tickgate.record.TradeFlyweight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a careful user of jackson-core would write: the streaming parser over the received bytes, no tree, no strings for values, numbers
 * parsed from the parser's own characters by the same {@link io.tickgate.record.E8}. One thread.
 */
public final class JacksonDecoder implements ReferenceDecoder {
    private static final long MS_NS = 1_000_000;

    private final JsonFactory factory = new JsonFactory();
    private final JacksonValues values;
    private final DecodedTick tick = new DecodedTick();

    /** A decoder that knows the symbols, upper case. */
    public JacksonDecoder(List<String> symbols) {
        values = new JacksonValues(symbols);
    }

    @Override
    public DecodedTick tick() {
        return tick;
    }

    /** Decodes a combined frame. */
    @Override
    public long decode(byte[] source, int offset, int length) {
        tick.clear();
        try (JsonParser json = factory.createParser(source, offset, length)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_OBJECT && name.equals("data")) {
                    readData(json);
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tick.sum();
    }

    private void readData(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.length() == 1) {
                readField(json, name.charAt(0), value);
            } else {
                json.skipChildren();
            }
        }
    }

    private void readField(JsonParser json, char name, JsonToken value) throws IOException {
        switch (name) {
            case 'e' -> tick.isTrade = true;
            case 'E' -> tick.eventEpochNs = json.getLongValue() * MS_NS;
            case 'T' -> tick.tradeEpochNs = json.getLongValue() * MS_NS;
            case 't', 'u' -> tick.id = json.getLongValue();
            case 's' -> tick.symbolIndex = values.symbol(json);
            case 'm' ->
                tick.takerSide = value == JsonToken.VALUE_TRUE ? TradeFlyweight.SIDE_SELL : TradeFlyweight.SIDE_BUY;
            case 'p' -> tick.priceE8 = values.decimal(json);
            case 'q' -> tick.sizeE8 = values.decimal(json);
            case 'b' -> tick.bidPriceE8 = values.decimal(json);
            case 'B' -> tick.bidSizeE8 = values.decimal(json);
            case 'a' -> tick.askPriceE8 = values.decimal(json);
            case 'A' -> tick.askSizeE8 = values.decimal(json);
            default -> json.skipChildren();
        }
    }
}
