package io.tickgate.feed.coinbase;

import io.tickgate.feed.decode.FeedMessage;
import io.tickgate.feed.decode.FrameCursor;
import io.tickgate.feed.decode.FrameEmitter;
import io.tickgate.feed.decode.IsoTime;
import io.tickgate.feed.decode.Literal;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.SymbolTable;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.WatermarkFlyweight;

/**
 * Reads tickers, matches, last matches and heartbeats of known products exactly as Coinbase writes them, without blanks, in the order of
 * keys seen on the wire (2021 to 2025) and in that of the documentation. Anything else is not an error: it is left to
 * {@link CoinbaseParser}. Allocates nothing.
 *
 * <pre>
 *   {"type":"ticker","sequence":1,"product_id":"BTC-USD","price":"1", … ,"best_bid":"1","best_bid_size":"1","best_ask":"1",
 *    "best_ask_size":"1","side":"buy","time":"…Z","trade_id":1,"last_size":"1"}                           sizes of 2022 on, or without
 *   {"type":"match","trade_id":1,"maker_order_id":"…","taker_order_id":"…","side":"buy","size":"1","price":"1","product_id":"BTC-USD",
 *    "sequence":1,"time":"…Z"}                                                                            wire
 *   {"type":"match","trade_id":1,"sequence":1,"maker_order_id":"…","taker_order_id":"…","time":"…Z","product_id":"BTC-USD",
 *    "size":"1","price":"1","side":"sell"}                                                                documentation
 *   {"type":"heartbeat","last_trade_id":1,"product_id":"BTC-USD","sequence":1,"time":"…Z"}                either order
 * </pre>
 *
 * <p>Source of the shapes: Coinbase Exchange WebSocket channels, read 2026-11, and recordings. Owned by the connection's thread.
 */
final class CoinbaseScanner {
    private static final Literal TICKER = new Literal("{\"type\":\"ticker\",\"sequence\":");
    private static final Literal MATCH = new Literal("{\"type\":\"match\",\"trade_id\":");
    private static final Literal LAST_MATCH = new Literal("{\"type\":\"last_match\",\"trade_id\":");
    private static final Literal HEARTBEAT = new Literal("{\"type\":\"heartbeat\",\"");
    private static final Literal HEARTBEAT_SEQUENCE = new Literal("sequence\":");
    private static final Literal HEARTBEAT_ID = new Literal("last_trade_id\":");
    private static final Literal ID_OF_HEARTBEAT = new Literal(",\"last_trade_id\":");
    private static final Literal PRODUCT = new Literal(",\"product_id\":\"");
    private static final Literal SEQUENCE_BEHIND_TEXT = new Literal("\",\"sequence\":");
    private static final Literal SEQUENCE = new Literal(",\"sequence\":");
    private static final Literal MAKER = new Literal(",\"maker_order_id\":\"");
    private static final Literal TAKER = new Literal("\",\"taker_order_id\":\"");
    private static final Literal SIDE = new Literal("\",\"side\":\"");
    private static final Literal BUY = new Literal("buy");
    private static final Literal SELL = new Literal("sell");
    private static final Literal SIZE = new Literal("\",\"size\":\"");
    private static final Literal PRICE = new Literal("\",\"price\":\"");
    private static final Literal PRODUCT_BEHIND_TEXT = new Literal("\",\"product_id\":\"");
    private static final Literal TIME = new Literal(",\"time\":\"");
    private static final Literal TIME_BEHIND_TEXT = new Literal("\",\"time\":\"");
    private static final Literal OPEN = new Literal("\",\"open_24h\":\"");
    private static final Literal VOLUME = new Literal("\",\"volume_24h\":\"");
    private static final Literal LOW = new Literal("\",\"low_24h\":\"");
    private static final Literal HIGH = new Literal("\",\"high_24h\":\"");
    private static final Literal MONTH_VOLUME = new Literal("\",\"volume_30d\":\"");
    private static final Literal BID = new Literal("\",\"best_bid\":\"");
    private static final Literal BID_SIZE = new Literal("\",\"best_bid_size\":\"");
    private static final Literal ASK = new Literal("\",\"best_ask\":\"");
    private static final Literal ASK_SIZE = new Literal("\",\"best_ask_size\":\"");
    private static final Literal TRADE_ID = new Literal("\",\"trade_id\":");
    private static final Literal LAST_SIZE = new Literal(",\"last_size\":\"");
    private static final Literal END = new Literal("\"}");

