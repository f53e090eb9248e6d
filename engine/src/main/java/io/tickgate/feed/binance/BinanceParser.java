package io.tickgate.feed.binance;

import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.decode.BadFrameReason;
import io.tickgate.feed.decode.FeedMessage;
import io.tickgate.feed.decode.FrameEmitter;
import io.tickgate.feed.decode.JsonNumbers;
import io.tickgate.feed.decode.JsonObject;
import io.tickgate.feed.decode.JsonReader;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.SymbolTable;
import io.tickgate.feed.decode.UnlistedSymbols;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import java.util.List;
import java.util.Set;

/**
 * Reads any frame of Binance: keys in any order, unknown keys with values of any type, escapes, numbers as strings or as numbers. Only
 * for what {@link BinanceScanner} leaves: it allocates. Owned by the connection's thread.
 *
 * <p>What a key means depends on the event: {@code p} is a trade's price and a ticker's change of price.
 */
final class BinanceParser {
    /** Keys that mean something; case matters ({@code t} is an id, {@code T} a time). */
    private static final Set<String> KEYS = Set.of(
            "e", "E", "s", "t", "p", "q", "T", "m", "X", "u", "b", "B", "a", "A", "c", "L", "stream", "data", "result",
            "error", "code", "msg", "id");

    /** Mark of an id that is no trade; seen on futures with price and size 0. */
    private static final String NO_TRADE_MARK = "NA";

    private static final String MINI_TICKERS = "!miniTicker@arr";

    private final JsonReader json = new JsonReader(KEYS);
    private final JsonNumbers numbers = new JsonNumbers();
    private final BinanceReplies replies = new BinanceReplies();
    private final long timeUnitNs;
    private final UnlistedSymbols unlisted;
    private StreamTable streams = StreamTable.EMPTY;
    /** Name of the stream that the frame names; empty when it names none. */
    private String stream = "";

    BinanceParser(VenueTimeUnit timeUnit, UnlistedSymbols unlisted) {
        timeUnitNs = timeUnit.lengthNs();
        this.unlisted = unlisted;
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
        if (frame == null) {
            emitter.message().malformed(json.reason());
            emitter.emit();
        } else {
            stream = frame instanceof JsonObject outer ? outer.text("stream") : "";
            interpret(payload(frame), emitter);
        }
    }

    /** What a combined frame wraps, or the raw frame itself. */
    private static Object payload(Object frame) {
        Object data = frame instanceof JsonObject outer ? outer.get("data") : null;
        return data instanceof JsonObject || data instanceof List ? data : frame;
    }

    private void interpret(Object payload, FrameEmitter emitter) {
        if (payload instanceof JsonObject object) {
            event(object, emitter);
        } else if (payload instanceof List<?> list && (stream.isEmpty() || stream.equals(MINI_TICKERS))) {
            miniTickers(list, emitter);
        } else {
            emitter.emitUnknown();
        }
    }

    private void event(JsonObject object, FrameEmitter emitter) {
        FeedMessage message = emitter.message();
        message.unknown();
        switch (object.text("e")) {
            case "" -> withoutEvent(object, message);
            case "trade" -> trade(object, message);
            case "24hrTicker" -> ticker(object, message);
            case "24hrMiniTicker" -> miniTicker(object, "@miniTicker", message);
            case "serverShutdown" -> message.shutdown();
            default -> message.unknown();
        }
        emitter.emit();
    }

    private void withoutEvent(JsonObject object, FeedMessage message) {
        if (replies.read(object, message)) {
            return;
        }
        boolean hasSide = object.get("b") instanceof String || object.get("a") instanceof String;
        // A raw quote can be told by its keys only.
        boolean isQuote =
                object.get("u") instanceof String && isOfChannel("@bookTicker") && (hasSide || !stream.isEmpty());
        if (isQuote) {
            quote(object, message);
        }
    }

    private boolean isOfChannel(String channel) {
        return stream.isEmpty() || stream.endsWith(channel);
    }

    private void trade(JsonObject object, FeedMessage message) {
        int index = isOfChannel("@trade") ? index(object, message) : SymbolTable.UNKNOWN;
        if (index == SymbolTable.UNKNOWN) {
            return;
        }
        if (object.text("X").equals(NO_TRADE_MARK)) {
            noTrade(object, streams.streamId(index), message);
            return;
        }
        message.beginTrade(streams.streamId(index));
        id(object, "t", message);
        eventTime(object, message);
        message.tradeTime(JsonNumbers.whole(object.text("T")), timeUnitNs);
        long price = numbers.decimal(object.text("p"));
        message.price(price, numbers.outcome());
        long size = numbers.decimal(object.text("q"));
        message.size(size, numbers.outcome());
        String isBuyerMaker = object.text("m");
        if (isBuyerMaker.equals("true")) {
            message.takerSide(TradeFlyweight.SIDE_SELL);
        } else if (isBuyerMaker.equals("false")) {
            message.takerSide(TradeFlyweight.SIDE_BUY);
        }
    }

