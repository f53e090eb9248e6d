package io.tickgate.feed.binance;

import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.decode.FeedMessage;
import io.tickgate.feed.decode.FrameCursor;
import io.tickgate.feed.decode.FrameEmitter;
import io.tickgate.feed.decode.Literal;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.SymbolTable;
import io.tickgate.feed.decode.UnlistedSymbols;
import io.tickgate.record.TradeFlyweight;

/**
 * Reads trades and best prices of subscribed symbols exactly as Binance writes them today, with this order of keys and no blanks, in
 * combined and raw form; tickers by {@link BinanceTickerScanner}. Anything else is not an error: it is left to {@link BinanceParser}.
 * Allocates nothing.
 *
 * <pre>
 *   {"stream":"btcusdt@trade","data":{"e":"trade","E":1,"s":"BTCUSDT","t":1,"p":"1","q":"1","T":1,"m":true,"M":true}}
 *   {"stream":"btcusdt@bookTicker","data":{"u":1,"s":"BTCUSDT","b":"1","B":"1","a":"1","A":"1"}}
 * </pre>
 *
 * <p>Source of the shapes: Binance spot WebSocket streams, "Trade Streams" and "Individual Symbol Book Ticker Streams", read 2026-11.
 * Owned by the connection's thread.
 */
final class BinanceScanner {
    private static final Literal STREAM = new Literal("{\"stream\":\"");
    private static final Literal TRADE_DATA = new Literal("@trade\",\"data\":{\"e\":\"trade\",\"E\":");
    private static final Literal QUOTE_DATA = new Literal("@bookTicker\",\"data\":{\"u\":");
    private static final Literal RAW_TRADE = new Literal("{\"e\":\"trade\",\"E\":");
    private static final Literal RAW_QUOTE = new Literal("{\"u\":");
    private static final Literal SYMBOL = new Literal(",\"s\":\"");
    private static final Literal TRADE_ID = new Literal("\",\"t\":");
    private static final Literal PRICE = new Literal(",\"p\":\"");
    private static final Literal SIZE = new Literal("\",\"q\":\"");
    private static final Literal TRADE_TIME = new Literal("\",\"T\":");
    private static final Literal IS_BUYER_MAKER = new Literal(",\"m\":");
    private static final Literal IGNORED = new Literal(",\"M\":");
    private static final Literal BID_PRICE = new Literal("\",\"b\":\"");
    private static final Literal BID_SIZE = new Literal("\",\"B\":\"");
    private static final Literal ASK_PRICE = new Literal("\",\"a\":\"");
    private static final Literal ASK_SIZE = new Literal("\",\"A\":\"");
    private static final Literal TRUE = new Literal("true");
    private static final Literal FALSE = new Literal("false");
    private static final Literal END_COMBINED = new Literal("}}");
    private static final Literal END_RAW = new Literal("}");
    private static final Literal QUOTE_END_COMBINED = new Literal("\"}}");
    private static final Literal QUOTE_END_RAW = new Literal("\"}");

    private static final long NO_NUMBER = FrameCursor.NO_NUMBER;

    private final long timeUnitNs;
    private final FrameCursor in = new FrameCursor();
    private final BinanceTickerScanner tickers;
    private StreamTable streams = StreamTable.EMPTY;
    private SymbolTable names = BinanceNames.of(streams);
    private Literal[] symbols = {};

    BinanceScanner(VenueTimeUnit timeUnit, UnlistedSymbols unlisted) {
        timeUnitNs = timeUnit.lengthNs();
        tickers = new BinanceTickerScanner(timeUnitNs, in, unlisted);
    }

    void streams(StreamTable newStreams) {
        streams = newStreams;
        names = BinanceNames.of(newStreams);
        symbols = newStreams.streams().stream()
                .map(stream -> new Literal(stream.venueSymbol()))
                .toArray(Literal[]::new);
        tickers.streams(newStreams);
    }

