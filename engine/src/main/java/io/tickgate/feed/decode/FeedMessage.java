package io.tickgate.feed.decode;

import io.tickgate.record.E8;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.TradeFlyweight;
import java.util.List;

/**
 * One tick or statement of a frame. Scanners and parsers of all venues fill it through the same setters, so that all judge numbers
 * alike. Reused from message to message; owned by the connection's thread. Only {@link #ack} and {@link #error} come with allocated
 * objects.
 *
 * <p>Which getters have a meaning depends on the kind; see {@link Kind}. Absent ids, times and codes are {@link RecordFlyweight#ABSENT}.
 */
public final class FeedMessage {
    /** What a message is, and what it carries. */
    public enum Kind {
        /** Stream, trade id, price, size, taker side, trade time, event time or absent, flags. */
        TRADE,
        /** Stream, update id or absent, event time or absent, bid and ask with sizes (0: side missing), flags. */
        QUOTE,
        /** A price that is no trade: stream, price, bid and ask or 0, event time or absent, flags. */
        PRICE,
        /** The venue says that an id is no trade: stream, trade id. */
        NO_TRADE,
        /** The venue says which trade is its newest: stream, trade id, watermark source, event time or absent. */
        NEWEST_TRADE,
        /** The venue lives, and says so of a symbol: stream, event time or absent. */
        HEARTBEAT,
        /** An acknowledgement: request id or absent, names of what the venue says is subscribed. */
        ACK,
        /** The venue reports an error: code or absent, text, request id or absent. */
        ERROR,
        /** The venue will close the connection soon. */
        SHUTDOWN,
        /** The venue does not accept our key: text. */
        UNAUTHORIZED,
        /** A tick that cannot be: reason, stream where known or 0, trade or update id where known or absent. */
        REJECTED,
        /** Well-formed, but nothing that is used here. */
        UNKNOWN,
        /** Not a message at all: reason. */
        MALFORMED
    }

    /** Outcome of a price or size of a quote that is left out or empty; its value is 0. */
    public static final int MISSING = -1;

    /** Longer texts of venues are cut. */
    public static final int TEXT_LENGTH_MAX = 200;

    private Kind kind = Kind.UNKNOWN;
    private boolean isImpossible;
    private BadFrameReason reason = BadFrameReason.NOT_JSON;
    private int streamId;
    private int takerSide;
    private int flags;
    private int watermarkSource;
    private long id;
    private long eventEpochNs;
    private long tradeEpochNs;
    private long priceE8;
    private long sizeE8;
    private long bidPriceE8;
    private long bidSizeE8;
    private long askPriceE8;
    private long askSizeE8;
    private long requestId;
    private long errorCode;
    private List<String> names = List.of();
    private String text = "";

    /** A message that says nothing yet. */
    public FeedMessage() {}

    /** Starts a trade; what is not set stays unknown, and what must be set and is not rejects it. */
    public void beginTrade(int newStreamId) {
        begin(Kind.TRADE, newStreamId);
        tradeEpochNs = RecordFlyweight.ABSENT;
        takerSide = TradeFlyweight.SIDE_UNKNOWN;
        priceE8 = 0;
        sizeE8 = 0;
    }

    /** Starts a quote, both sides missing. */
    public void beginQuote(int newStreamId) {
        begin(Kind.QUOTE, newStreamId);
        noSides();
    }

    /** Starts a price, without bid and ask. */
    public void beginPrice(int newStreamId) {
        begin(Kind.PRICE, newStreamId);
        priceE8 = 0;
        noSides();
    }

    /** Starts an id that the venue marks as no trade. */
    public void beginNoTrade(int newStreamId) {
        begin(Kind.NO_TRADE, newStreamId);
    }

    /**
     * Starts a watermark.
     *
     * @param newStreamId of its stream.
     * @param newSource a constant of {@link io.tickgate.record.WatermarkFlyweight}.
     */
    public void beginNewestTrade(int newStreamId, int newSource) {
        begin(Kind.NEWEST_TRADE, newStreamId);
        watermarkSource = newSource;
    }

    /** Starts a heartbeat. */
    public void beginHeartbeat(int newStreamId) {
        begin(Kind.HEARTBEAT, newStreamId);
    }

    private void begin(Kind newKind, int newStreamId) {
        kind = newKind;
        streamId = newStreamId;
        isImpossible = false;
        flags = 0;
        id = RecordFlyweight.ABSENT;
        eventEpochNs = RecordFlyweight.ABSENT;
    }

