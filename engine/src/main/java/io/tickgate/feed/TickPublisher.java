package io.tickgate.feed;

import io.tickgate.feed.decode.FeedMessage;
import io.tickgate.input.InputPublisher;
import io.tickgate.record.NoTradeFlyweight;
import io.tickgate.record.PriceFlyweight;
import io.tickgate.record.QuoteFlyweight;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.util.concurrent.TimeUnit;

/**
 * Writes ticks into the ring. While the ring is full it waits; after a wait that was too long, what is read from the socket is old, and
 * carries the flag {@link RecordFlags#DELAYED} until a read has emptied the socket.
 *
 * <p>Owned by a connection's thread; allocates nothing.
 */
final class TickPublisher {
    /** Longer than any pause of the consumers in good health, short against the 3 s of health. */
    static final long DELAY_NS = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * No clock is an hour wrong and nobody notices; a trade from further ahead is an error of the venue. Journalled, it would stand
     * as the newest trade time that is known, and no bet could be taken until that time.
     */
    static final long AHEAD_MAX_NS = TimeUnit.HOURS.toNanos(1);

    private final InputPublisher publisher;
    private final Counters counters;
    private final TradeFlyweight trade = new TradeFlyweight();
    private final QuoteFlyweight quote = new QuoteFlyweight();
    private final PriceFlyweight price = new PriceFlyweight();
    private final NoTradeFlyweight noTrade = new NoTradeFlyweight();
    private final WatermarkFlyweight watermark = new WatermarkFlyweight();
    private boolean isDelayed;
    private boolean hasWaited;

    TickPublisher(InputPublisher publisher, Counters counters) {
        this.publisher = publisher;
        this.counters = counters;
    }

    /** Whether ticks are flagged as delayed, so that it matters whether the socket is empty. */
    boolean isDelayed() {
        return isDelayed;
    }

    /**
     * Starts with a new socket.
     *
     * @param waitedNs how long the thread waited for room since the socket brings data.
     */
    void begin(long waitedNs) {
        isDelayed = waitedNs > DELAY_NS;
        hasWaited = false;
    }

    /**
     * Publishes data, waiting for room.
     *
     * @param message a trade, no trade, quote, price or newest trade.
     * @param receivedEpochNs engine time after the read that completed its frame.
     * @return false when the ring is closed.
     */
    boolean publish(FeedMessage message, long receivedEpochNs) {
        if (isFarAhead(message, receivedEpochNs)) {
            counters.increment(Counter.TICKS_REJECTED);
            return true; // The id of a trade stays a hole in coverage.
        }
        RecordFlyweight record = encode(message, receivedEpochNs);
        int flags = message.flags() | (isDelayed ? RecordFlags.DELAYED : 0);
        record.flags(flags);
        if (flags != 0) {
            count(flags);
        }
        boolean isIn = publisher.publish() != InputPublisher.CLOSED;
        long waitedNs = publisher.waitedNs();
        if (waitedNs > 0) {
            counters.increment(Counter.RING_FULL_WAITS);
            hasWaited |= waitedNs > DELAY_NS;
        }
        return isIn;
    }

    /** A price from far ahead would make all later ones of its stream old. */
    private static boolean isFarAhead(FeedMessage message, long receivedEpochNs) {
        return switch (message.kind()) {
            case TRADE -> message.tradeEpochNs() - receivedEpochNs > AHEAD_MAX_NS;
            case PRICE ->
                message.eventEpochNs() != RecordFlyweight.ABSENT
                        && message.eventEpochNs() - receivedEpochNs > AHEAD_MAX_NS;
            default -> false;
        };
    }

    /**
     * Ends the ticks of one read. The ticks of the read that empties the socket are still old ones; those after it are not.
     *
     * @param isDrained whether the read left nothing behind.
     */
    void endOfRead(boolean isDrained) {
        isDelayed = hasWaited || (isDelayed && !isDrained);
        hasWaited = false;
    }

    private RecordFlyweight encode(FeedMessage message, long receivedEpochNs) {
        return switch (message.kind()) {
            case TRADE -> encodeTrade(message, receivedEpochNs);
            case QUOTE -> encodeQuote(message, receivedEpochNs);
            case PRICE -> encodePrice(message, receivedEpochNs);
            case NO_TRADE ->
                noTrade.wrap(publisher.scratch())
                        .begin(receivedEpochNs)
                        .streamId(message.streamId())
                        .tradeId(message.id());
            case NEWEST_TRADE ->
                watermark
                        .wrap(publisher.scratch())
                        .begin(receivedEpochNs)
                        .streamId(message.streamId())
                        .source(message.watermarkSource())
                        .newestTradeId(message.id())
                        .venueTimeEpochNs(message.eventEpochNs());
            default -> throw new IllegalArgumentException("no data: " + message.kind());
        };
    }

    private RecordFlyweight encodeTrade(FeedMessage message, long receivedEpochNs) {
        return trade.wrap(publisher.scratch())
                .begin(receivedEpochNs)
                .streamId(message.streamId())
                .takerSide(message.takerSide())
                .tradeId(message.id())
                .tradeTimeEpochNs(message.tradeEpochNs())
                .eventTimeEpochNs(message.eventEpochNs())
                .priceE8(message.priceE8())
                .sizeE8(message.sizeE8());
    }

    private RecordFlyweight encodeQuote(FeedMessage message, long receivedEpochNs) {
        return quote.wrap(publisher.scratch())
                .begin(receivedEpochNs)
                .streamId(message.streamId())
                .updateId(message.id())
                .eventTimeEpochNs(message.eventEpochNs())
                .bid(message.bidPriceE8(), message.bidSizeE8())
                .ask(message.askPriceE8(), message.askSizeE8());
    }

    private RecordFlyweight encodePrice(FeedMessage message, long receivedEpochNs) {
        return price.wrap(publisher.scratch())
                .begin(receivedEpochNs)
                .streamId(message.streamId())
                .eventTimeEpochNs(message.eventEpochNs())
                .priceE8(message.priceE8())
                .bidPriceE8(message.bidPriceE8())
                .askPriceE8(message.askPriceE8());
    }

    private void count(int flags) {
        if ((flags & RecordFlags.ROUNDED) != 0) {
            counters.increment(Counter.TICKS_ROUNDED);
        }
        if ((flags & RecordFlags.SIZE_SATURATED) != 0) {
            counters.increment(Counter.TICKS_SATURATED);
        }
        if ((flags & RecordFlags.DELAYED) != 0) {
            counters.increment(Counter.TICKS_DELAYED);
        }
    }
}
