package io.tickgate.feed;

import io.tickgate.config.VenueTimeUnit;
import io.tickgate.record.E8;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.TradeFlyweight;

/**
 * What a frame says, filled by {@link BinanceScanner} or {@link BinanceParser} through the same setters, so that both judge numbers
 * alike. Reused from frame to frame; owned by the feed's thread. Allocates nothing.
 */
final class BinanceMessage {
    /** What a frame is. */
    enum Kind {
        /** A trade to publish. */
        TRADE,
        /** A best bid and offer to publish. */
        QUOTE,
        /** A tick with a number that cannot be, or is missing. */
        REJECTED,
        /** Well-formed, but nothing that is used here. */
        UNKNOWN,
        /** An acknowledgement. */
        CONTROL,
        /** The venue reports an error. */
        ERROR,
        /** The venue will close the connection soon. */
        SHUTDOWN,
        /** Not JSON, or cut. */
        MALFORMED
    }

    /** Trade or update id of a tick that has none. */
    static final long NO_ID = -1;
    /** Outcome of a price or size of a quote that is left out or empty; its value is 0. */
    static final int MISSING = -1;

    private final long timeUnitNs;
    private Kind kind = Kind.UNKNOWN;
    private boolean isImpossible;
    private int streamIndex;
    private long id;
    private long eventEpochNs;
    private long tradeEpochNs;
    private int takerSide;
    private int flags;
    private long priceE8;
    private long sizeE8;
    private long bidPriceE8;
    private long bidSizeE8;
    private long askPriceE8;
    private long askSizeE8;

    BinanceMessage(VenueTimeUnit timeUnit) {
        timeUnitNs = timeUnit.lengthNs();
    }

    /** Starts a trade of a stream; what is not set stays unknown. */
    void beginTrade(int newStreamIndex) {
        begin(Kind.TRADE, newStreamIndex);
        eventEpochNs = RecordFlyweight.ABSENT;
        tradeEpochNs = RecordFlyweight.ABSENT;
        takerSide = TradeFlyweight.SIDE_UNKNOWN;
        priceE8 = 0;
        sizeE8 = 0;
    }

    /** Starts a quote of a stream, both sides missing. */
    void beginQuote(int newStreamIndex) {
        begin(Kind.QUOTE, newStreamIndex);
        bidPriceE8 = 0;
        bidSizeE8 = 0;
        askPriceE8 = 0;
        askSizeE8 = 0;
    }

    private void begin(Kind newKind, int newStreamIndex) {
        kind = newKind;
        streamIndex = newStreamIndex;
        isImpossible = false;
        flags = 0;
        id = NO_ID;
    }

    /** Says that the frame is none of the two. */
    void set(Kind newKind) {
        kind = newKind;
    }

    /** Says that a field is not what it must be. */
    void reject() {
        isImpossible = true;
    }

    void id(long newId) {
        id = newId;
    }

    /** Time in the venue's unit. */
    void eventTime(long time) {
        eventEpochNs = epochNs(time);
    }

    /** Time in the venue's unit. */
    void tradeTime(long time) {
        tradeEpochNs = epochNs(time);
    }

    /** Whether the buyer was the maker: then the taker sold. */
    void isBuyerMaker(boolean isBuyerMaker) {
        takerSide = isBuyerMaker ? TradeFlyweight.SIDE_SELL : TradeFlyweight.SIDE_BUY;
    }

    /** Sets the price, with the code of {@link E8.Outcome} that its parsing came to. */
    void price(long newPriceE8, int outcome) {
        priceE8 = newPriceE8;
        judgePrice(newPriceE8, outcome);
    }

    /** Sets the size, likewise. */
    void size(long newSizeE8, int outcome) {
        sizeE8 = newSizeE8;
        judgeSize(newSizeE8, outcome);
    }

    /** Sets price and size of the bid, likewise; {@link #MISSING} for what is not there. */
    void bid(long newPriceE8, int priceOutcome, long newSizeE8, int sizeOutcome) {
        boolean isMissing = isSideMissing(newPriceE8, priceOutcome, newSizeE8, sizeOutcome);
        bidPriceE8 = isMissing ? 0 : newPriceE8;
        bidSizeE8 = isMissing ? 0 : newSizeE8;
    }