    private void noSides() {
        bidPriceE8 = 0;
        bidSizeE8 = 0;
        askPriceE8 = 0;
        askSizeE8 = 0;
    }

    /** The venue acknowledges. */
    public void ack(long newRequestId, List<String> newNames) {
        begin(Kind.ACK, 0);
        requestId = newRequestId;
        names = newNames;
    }

    /** The venue reports an error; its text is cut and freed from control characters. */
    public void error(long newErrorCode, String newText, long newRequestId) {
        begin(Kind.ERROR, 0);
        errorCode = newErrorCode;
        requestId = newRequestId;
        text = VenueText.clean(newText, TEXT_LENGTH_MAX);
    }

    /** The venue does not accept our key; its text likewise. */
    public void unauthorized(String newText) {
        begin(Kind.UNAUTHORIZED, 0);
        text = VenueText.clean(newText, TEXT_LENGTH_MAX);
    }

    /** The venue will close the connection. */
    public void shutdown() {
        begin(Kind.SHUTDOWN, 0);
    }

    /** Nothing that is used here. */
    public void unknown() {
        begin(Kind.UNKNOWN, 0);
    }

    /** Not a message at all. */
    public void malformed(BadFrameReason newReason) {
        begin(Kind.MALFORMED, 0);
        reason = newReason;
    }

    /** Says that a field is not what it must be. Of several reasons the first of the enum holds, whatever the order of the keys. */
    public void reject(BadFrameReason newReason) {
        if (!isImpossible || newReason.compareTo(reason) < 0) {
            isImpossible = true;
            reason = newReason;
        }
    }

    /** A tick of an unknown or no stream that cannot be. */
    public void rejected(BadFrameReason newReason) {
        begin(Kind.REJECTED, 0);
        reason = newReason;
    }

    /** Trade id or update id. */
    public void id(long newId) {
        id = newId;
    }

    /** Sets the venue's time of the message, in a unit that has so many ns. */
    public void eventTime(long time, long unitNs) {
        eventEpochNs = epochNs(time, unitNs);
    }

    /** Sets the time of the trade, likewise. */
    public void tradeTime(long time, long unitNs) {
        tradeEpochNs = epochNs(time, unitNs);
    }

    private long epochNs(long time, long unitNs) {
        if (time <= 0 || time > Long.MAX_VALUE / unitNs) {
            reject(BadFrameReason.TIME);
            return RecordFlyweight.ABSENT;
        }
        return time * unitNs;
    }

    /** A constant of {@link TradeFlyweight}. */
    public void takerSide(int newTakerSide) {
        takerSide = newTakerSide;
    }

    /** Sets the price, with the code of {@link E8.Outcome} that its parsing came to. */
    public void price(long newPriceE8, int outcome) {
        priceE8 = newPriceE8;
        judgePrice(newPriceE8, outcome);
    }

    /** Sets the size, likewise. */
    public void size(long newSizeE8, int outcome) {
        sizeE8 = newSizeE8;
        judgeSize(newSizeE8, outcome);
    }

    /**
     * Sets price and size of the bid, likewise; {@link #MISSING} for what is not there.
     *
     * @param isSizeNeeded whether the side counts as missing without a size, because the venue always sends one.
     */
    public void bid(long newPriceE8, int priceOutcome, long newSizeE8, int sizeOutcome, boolean isSizeNeeded) {
        boolean isMissing = isSideMissing(newPriceE8, priceOutcome, newSizeE8, sizeOutcome, isSizeNeeded);
        bidPriceE8 = isMissing ? 0 : newPriceE8;
        bidSizeE8 = isMissing ? 0 : newSizeE8;
    }

    /** Sets price and size of the offer, likewise. */
    public void ask(long newPriceE8, int priceOutcome, long newSizeE8, int sizeOutcome, boolean isSizeNeeded) {
        boolean isMissing = isSideMissing(newPriceE8, priceOutcome, newSizeE8, sizeOutcome, isSizeNeeded);
        askPriceE8 = isMissing ? 0 : newPriceE8;
        askSizeE8 = isMissing ? 0 : newSizeE8;
    }

