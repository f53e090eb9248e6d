package io.tickgate.feed.binance;

import io.tickgate.feed.decode.FeedMessage;
import io.tickgate.feed.decode.FrameCursor;
import io.tickgate.feed.decode.FrameEmitter;
import io.tickgate.feed.decode.Literal;
import io.tickgate.feed.decode.PriceBatch;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.SymbolTable;
import io.tickgate.feed.decode.UnlistedSymbols;
import io.tickgate.record.WatermarkFlyweight;
import java.util.Arrays;

/**
 * Reads tickers and mini tickers exactly as Binance writes them today, raw and combined, mini tickers also as the array of all symbols
 * that changed. Allocates nothing.
 *
 * <pre>
 *   {"stream":"btcusdt@ticker","data":{"e":"24hrTicker","E":1,"s":"BTCUSDT","p":"1", … ,"L":18150,"n":18151}}
 *   {"stream":"!miniTicker@arr","data":[{"e":"24hrMiniTicker","E":1,"s":"BTCUSDT","c":"1","o":"1","h":"1","l":"1","v":"1","q":"1"}, … ]}
 * </pre>
 *
 * <p>Source of the shapes: Binance spot WebSocket streams, "Individual Symbol Ticker Streams" and "Mini Ticker Stream", read 2026-11.
 * Owned by the connection's thread.
 */
final class BinanceTickerScanner {
    private static final Literal STREAM = new Literal("{\"stream\":\"");
    private static final Literal ARRAY = new Literal("{\"stream\":\"!miniTicker@arr\",\"data\":[");
    private static final Literal RAW_ARRAY = new Literal("[");
    private static final Literal TICKER_DATA = new Literal("@ticker\",\"data\":");
    private static final Literal MINI_DATA = new Literal("@miniTicker\",\"data\":");
    private static final Literal TICKER = new Literal("{\"e\":\"24hrTicker\",\"E\":");
    private static final Literal MINI = new Literal("{\"e\":\"24hrMiniTicker\",\"E\":");
    private static final Literal SYMBOL = new Literal(",\"s\":\"");
    private static final Literal CLOSE_PRICE = new Literal("\",\"c\":\"");
    private static final Literal[] MINI_TEXTS = texts("o", "h", "l", "v", "q");
    private static final Literal[] TICKER_TEXTS =
            texts("p", "P", "w", "x", "c", "Q", "b", "B", "a", "A", "o", "h", "l", "v", "q");
    private static final Literal OPEN_TIME = new Literal("\",\"O\":");
    private static final Literal CLOSE_TIME = new Literal(",\"C\":");
    private static final Literal FIRST_ID = new Literal(",\"F\":");
    private static final Literal LAST_ID = new Literal(",\"L\":");
    private static final Literal COUNT = new Literal(",\"n\":");
    private static final Literal END_OF_TEXTS = new Literal("\"}");
    private static final Literal END = new Literal("}");
    private static final Literal COMMA = new Literal(",");
    private static final Literal END_OF_ARRAY = new Literal("]");

    /** Not a symbol that can be skipped. */
    private static final int DECLINED = -2;

    private final long timeUnitNs;
    private final FrameCursor in;
    private final UnlistedSymbols unlisted;
    private final PriceBatch prices;
    private StreamTable streams = StreamTable.EMPTY;
    private SymbolTable names = BinanceNames.of(streams);

    BinanceTickerScanner(long timeUnitNs, FrameCursor in, UnlistedSymbols unlisted) {
        this.timeUnitNs = timeUnitNs;
        this.in = in;
        this.unlisted = unlisted;
        prices = new PriceBatch(timeUnitNs);
    }

    private static Literal[] texts(String... keys) {
        return Arrays.stream(keys)
                .map(key -> new Literal("\",\"" + key + "\":\""))
                .toArray(Literal[]::new);
    }

    void streams(StreamTable newStreams) {
        streams = newStreams;
        names = BinanceNames.of(newStreams);
    }

