package io.tickgate.feed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
    private static final byte[] STREAM = bytes("{\"stream\":\"");
    private static final byte[] TRADE_DATA = bytes("@trade\",\"data\":{\"e\":\"trade\",\"E\":");
    private static final byte[] QUOTE_DATA = bytes("@bookTicker\",\"data\":{\"u\":");
    private static final byte[] RAW_TRADE = bytes("{\"e\":\"trade\",\"E\":");
    private static final byte[] RAW_QUOTE = bytes("{\"u\":");
    private static final byte[] SYMBOL = bytes(",\"s\":\"");
    private static final byte[] TRADE_ID = bytes("\",\"t\":");
    private static final byte[] PRICE = bytes(",\"p\":\"");
    private static final byte[] SIZE = bytes("\",\"q\":\"");
    private static final byte[] TRADE_TIME = bytes("\",\"T\":");
    private static final byte[] IS_BUYER_MAKER = bytes(",\"m\":");
    private static final byte[] IGNORED = bytes(",\"M\":");
    private static final byte[] BID_PRICE = bytes("\",\"b\":\"");
    private static final byte[] BID_SIZE = bytes("\",\"B\":\"");
    private static final byte[] ASK_PRICE = bytes("\",\"a\":\"");
    private static final byte[] ASK_SIZE = bytes("\",\"A\":\"");
    private static final byte[] TRUE = bytes("true");
    private static final byte[] FALSE = bytes("false");
    private static final byte[] END_COMBINED = bytes("}}");
    private static final byte[] END_RAW = bytes("}");
    private static final byte[] QUOTE_END_COMBINED = bytes("\"}}");
    private static final byte[] QUOTE_END_RAW = bytes("\"}");

    /** More digits could overflow; the parser decides about such. */
    private static final int DIGITS_MAX = 18;

    private static final long NO_NUMBER = -1;

    private final BinanceStreams streams;
    private byte[] source = new byte[0];
    private int position;
    private int end;
    /** Where the last text value starts; it ends at the position. */
    private int textStart;

    BinanceScanner(BinanceStreams streams) {
        this.streams = streams;
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

    private boolean trade(int namedIndex, byte[] ending, BinanceMessage message) {
        long eventTime = number();
        int index = symbol(namedIndex);
        if (eventTime == NO_NUMBER || index == SymbolTable.UNKNOWN || !literal(TRADE_ID)) {
            return false;
        }
        message.beginTrade(index);
        message.eventTime(eventTime);
        long id = number();
        message.id(id);
        if (id == NO_NUMBER || !literal(PRICE) || !decimal()) {
            return false;
        }
        message.price(source, textStart, position - textStart);
        if (!literal(SIZE) || !decimal()) {
            return false;
        }
        message.size(source, textStart, position - textStart);
        return literal(TRADE_TIME) && tradeEnd(ending, message);
    }

    private boolean tradeEnd(byte[] ending, BinanceMessage message) {
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

    private boolean quote(int namedIndex, byte[] ending, BinanceMessage message) {
        long id = number();
        int index = symbol(namedIndex);
        if (id == NO_NUMBER || index == SymbolTable.UNKNOWN) {
            return false;
        }
        message.beginQuote(index);
        message.id(id);
        if (!literal(BID_PRICE) || !decimal()) {
            return false;
        }
        int priceStart = textStart;
        int priceLength = position - textStart;
        if (!literal(BID_SIZE) || !decimal()) {
            return false;
        }
        message.bid(source, priceStart, priceLength, textStart, position - textStart);
        if (!literal(ASK_PRICE) || !decimal()) {
            return false;
        }
        priceStart = textStart;
        priceLength = position - textStart;
        if (!literal(ASK_SIZE) || !decimal()) {
            return false;
        }
        message.ask(source, priceStart, priceLength, textStart, position - textStart);
        return literal(ending) && position == end;
    }

    /** Index of the symbol that follows, which is the one of the stream's name if that is known. */
    private int symbol(int namedIndex) {
        if (!literal(SYMBOL)) {
            return SymbolTable.UNKNOWN;
        }
        if (namedIndex != SymbolTable.UNKNOWN) {
            return literal(streams.symbols().name(namedIndex)) ? namedIndex : SymbolTable.UNKNOWN;
        }
        int start = position;
        while (position < end && source[position] != '"') {
            position++;
        }
        return streams.symbols().find(source, start, position - start);
    }

    /** Whether the bytes of the literal follow; if so, moves behind them. */
    private boolean literal(byte[] literal) {
        int next = position + literal.length;
        if (next > end || !Arrays.equals(source, position, next, literal, 0, literal.length)) {
            return false;
        }
        position = next;
        return true;
    }

    /** The whole number that follows, without sign and leading zeros, or {@link #NO_NUMBER}. */
    private long number() {
        int start = position;
        long number = 0;
        while (position < end && source[position] >= '0' && source[position] <= '9') {
            number = number * 10 + (source[position++] - '0');
        }
        int digits = position - start;
        boolean isPlain = digits == 1 || (digits > 1 && digits <= DIGITS_MAX && source[start] != '0');
        return isPlain ? number : NO_NUMBER;
    }

    /** Moves over digits and points up to the quotation mark; false when something else is among them. */
    private boolean decimal() {
        textStart = position;
        while (position < end) {
            byte b = source[position];
            if (b == '"') {
                return true;
            }
            if (b < '.' || b > '9' || b == '/') {
                return false;
            }
            position++;
        }
        return false;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
