package io.tickgate.feed;

import io.tickgate.record.E8;

/**
 * Reads trades and best prices of subscribed symbols exactly as Binance writes them today, with this order of keys and no blanks, in
 * combined and raw form. Anything else is not an error: it is left to {@link BinanceParser}. Allocates nothing.
 *
 * <pre>
 *   {"stream":"btcusdt@trade","data":{"e":"trade","E":1,"s":"BTCUSDT","t":1,"p":"1","q":"1","T":1,"m":true,"M":true}}
 *   {"stream":"btcusdt@bookTicker","data":{"u":1,"s":"BTCUSDT","b":"1","B":"1","a":"1","A":"1"}}
 * </pre>
 *
 * <p>Source of the shapes: Binance spot WebSocket streams, "Trade Streams" and "Individual Symbol Book Ticker Streams", read 2026-11.
 * Owned by the feed's thread.
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

    /** More digits could overflow; the parser decides about such. */
    private static final int DIGITS_MAX = 18;

    private static final int EIGHT = 8;
    private static final long NO_NUMBER = -1;

    private final BinanceStreams streams;
    private final Literal[] symbols;
    private final E8.Outcome outcome = new E8.Outcome();
    private byte[] source = new byte[0];
    private int position;
    private int end;
    private int optionalOutcome;

    BinanceScanner(BinanceStreams streams) {
        this.streams = streams;
        symbols = streams.venueSymbols().stream().map(Literal::new).toArray(Literal[]::new);
    }

    /**
     * Reads a frame.
     *
     * @param newSource that holds it.
     * @param offset of its first byte.
     * @param length in bytes.
     * @param message to fill; of no meaning when the answer is false.
     * @return whether the frame has one of the shapes above.
     */
    boolean scan(byte[] newSource, int offset, int length, BinanceMessage message) {
        source = newSource;
        position = offset;
        end = offset + length;
        if (literal(STREAM)) {
            return combined(message);
        }
        if (literal(RAW_TRADE)) {
            return trade(SymbolTable.UNKNOWN, END_RAW, message);
        }
        return literal(RAW_QUOTE) && quote(SymbolTable.UNKNOWN, QUOTE_END_RAW, message);
    }

    private boolean combined(BinanceMessage message) {
        int start = position;
        while (position < end && source[position] != '@') {
            position++;
        }
        int index = streams.names().find(source, start, position - start);
        if (index == SymbolTable.UNKNOWN) {
            return false;
        }
        if (literal(TRADE_DATA)) {
            return trade(index, END_COMBINED, message);
        }
        return literal(QUOTE_DATA) && quote(index, QUOTE_END_COMBINED, message);
    }

    private boolean trade(int namedIndex, Literal ending, BinanceMessage message) {
        long eventTime = number();
        int index = symbol(namedIndex);
        if (eventTime == NO_NUMBER || index == SymbolTable.UNKNOWN || !literal(TRADE_ID)) {
            return false;
        }
        message.beginTrade(index);
        message.eventTime(eventTime);
        long id = number();
        message.id(id);
        if (id == NO_NUMBER || !literal(PRICE)) {
            return false;
        }
        long price = decimal();
        message.price(price, outcome.code());
        if (!literal(SIZE)) {
            return false;
        }
        long size = decimal();
        message.size(size, outcome.code());
        return literal(TRADE_TIME) && tradeEnd(ending, message);
    }

    private boolean tradeEnd(Literal ending, BinanceMessage message) {
        long tradeTime = number();
        if (tradeTime == NO_NUMBER || !literal(IS_BUYER_MAKER)) {
            return false;
        }
        message.tradeTime(tradeTime);
        boolean isBuyerMaker = literal(TRUE);
        if (!isBuyerMaker && !literal(FALSE)) {
            return false;
        }
        message.isBuyerMaker(isBuyerMaker);
        return literal(IGNORED) && (literal(TRUE) || literal(FALSE)) && literal(ending) && position == end;
    }

    private boolean quote(int namedIndex, Literal ending, BinanceMessage message) {
        long id = number();
        int index = symbol(namedIndex);
        if (id == NO_NUMBER || index == SymbolTable.UNKNOWN) {
            return false;
        }
        message.beginQuote(index);
        message.id(id);
        if (!literal(BID_PRICE)) {
            return false;
        }
        long price = optional();
        int priceOutcome = optionalOutcome;
        if (!literal(BID_SIZE)) {
            return false;
        }
        long size = optional();
        message.bid(price, priceOutcome, size, optionalOutcome);
        if (!literal(ASK_PRICE)) {
            return false;
        }
        price = optional();
        priceOutcome = optionalOutcome;
        if (!literal(ASK_SIZE)) {
            return false;
        }
        size = optional();
        message.ask(price, priceOutcome, size, optionalOutcome);
        return literal(ending) && position == end;
    }

    /** Index of the symbol that follows, which is the one of the stream's name if that is known. */
    private int symbol(int namedIndex) {
        if (!literal(SYMBOL)) {
            return SymbolTable.UNKNOWN;
        }
        if (namedIndex != SymbolTable.UNKNOWN) {
            return literal(symbols[namedIndex]) ? namedIndex : SymbolTable.UNKNOWN;
        }
        int start = position;
        while (position < end && source[position] != '"') {
            position++;
        }
        return streams.symbols().find(source, start, position - start);
    }

    /** Whether the bytes of the literal follow; if so, moves behind them. */
    private boolean literal(Literal literal) {
        if (!literal.isAt(source, position, end)) {
            return false;
        }
        position += literal.length();
        return true;
    }

    /** The whole number that follows, without sign and leading zeros, or {@link #NO_NUMBER}. */
    private long number() {
        int start = position;
        int eight = position + EIGHT <= end ? E8.eightDigits(source, position) : E8.NO_DIGITS;
        long number = 0;
        if (eight != E8.NO_DIGITS) {
            number = eight;
            position += EIGHT;
        }
        while (position < end && source[position] >= '0' && source[position] <= '9') {
            number = number * 10 + (source[position++] - '0');
        }
        int digits = position - start;
        boolean isPlain = digits == 1 || (digits > 1 && digits <= DIGITS_MAX && source[start] != '0');
        return isPlain ? number : NO_NUMBER;
    }

    /** The digits and points that follow, as a number; the literal after them shows whether that was all of the text. */
    private long decimal() {
        long value = E8.parsePlain(source, position, end, outcome);
        position = outcome.end();
        return value;
    }

    /** As {@link #decimal()}, of a text that may be empty; how it went stands in the field. */
    private long optional() {
        int start = position;
        long value = decimal();
        optionalOutcome = position == start ? BinanceMessage.MISSING : outcome.code();
        return value;
    }
}
