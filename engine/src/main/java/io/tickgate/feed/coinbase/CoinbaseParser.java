package io.tickgate.feed.coinbase;

import io.tickgate.feed.decode.BadFrameReason;
import io.tickgate.feed.decode.FeedMessage;
import io.tickgate.feed.decode.FrameEmitter;
import io.tickgate.feed.decode.IsoTime;
import io.tickgate.feed.decode.JsonNumbers;
import io.tickgate.feed.decode.JsonObject;
import io.tickgate.feed.decode.JsonReader;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.SymbolTable;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads any frame of Coinbase Exchange: keys in any order, unknown keys with values of any type, escapes, numbers as strings or as
 * numbers. Only for what {@link CoinbaseScanner} leaves: it allocates. Owned by the connection's thread.
 */
final class CoinbaseParser {
    private static final Set<String> KEYS = Set.of(
            "type",
            "sequence",
            "product_id",
            "best_bid",
            "best_bid_size",
            "best_ask",
            "best_ask_size",
            "side",
            "time",
            "trade_id",
            "last_trade_id",
            "price",
            "size",
            "channels",
            "name",
            "product_ids",
            "message",
            "reason");

    /** Four channels of as many products as a table has; names beyond that are not of our asking. */
    private static final int NAMES_MAX = 4 * StreamTable.STREAMS_MAX;

    private final JsonReader json = new JsonReader(KEYS);
    private final JsonNumbers numbers = new JsonNumbers();
    private final CoinbaseSequences sequences;
    private StreamTable streams = StreamTable.EMPTY;

    CoinbaseParser(CoinbaseSequences sequences) {
        this.sequences = sequences;
    }

    void streams(StreamTable newStreams) {
        streams = newStreams;
    }

    /**
     * Reads a frame.
     *
     * @param source that holds it.
     * @param offset of its first byte.
     * @param length in bytes.
     * @param emitter that takes the messages, at least one.
     */
    void parse(byte[] source, int offset, int length, FrameEmitter emitter) {
        Object frame = json.read(source, offset, length);
        FeedMessage message = emitter.message();
        message.unknown();
        if (frame == null) {
            message.malformed(json.reason());
        } else if (frame instanceof JsonObject object) {
            interpret(object, emitter);
        }
        emitter.emit();
        if (frame instanceof JsonObject object && object.text("type").equals("ticker")) {
            CoinbaseScanner.tradeOfTicker(JsonNumbers.whole(object.text("trade_id")), emitter);
        }
    }

    /** Fills the last message of the frame, but for the trade of a ticker. */
    private void interpret(JsonObject object, FrameEmitter emitter) {
        FeedMessage message = emitter.message();
        switch (object.text("type")) {
            case "ticker" -> ticker(object, message);
            case "match" -> match(object, message);
            case "last_match" -> lastMatch(object, message);
            case "heartbeat" -> heartbeat(object, emitter);
            case "subscriptions" -> message.ack(RecordFlyweight.ABSENT, names(object));
            case "error" -> error(object, message);
            default -> message.unknown();
        }
    }

    private void ticker(JsonObject object, FeedMessage message) {
        int index = index(object, message);
        if (index == SymbolTable.UNKNOWN) {
            return;
        }
        message.beginQuote(streams.streamId(index));
        long bid = numbers.optional(object.text("best_bid"));
        int bidOutcome = numbers.outcome();
        long bidSize = numbers.optional(object.text("best_bid_size"));
        message.bid(bid, bidOutcome, bidSize, numbers.outcome(), false);
        long ask = numbers.optional(object.text("best_ask"));
        int askOutcome = numbers.outcome();
        long askSize = numbers.optional(object.text("best_ask_size"));
        message.ask(ask, askOutcome, askSize, numbers.outcome(), false);
        eventTime(object, message);
        if (object.get("sequence") instanceof String text) {
            long sequence = id(text, message);
            if (sequence != JsonNumbers.NONE) {
                sequences.onQuote(index, sequence, message);
            }
        }
    }