    /** Judges a side; it is missing without a price, or with a size of zero. A size that was rounded to zero is still there. */
    private boolean isSideMissing(
            long newPriceE8, int priceOutcome, long newSizeE8, int sizeOutcome, boolean isSizeNeeded) {
        judgePrice(newPriceE8, priceOutcome);
        judgeSize(newSizeE8, sizeOutcome);
        boolean isSizeThere =
                newSizeE8 != 0 || sizeOutcome == E8.Outcome.ROUNDED || (sizeOutcome == MISSING && !isSizeNeeded);
        return newPriceE8 == 0 || !isSizeThere;
    }

    private void judgePrice(long newPriceE8, int outcome) {
        if (newPriceE8 < 0 || outcome == E8.Outcome.MALFORMED) {
            reject(BadFrameReason.PRICE);
        } else if (outcome == E8.Outcome.OVERFLOW) {
            reject(BadFrameReason.PRICE_OVERFLOW);
        } else if (outcome == E8.Outcome.ROUNDED) {
            flags |= RecordFlags.ROUNDED;
        }
    }

    private void judgeSize(long newSizeE8, int outcome) {
        if (newSizeE8 < 0 || outcome == E8.Outcome.MALFORMED) {
            reject(BadFrameReason.SIZE);
        } else if (outcome == E8.Outcome.OVERFLOW) {
            flags |= RecordFlags.SIZE_SATURATED;
        } else if (outcome == E8.Outcome.ROUNDED) {
            flags |= RecordFlags.ROUNDED;
        }
    }

    /** Turns a tick into {@link Kind#REJECTED} when it cannot be; to be called once, after the last setter. */
    public void conclude() {
        switch (kind) {
            case TRADE -> concludeTrade();
            case QUOTE -> require(bidPriceE8 > 0 || askPriceE8 > 0, BadFrameReason.NO_SIDE);
            case PRICE -> require(priceE8 > 0, BadFrameReason.PRICE);
            case NO_TRADE, NEWEST_TRADE -> require(id >= 0, BadFrameReason.ID);
            default -> {
                // Nothing more must hold.
            }
        }
        if (isImpossible) {
            kind = Kind.REJECTED;
        }
    }

    private void concludeTrade() {
        require(id >= 0, BadFrameReason.ID);
        require(priceE8 > 0, BadFrameReason.PRICE);
        require(tradeEpochNs != RecordFlyweight.ABSENT, BadFrameReason.TIME);
    }

    private void require(boolean isGiven, BadFrameReason otherwise) {
        if (!isGiven) {
            reject(otherwise);
        }
    }

    public Kind kind() {
        return kind;
    }

    /** Whether it is what feeds are for: neither rejected nor a statement of another kind. Known without a look at each kind. */
    boolean isGood() {
        return streamId != 0 && !isImpossible;
    }

    /** Why it is {@link Kind#REJECTED} or {@link Kind#MALFORMED}. */
    public BadFrameReason reason() {
        return reason;
    }

    public int streamId() {
        return streamId;
    }

    /** Trade id or update id. */
    public long id() {
        return id;
    }

    public long eventEpochNs() {
        return eventEpochNs;
    }

    public long tradeEpochNs() {
        return tradeEpochNs;
    }

    public int takerSide() {
        return takerSide;
    }

    public int watermarkSource() {
        return watermarkSource;
    }

    /** {@link RecordFlags#ROUNDED} and {@link RecordFlags#SIZE_SATURATED}. */
    public int flags() {
        return flags;
    }

    public long priceE8() {
        return priceE8;
    }

    public long sizeE8() {
        return sizeE8;
    }

    public long bidPriceE8() {
        return bidPriceE8;
    }

    public long bidSizeE8() {
        return bidSizeE8;
    }

    public long askPriceE8() {
        return askPriceE8;
    }

    public long askSizeE8() {
        return askSizeE8;
    }

    public long requestId() {
        return requestId;
    }

    public long errorCode() {
        return errorCode;
    }

    /** What the venue says is subscribed: stream names of Binance, {@code channel:product} of Coinbase. Immutable. */
    public List<String> names() {
        return names;
    }

    /** What the venue said in an {@link Kind#ERROR} or {@link Kind#UNAUTHORIZED}: at most {@value #TEXT_LENGTH_MAX} characters. */
    public String errorText() {
        return text;
    }

    /** All that holds for the kind, for tests and messages. */
    @Override
    public String toString() {
        return MessageText.of(this);
    }
}
