package io.tickgate.perf.ticks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tickgate.record.TradeFlyweight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** As {@link JacksonDecoder}, for tickers and matches of Coinbase Exchange. One thread. */
public final class CoinbaseJacksonDecoder implements ReferenceDecoder {
    private static final char[] MATCH = "match".toCharArray();
    private static final char[] BUY = "buy".toCharArray();

    private final JsonFactory factory = new JsonFactory();
    private final JacksonValues values;
    private final DecodedTick tick = new DecodedTick();
    private long sequence;
    private long tradeId;

    /** A decoder that knows the products. */
    public CoinbaseJacksonDecoder(List<String> symbols) {
        values = new JacksonValues(symbols);
    }

    @Override
    public DecodedTick tick() {
        return tick;
    }

    @Override
    public long decode(byte[] source, int offset, int length) {
        tick.clear();
        try (JsonParser json = factory.createParser(source, offset, length)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                readField(json, name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        conclude();
        return tick.sum();
    }

    private void readField(JsonParser json, String name) throws IOException {
        switch (name) {
            case "type" -> tick.isTrade = values.is(json, MATCH);
            case "sequence" -> sequence = json.getLongValue();
            case "trade_id" -> tradeId = json.getLongValue();
            case "product_id" -> tick.symbolIndex = values.symbol(json);
            case "time" -> tick.eventEpochNs = values.isoTime(json);
            case "best_bid" -> tick.bidPriceE8 = values.decimal(json);
            case "best_bid_size" -> tick.bidSizeE8 = values.decimal(json);
            case "best_ask" -> tick.askPriceE8 = values.decimal(json);
            case "best_ask_size" -> tick.askSizeE8 = values.decimal(json);
            case "side" -> tick.takerSide = values.is(json, BUY) ? TradeFlyweight.SIDE_SELL : TradeFlyweight.SIDE_BUY;
            default -> readSizeOrPrice(json, name);
        }
    }

    /** Of matches only: a ticker's price is not wanted. */
    private void readSizeOrPrice(JsonParser json, String name) throws IOException {
        if (tick.isTrade && name.equals("price")) {
            tick.priceE8 = values.decimal(json);
        } else if (tick.isTrade && name.equals("size")) {
            tick.sizeE8 = values.decimal(json);
        } else {
            json.skipChildren();
        }
    }

    private void conclude() {
        tick.id = tick.isTrade ? tradeId : sequence;
        tick.tradeEpochNs = tick.isTrade ? tick.eventEpochNs : 0;
        tick.takerSide = tick.isTrade ? tick.takerSide : 0;
    }
}