    private void match(JsonObject object, FeedMessage message) {
        int index = index(object, message);
        if (index == SymbolTable.UNKNOWN) {
            return;
        }
        message.beginTrade(streams.streamId(index));
        id(object.text("trade_id"), message);
        long timeNs = time(object.text("time"));
        message.tradeTime(timeNs, 1);
        message.eventTime(timeNs, 1);
        long price = numbers.decimal(object.text("price"));
        message.price(price, numbers.outcome());
        long size = numbers.decimal(object.text("size"));
        message.size(size, numbers.outcome());
        // The maker's side: the taker's is the other one.
        switch (object.text("side")) {
            case "sell" -> message.takerSide(TradeFlyweight.SIDE_BUY);
            case "buy" -> message.takerSide(TradeFlyweight.SIDE_SELL);
            default -> message.takerSide(TradeFlyweight.SIDE_UNKNOWN);
        }
        long sequence = JsonNumbers.whole(object.text("sequence"));
        if (sequence != JsonNumbers.NONE) {
            sequences.onTrade(index, sequence);
        }
    }

    private void lastMatch(JsonObject object, FeedMessage message) {
        int index = index(object, message);
        if (index != SymbolTable.UNKNOWN) {
            message.beginNewestTrade(streams.streamId(index), WatermarkFlyweight.LAST_MATCH);
            id(object.text("trade_id"), message);
            eventTime(object, message);
        }
    }

    private void heartbeat(JsonObject object, FrameEmitter emitter) {
        FeedMessage message = emitter.message();
        int index = index(object, message);
        if (index == SymbolTable.UNKNOWN) {
            return;
        }
        int streamId = streams.streamId(index);
        boolean hasId = object.get("last_trade_id") instanceof String;
        long newest = JsonNumbers.whole(object.text("last_trade_id"));
        if (hasId && newest != 0) {
            message.beginNewestTrade(streamId, WatermarkFlyweight.HEARTBEAT);
            id(object.text("last_trade_id"), message);
            eventTime(object, message);
            emitter.emit();
        }
        message.beginHeartbeat(streamId);
        eventTime(object, message);
    }

    /** All that the connection is subscribed to, not only what is new. */
    private static List<String> names(JsonObject object) {
        List<String> names = new ArrayList<>();
        if (object.get("channels") instanceof List<?> channels) {
            for (Object channel : channels) {
                if (channel instanceof JsonObject subscribed) {
                    addNames(subscribed, names);
                }
            }
        }
        return List.copyOf(names);
    }

    private static void addNames(JsonObject channel, List<String> names) {
        String name = channel.text("name");
        if (channel.get("product_ids") instanceof List<?> products) {
            for (Object product : products) {
                if (product instanceof String symbol && names.size() < NAMES_MAX) {
                    names.add(name + ":" + symbol);
                }
            }
        }
    }

    private static void error(JsonObject object, FeedMessage message) {
        String text = object.text("message");
        String reason = object.text("reason");
        message.error(RecordFlyweight.ABSENT, reason.isEmpty() ? text : text + ": " + reason, RecordFlyweight.ABSENT);
    }

    private static long id(String text, FeedMessage message) {
        long id = JsonNumbers.whole(text);
        if (id == JsonNumbers.NONE) {
            message.reject(BadFrameReason.ID);
        } else {
            message.id(id);
        }
        return id;
    }

    private static void eventTime(JsonObject object, FeedMessage message) {
        if (object.get("time") instanceof String text) {
            message.eventTime(time(text), 1);
        }
    }

    private static long time(String text) {
        return IsoTime.parse(text);
    }

    /** Index of the frame's product, or unknown: then the message says whether that is an error. */
    private int index(JsonObject object, FeedMessage message) {
        String product = object.text("product_id");
        if (product.isEmpty()) {
            message.rejected(BadFrameReason.SYMBOL);
            return SymbolTable.UNKNOWN;
        }
        return streams.symbols().find(product);
    }
}