    private static final long NO_NUMBER = FrameCursor.NO_NUMBER;
    private static final int UNKNOWN = SymbolTable.UNKNOWN;

    private final CoinbaseSequences sequences;
    private final FrameCursor in = new FrameCursor();
    private StreamTable streams = StreamTable.EMPTY;
    private long id;
    private long sequence;
    private int index;
    private long timeNs;
    private int takerSide;
    private long priceE8;
    private int priceOutcome;
    private long sizeE8;
    private int sizeOutcome;

    CoinbaseScanner(CoinbaseSequences sequences) {
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
     * @param emitter that takes the messages; untouched, save for its message, when the answer is false.
     * @return whether the frame has one of the shapes above.
     */
    boolean scan(byte[] source, int offset, int length, FrameEmitter emitter) {
        in.wrap(source, offset, length);
        if (in.literal(TICKER)) {
            return ticker(emitter.message()) && giveTicker(emitter);
        }
        if (in.literal(MATCH)) {
            return match() && trade(emitter);
        }
        if (in.literal(LAST_MATCH)) {
            return match() && newestTrade(WatermarkFlyweight.LAST_MATCH, emitter);
        }
        return in.literal(HEARTBEAT) && heartbeat() && giveHeartbeat(emitter);
    }

    private static boolean give(FrameEmitter emitter) {
        emitter.emit();
        return true;
    }

    private boolean giveTicker(FrameEmitter emitter) {
        emitter.emit();
        tradeOfTicker(id, emitter);
        return true;
    }

    /**
     * Gives on the newest trade that a ticker names behind its quote; a quote that cannot be, or is old, says nothing of trades either.
     *
     * @param tradeId 0 or less for none.
     */
    static void tradeOfTicker(long tradeId, FrameEmitter emitter) {
        FeedMessage message = emitter.message();
        if (tradeId <= 0 || message.kind() != FeedMessage.Kind.QUOTE) {
            return;
        }
        long eventEpochNs = message.eventEpochNs();
        message.beginNewestTrade(message.streamId(), WatermarkFlyweight.TICKER);
        message.id(tradeId);
        if (eventEpochNs != RecordFlyweight.ABSENT) {
            message.eventTime(eventEpochNs, 1);
        }
        emitter.emit();
    }

    private boolean ticker(FeedMessage message) {
        sequence = in.number();
        if (sequence == NO_NUMBER || !product(PRODUCT)) {
            return false;
        }
        boolean isPlain = text(PRICE) && text(OPEN) && text(VOLUME) && text(LOW) && text(HIGH) && text(MONTH_VOLUME);
        if (!isPlain || !in.literal(BID)) {
            return false;
        }
        message.beginQuote(streams.streamId(index));
        message.id(sequence);
        priceAndSize(BID_SIZE);
        message.bid(priceE8, priceOutcome, sizeE8, sizeOutcome, false);
        if (!in.literal(ASK)) {
            return false;
        }
        priceAndSize(ASK_SIZE);
        message.ask(priceE8, priceOutcome, sizeE8, sizeOutcome, false);
        if (!text(SIDE) || !time(TIME_BEHIND_TEXT) || !in.literal(TRADE_ID)) {
            return false;
        }
        id = in.number();
        if (id == NO_NUMBER) {
            return false;
        }
        message.eventTime(timeNs, 1);
        if (!text(LAST_SIZE) || !isEnd()) {
            return false;
        }
        sequences.onQuote(index, sequence, message);
        return true;
    }

    /** A side of a quote, from the first byte of its price on; its size came in 2022. */
    private void priceAndSize(Literal size) {
        priceE8 = in.optionalDecimal();
        priceOutcome = in.outcome();
        boolean hasSize = in.literal(size);
        sizeE8 = hasSize ? in.optionalDecimal() : 0;
        sizeOutcome = hasSize ? in.outcome() : FeedMessage.MISSING;
    }

    private boolean match() {
        id = in.number();
        if (id == NO_NUMBER) {
            return false;
        }
        boolean isRead = in.literal(MAKER) ? matchOfTheWire() : in.literal(SEQUENCE) && matchOfTheDocumentation();
        return isRead && isEnd();
    }

    private boolean matchOfTheWire() {
        if (!in.plainText() || !text(TAKER) || !side() || !size() || !price() || !product(PRODUCT_BEHIND_TEXT)) {
            return false;
        }
        return sequence(SEQUENCE_BEHIND_TEXT) && time(TIME);
    }

    private boolean matchOfTheDocumentation() {
        sequence = in.number();
        return sequence != NO_NUMBER
                && text(MAKER)
                && text(TAKER)
                && time(TIME_BEHIND_TEXT)
                && product(PRODUCT_BEHIND_TEXT)
                && size()
                && price()
                && side();
    }

    private boolean trade(FrameEmitter emitter) {
        FeedMessage message = emitter.message();
        message.beginTrade(streams.streamId(index));
        message.id(id);
        message.tradeTime(timeNs, 1);
        message.eventTime(timeNs, 1);
        message.price(priceE8, priceOutcome);
        message.size(sizeE8, sizeOutcome);
        message.takerSide(takerSide);
        sequences.onTrade(index, sequence);
        return give(emitter);
    }

    private boolean newestTrade(int watermarkSource, FrameEmitter emitter) {
        FeedMessage message = emitter.message();
        message.beginNewestTrade(streams.streamId(index), watermarkSource);
        message.id(id);
        message.eventTime(timeNs, 1);
        return give(emitter);
    }

    private boolean heartbeat() {
        boolean isRead;
        if (in.literal(HEARTBEAT_SEQUENCE)) {
            sequence = in.number();
            isRead =
                    sequence != NO_NUMBER && lastTradeId(ID_OF_HEARTBEAT) && product(PRODUCT) && time(TIME_BEHIND_TEXT);
        } else {
            isRead = lastTradeId(HEARTBEAT_ID) && product(PRODUCT) && sequence(SEQUENCE_BEHIND_TEXT) && time(TIME);
        }
        return isRead && isEnd();
    }

    private boolean lastTradeId(Literal key) {
        id = in.literal(key) ? in.number() : NO_NUMBER;
        return id != NO_NUMBER;
    }

    private boolean giveHeartbeat(FrameEmitter emitter) {
        // At times 0 for days (github.com/coinbase/coinbase-pro-node/issues/227): then it says nothing.
        if (id != 0) {
            newestTrade(WatermarkFlyweight.HEARTBEAT, emitter);
        }
        FeedMessage message = emitter.message();
        message.beginHeartbeat(streams.streamId(index));
        message.eventTime(timeNs, 1);
        return give(emitter);
    }

    /** Skips a text with its key. */
    private boolean text(Literal key) {
        return in.literal(key) && in.plainText();
    }

    private boolean product(Literal key) {
        if (!in.literal(key)) {
            return false;
        }
        int start = in.position();
        index = streams.symbols().find(in.source(), start, in.until('"'));
        return index != UNKNOWN;
    }

    private boolean sequence(Literal key) {
        sequence = in.literal(key) ? in.number() : NO_NUMBER;
        return sequence != NO_NUMBER;
    }

    private boolean time(Literal key) {
        timeNs = in.literal(key) ? in.isoTime() : IsoTime.NONE;
        return timeNs != IsoTime.NONE;
    }

    private boolean size() {
        boolean isThere = in.literal(SIZE);
        sizeE8 = isThere ? in.decimal() : 0;
        sizeOutcome = in.outcome();
        return isThere;
    }

    private boolean price() {
        boolean isThere = in.literal(PRICE);
        priceE8 = isThere ? in.decimal() : 0;
        priceOutcome = in.outcome();
        return isThere;
    }

    /** The maker's side: the taker's is the other one. */
    private boolean side() {
        if (!in.literal(SIDE)) {
            return false;
        }
        if (in.literal(SELL)) {
            takerSide = TradeFlyweight.SIDE_BUY;
            return true;
        }
        takerSide = TradeFlyweight.SIDE_SELL;
        return in.literal(BUY);
    }

    private boolean isEnd() {
        return in.literal(END) && in.isAtEnd();
    }
}
