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

    private final long timeUnitNs;
    private final E8.Outcome outcome = new E8.Outcome();
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

    void price(byte[] source, int offset, int length) {
        priceE8 = parsePrice(source, offset, length);
    }

    void size(byte[] source, int offset, int length) {
        sizeE8 = parseSize(source, offset, length);
    }

    /** Sets price and size of the bid; empty texts for a missing one. */
    void bid(byte[] source, int priceOffset, int priceLength, int sizeOffset, int sizeLength) {
        long price = priceLength == 0 ? 0 : parsePrice(source, priceOffset, priceLength);
        long size = sizeLength == 0 ? 0 : parseSize(source, sizeOffset, sizeLength);
        boolean isMissing = sizeLength == 0 || isSideMissing(price, size);
        bidPriceE8 = isMissing ? 0 : price;
        bidSizeE8 = isMissing ? 0 : size;
    }

    /** Sets price and size of the offer; empty texts for a missing one. */
    void ask(byte[] source, int priceOffset, int priceLength, int sizeOffset, int sizeLength) {
        long price = priceLength == 0 ? 0 : parsePrice(source, priceOffset, priceLength);
        long size = sizeLength == 0 ? 0 : parseSize(source, sizeOffset, sizeLength);
        boolean isMissing = sizeLength == 0 || isSideMissing(price, size);
        askPriceE8 = isMissing ? 0 : price;
        askSizeE8 = isMissing ? 0 : size;
    }

    /** A size that was rounded to zero is still there. */
    private boolean isSideMissing(long price, long size) {
        return price == 0 || (size == 0 && outcome.code() != E8.Outcome.ROUNDED);
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

    private long parsePrice(byte[] source, int offset, int length) {
        long value = parse(source, offset, length);
        if (value < 0 || outcome.code() == E8.Outcome.OVERFLOW) {
            isImpossible = true;
        }
        return value;
    }

    private long parseSize(byte[] source, int offset, int length) {
        long value = parse(source, offset, length);
        if (value < 0) {
            isImpossible = true;
        } else if (outcome.code() == E8.Outcome.OVERFLOW) {
            flags |= RecordFlags.SIZE_SATURATED;
        }
        return value;
    }

    private long parse(byte[] source, int offset, int length) {
        long value = E8.parse(source, offset, length, outcome);
        if (outcome.code() == E8.Outcome.ROUNDED) {
            flags |= RecordFlags.ROUNDED;
        } else if (outcome.code() == E8.Outcome.MALFORMED) {
            isImpossible = true;
        }
        return value;
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