    /** Sets price and size of the offer, likewise. */
    void ask(long newPriceE8, int priceOutcome, long newSizeE8, int sizeOutcome) {
        boolean isMissing = isSideMissing(newPriceE8, priceOutcome, newSizeE8, sizeOutcome);
        askPriceE8 = isMissing ? 0 : newPriceE8;
        askSizeE8 = isMissing ? 0 : newSizeE8;
    }

    /** Judges a side; it is missing without a price or size. A size that was rounded to zero is still there. */
    private boolean isSideMissing(long newPriceE8, int priceOutcome, long newSizeE8, int sizeOutcome) {
        judgePrice(newPriceE8, priceOutcome);
        judgeSize(newSizeE8, sizeOutcome);
        return newPriceE8 == 0 || (newSizeE8 == 0 && sizeOutcome != E8.Outcome.ROUNDED);
    }

    /** Turns a tick into {@link Kind#REJECTED} when it cannot be. */
    void conclude() {
        if (kind == Kind.TRADE) {
            boolean isPossible = priceE8 > 0 && sizeE8 >= 0 && id >= 0 && tradeEpochNs != RecordFlyweight.ABSENT;
            kind = isPossible && !isImpossible ? Kind.TRADE : Kind.REJECTED;
        } else if (kind == Kind.QUOTE) {
            boolean isPossible = (bidPriceE8 > 0 || askPriceE8 > 0) && id >= 0;
            kind = isPossible && !isImpossible ? Kind.QUOTE : Kind.REJECTED;
        }
    }

    private long epochNs(long time) {
        if (time <= 0 || time > Long.MAX_VALUE / timeUnitNs) {
            isImpossible = true;
            return RecordFlyweight.ABSENT;
        }
        return time * timeUnitNs;
    }

    private void judgePrice(long newPriceE8, int outcome) {
        if (newPriceE8 < 0 || outcome == E8.Outcome.OVERFLOW) {
            isImpossible = true;
        }
        judge(outcome);
    }

    private void judgeSize(long newSizeE8, int outcome) {
        if (newSizeE8 < 0) {
            isImpossible = true;
        } else if (outcome == E8.Outcome.OVERFLOW) {
            flags |= RecordFlags.SIZE_SATURATED;
        }
        judge(outcome);
    }

    private void judge(int outcome) {
        if (outcome == E8.Outcome.ROUNDED) {
            flags |= RecordFlags.ROUNDED;
        } else if (outcome == E8.Outcome.MALFORMED) {
            isImpossible = true;
        }
    }

    Kind kind() {
        return kind;
    }

    int streamIndex() {
        return streamIndex;
    }

    /** Trade id or update id. */
    long id() {
        return id;
    }

    /** Event time, or {@link RecordFlyweight#ABSENT}. */
    long eventEpochNs() {
        return eventEpochNs;
    }

    long tradeEpochNs() {
        return tradeEpochNs;
    }

    int takerSide() {
        return takerSide;
    }

    /** {@link RecordFlags#ROUNDED} and {@link RecordFlags#SIZE_SATURATED}. */
    int flags() {
        return flags;
    }

    long priceE8() {
        return priceE8;
    }

    long sizeE8() {
        return sizeE8;
    }

    long bidPriceE8() {
        return bidPriceE8;
    }

    long bidSizeE8() {
        return bidSizeE8;
    }

    long askPriceE8() {
        return askPriceE8;
    }

    long askSizeE8() {
        return askSizeE8;
    }

    /** All that holds for the kind, for tests and messages. */
    @Override
    public String toString() {
        return switch (kind) {
            case TRADE ->
                "TRADE stream " + streamIndex + " id " + id + " price " + priceE8 + " size " + sizeE8 + " side "
                        + takerSide + " traded " + tradeEpochNs + " event " + eventEpochNs + " flags " + flags;
            case QUOTE ->
                "QUOTE stream " + streamIndex + " id " + id + " bid " + bidPriceE8 + " × " + bidSizeE8 + " ask "
                        + askPriceE8 + " × " + askSizeE8 + " flags " + flags;
            default -> kind.name();
        };
    }
}