    /** Reads the frame that the cursor is at the start of; false when it is another one. */
    boolean scan(FrameEmitter emitter) {
        prices.clear();
        if (in.literal(ARRAY)) {
            return array() && in.literal(END) && in.isAtEnd() && givePrices(emitter);
        }
        if (in.literal(RAW_ARRAY)) {
            return array() && in.isAtEnd() && givePrices(emitter);
        }
        if (in.literal(STREAM)) {
            return combined(emitter);
        }
        if (in.literal(TICKER)) {
            return ticker(SymbolTable.UNKNOWN, emitter.message()) && in.isAtEnd() && give(emitter);
        }
        return in.literal(MINI) && mini(SymbolTable.UNKNOWN) && in.isAtEnd() && givePrices(emitter);
    }

    private boolean combined(FrameEmitter emitter) {
        int start = in.position();
        int index = names.find(in.source(), start, in.until('@'));
        if (index == SymbolTable.UNKNOWN) {
            return false;
        }
        if (in.literal(TICKER_DATA)) {
            return in.literal(TICKER) && ticker(index, emitter.message()) && isEndOfCombined() && give(emitter);
        }
        return in.literal(MINI_DATA) && in.literal(MINI) && mini(index) && isEndOfCombined() && givePrices(emitter);
    }

    private boolean isEndOfCombined() {
        return in.literal(END) && in.isAtEnd();
    }

    private static boolean give(FrameEmitter emitter) {
        emitter.emit();
        return true;
    }

    private boolean ticker(int namedIndex, FeedMessage message) {
        long time = in.number();
        int index = time == FrameCursor.NO_NUMBER ? SymbolTable.UNKNOWN : symbol(namedIndex);
        if (index < 0 || !skipTexts(TICKER_TEXTS)) {
            return false;
        }
        boolean isInOrder = in.literal(OPEN_TIME)
                && in.number() != FrameCursor.NO_NUMBER
                && in.literal(CLOSE_TIME)
                && in.number() != FrameCursor.NO_NUMBER
                && in.literal(FIRST_ID)
                && in.number() != FrameCursor.NO_NUMBER
                && in.literal(LAST_ID);
        long newest = isInOrder ? in.number() : FrameCursor.NO_NUMBER;
        if (newest <= 0) {
            return false; // No trade in the last 24 hours is written as -1: rare, so the parser's.
        }
        message.beginNewestTrade(streams.streamId(index), WatermarkFlyweight.TICKER);
        message.id(newest);
        message.eventTime(time, timeUnitNs);
        return in.literal(COUNT) && in.number() != FrameCursor.NO_NUMBER && in.literal(END);
    }

    private boolean array() {
        do {
            if (!in.literal(MINI) || !mini(SymbolTable.UNKNOWN)) {
                return false;
            }
        } while (in.literal(COMMA));
        return in.literal(END_OF_ARRAY);
    }

    /** Reads a mini ticker from its time on and remembers its price, if the symbol is a stream's. */
    private boolean mini(int namedIndex) {
        long time = in.number();
        int index = time == FrameCursor.NO_NUMBER ? DECLINED : symbol(namedIndex);
        if (index == DECLINED || !in.literal(CLOSE_PRICE)) {
            return false;
        }
        boolean isListed = index != SymbolTable.UNKNOWN;
        long price = isListed ? in.decimal() : 0;
        int outcome = in.outcome();
        if (!isListed && !in.plainText()) {
            return false;
        }
        if (!skipTexts(MINI_TEXTS) || !in.literal(END_OF_TEXTS)) {
            return false;
        }
        if (isListed) {
            prices.add(streams.streamId(index), time, price, outcome);
        }
        return true;
    }

    /** Skips texts with their keys, from the quote that ends the value before them to the one that ends the last of them. */
    private boolean skipTexts(Literal[] openings) {
        for (Literal opening : openings) {
            if (!in.literal(opening) || !in.plainText()) {
                return false;
            }
        }
        return true;
    }

    /** Index of the symbol that follows; unknown when it was noted as such before; {@link #DECLINED} when the parser must note it. */
    private int symbol(int namedIndex) {
        if (!in.literal(SYMBOL)) {
            return DECLINED;
        }
        int start = in.position();
        int length = in.until('"');
        int index = streams.symbols().find(in.source(), start, length);
        if (namedIndex != SymbolTable.UNKNOWN) {
            return index == namedIndex ? index : DECLINED;
        }
        return index != SymbolTable.UNKNOWN || unlisted.isNoted(in.source(), start, length) ? index : DECLINED;
    }

    private boolean givePrices(FrameEmitter emitter) {
        prices.give(emitter);
        return true;
    }
}