    /** With a price it would be a trade after all: then the id stays a hole, as nobody can say which of the two holds. */
    private void noTrade(JsonObject object, int streamId, FeedMessage message) {
        message.beginNoTrade(streamId);
        id(object, "t", message);
        boolean isPriced = numbers.optional(object.text("p")) != 0;
        if (isPriced || numbers.isBad()) {
            message.reject(BadFrameReason.CONTRADICTION);
        }
    }

    private void quote(JsonObject object, FeedMessage message) {
        int index = index(object, message);
        if (index == SymbolTable.UNKNOWN) {
            return;
        }
        message.beginQuote(streams.streamId(index));
        id(object, "u", message);
        long bidPrice = numbers.optional(object.text("b"));
        int bidPriceOutcome = numbers.outcome();
        long bidSize = numbers.optional(object.text("B"));
        message.bid(bidPrice, bidPriceOutcome, bidSize, numbers.outcome(), true);
        long askPrice = numbers.optional(object.text("a"));
        int askPriceOutcome = numbers.outcome();
        long askSize = numbers.optional(object.text("A"));
        message.ask(askPrice, askPriceOutcome, askSize, numbers.outcome(), true);
    }

    private void ticker(JsonObject object, FeedMessage message) {
        int index = isOfChannel("@ticker") ? index(object, message) : SymbolTable.UNKNOWN;
        if (index == SymbolTable.UNKNOWN) {
            return;
        }
        String newest = object.text("L");
        if (newest.equals("0") || newest.equals("-1")) {
            // No trade in the last 24 hours.
            message.beginHeartbeat(streams.streamId(index));
        } else {
            message.beginNewestTrade(streams.streamId(index), WatermarkFlyweight.TICKER);
            id(object, "L", message);
        }
        eventTime(object, message);
    }

    private void miniTickers(List<?> list, FrameEmitter emitter) {
        FeedMessage message = emitter.message();
        for (Object element : list) {
            message.unknown();
            if (element instanceof JsonObject object && object.text("e").equals("24hrMiniTicker")) {
                miniTicker(object, MINI_TICKERS, message);
            }
            if (message.kind() != FeedMessage.Kind.UNKNOWN) {
                emitter.emit();
            }
        }
        if (emitter.count() == 0) {
            emitter.emitUnknown();
        }
    }

    private void miniTicker(JsonObject object, String channel, FeedMessage message) {
        int index = isOfChannel(channel) ? index(object, message) : SymbolTable.UNKNOWN;
        if (index != SymbolTable.UNKNOWN) {
            message.beginPrice(streams.streamId(index));
            eventTime(object, message);
            long price = numbers.decimal(object.text("c"));
            message.price(price, numbers.outcome());
        } else if (message.kind() == FeedMessage.Kind.UNKNOWN && isOfChannel(channel)) {
            unlisted.note(object.text("s"));
        }
    }

    private static void id(JsonObject object, String key, FeedMessage message) {
        long id = JsonNumbers.whole(object.text(key));
        if (id == JsonNumbers.NONE) {
            message.reject(BadFrameReason.ID);
        } else {
            message.id(id);
        }
    }

    private void eventTime(JsonObject object, FeedMessage message) {
        if (object.get("E") instanceof String time) {
            message.eventTime(JsonNumbers.whole(time), timeUnitNs);
        }
    }

    /** Index of the frame's symbol, or unknown: then the message says whether that is an error. */
    private int index(JsonObject object, FeedMessage message) {
        String symbol = object.text("s");
        if (symbol.isEmpty()) {
            message.rejected(BadFrameReason.SYMBOL);
            return SymbolTable.UNKNOWN;
        }
        if (isContradicted(symbol)) {
            message.rejected(BadFrameReason.CONTRADICTION);
            return SymbolTable.UNKNOWN;
        }
        return streams.symbols().find(symbol);
    }

    /** Whether the stream that the frame names, if it names one, is of another symbol: which of two holds is not ours to guess. */
    private boolean isContradicted(String symbol) {
        boolean isOfOneSymbol = !stream.isEmpty() && !stream.startsWith("!");
        return isOfOneSymbol
                && !stream.substring(0, Math.max(0, stream.lastIndexOf('@'))).equals(BinanceNames.ofSymbol(symbol));
    }
}