    /**
     * Reads a frame.
     *
     * @param source that holds it.
     * @param offset of its first byte.
     * @param length in bytes.
     * @param emitter that takes the messages; untouched, save for its message, when the answer is false.
     * @return whether the frame has one of the shapes above.
     */
    boolean scan(byte[] source, int offset, int length, FrameEmitter emitter) {
        in.wrap(source, offset, length);
        FeedMessage message = emitter.message();
        boolean isTick;
        if (in.literal(STREAM)) {
            isTick = combined(message);
        } else if (in.literal(RAW_TRADE)) {
            isTick = trade(SymbolTable.UNKNOWN, END_RAW, message);
        } else {
            isTick = in.literal(RAW_QUOTE) && quote(SymbolTable.UNKNOWN, QUOTE_END_RAW, message);
        }
        if (isTick) {
            emitter.emit();
            return true;
        }
        in.position(offset);
        return tickers.scan(emitter);
    }

    private boolean combined(FeedMessage message) {
        int start = in.position();
        int index = names.find(in.source(), start, in.until('@'));
        if (index == SymbolTable.UNKNOWN) {
            return false;
        }
        if (in.literal(TRADE_DATA)) {
            return trade(index, END_COMBINED, message);
        }
        return in.literal(QUOTE_DATA) && quote(index, QUOTE_END_COMBINED, message);
    }

    private boolean trade(int namedIndex, Literal ending, FeedMessage message) {
        long eventTime = in.number();
        int index = symbol(namedIndex);
        if (eventTime == NO_NUMBER || index == SymbolTable.UNKNOWN || !in.literal(TRADE_ID)) {
            return false;
        }
        message.beginTrade(streams.streamId(index));
        message.eventTime(eventTime, timeUnitNs);
        long id = in.number();
        message.id(id);
        if (id == NO_NUMBER || !in.literal(PRICE)) {
            return false;
        }
        long price = in.decimal();
        message.price(price, in.outcome());
        if (!in.literal(SIZE)) {
            return false;
        }
        long size = in.decimal();
        message.size(size, in.outcome());
        return in.literal(TRADE_TIME) && tradeEnd(ending, message);
    }

    private boolean tradeEnd(Literal ending, FeedMessage message) {
        long tradeTime = in.number();
        if (tradeTime == NO_NUMBER || !in.literal(IS_BUYER_MAKER)) {
            return false;
        }
        message.tradeTime(tradeTime, timeUnitNs);
        boolean isBuyerMaker = in.literal(TRUE);
        if (!isBuyerMaker && !in.literal(FALSE)) {
            return false;
        }
        // The buyer was the maker: the taker sold.
        message.takerSide(isBuyerMaker ? TradeFlyweight.SIDE_SELL : TradeFlyweight.SIDE_BUY);
        return in.literal(IGNORED) && (in.literal(TRUE) || in.literal(FALSE)) && in.literal(ending) && in.isAtEnd();
    }

    private boolean quote(int namedIndex, Literal ending, FeedMessage message) {
        long id = in.number();
        int index = symbol(namedIndex);
        if (id == NO_NUMBER || index == SymbolTable.UNKNOWN) {
            return false;
        }
        message.beginQuote(streams.streamId(index));
        message.id(id);
        if (!in.literal(BID_PRICE)) {
            return false;
        }
        long price = in.optionalDecimal();
        int priceOutcome = in.outcome();
        if (!in.literal(BID_SIZE)) {
            return false;
        }
        long size = in.optionalDecimal();
        message.bid(price, priceOutcome, size, in.outcome(), true);
        if (!in.literal(ASK_PRICE)) {
            return false;
        }
        price = in.optionalDecimal();
        priceOutcome = in.outcome();
        if (!in.literal(ASK_SIZE)) {
            return false;
        }
        size = in.optionalDecimal();
        message.ask(price, priceOutcome, size, in.outcome(), true);
        return in.literal(ending) && in.isAtEnd();
    }

    /** Index of the symbol that follows, which is the one of the stream's name if that is known. */
    private int symbol(int namedIndex) {
        if (!in.literal(SYMBOL)) {
            return SymbolTable.UNKNOWN;
        }
        if (namedIndex != SymbolTable.UNKNOWN) {
            return in.literal(symbols[namedIndex]) ? namedIndex : SymbolTable.UNKNOWN;
        }
        int start = in.position();
        return streams.symbols().find(in.source(), start, in.until('"'));
    }
}
