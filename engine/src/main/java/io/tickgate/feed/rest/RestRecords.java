package io.tickgate.feed.rest;

import io.tickgate.input.InputPublisher;
import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.PriceFlyweight;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.WatermarkFlyweight;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.concurrent.AgentTerminationException;

/**
 * The records of one agent, in order, into the ring: never one that would displace ticks. What does not fit waits here, and its agent asks
 * for nothing more meanwhile, so that an answer's rows are the most there ever is. Owned by the agent's thread.
 */
final class RestRecords {
    /** A record that can be written at any time, and what follows once it is in. */
    private record Waiting(Encoder encoder, Runnable onPublished) {}

    /** Writes a record into the publisher's scratch buffer. */
    @FunctionalInterface
    private interface Encoder {
        void encode(long nowEpochNs);
    }

    private final InputPublisher publisher;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final BackFilledTradeFlyweight trade = new BackFilledTradeFlyweight();
    private final WatermarkFlyweight watermark = new WatermarkFlyweight();
    private final PriceFlyweight price = new PriceFlyweight();

    RestRecords(InputPublisher publisher) {
        this.publisher = publisher;
    }

    void add(int streamId, TradeRow row, Runnable onPublished) {
        waiting.add(new Waiting(
                nowEpochNs -> trade.wrap(publisher.scratch())
                        .begin(nowEpochNs)
                        .streamId(streamId)
                        .takerSide(row.takerSide())
                        .firstTradeId(row.firstTradeId())
                        .lastTradeId(row.lastTradeId())
                        .tradeTimeEpochNs(row.tradeTimeEpochNs())
                        .priceE8(row.priceE8())
                        .sizeE8(row.sizeE8())
                        .flags(row.flags()),
                onPublished));
    }

    void addNewest(int streamId, long newestTradeId, long venueTimeEpochNs, Runnable onPublished) {
        waiting.add(new Waiting(
                nowEpochNs -> watermark
                        .wrap(publisher.scratch())
                        .begin(nowEpochNs)
                        .streamId(streamId)
                        .source(WatermarkFlyweight.REST)
                        .newestTradeId(newestTradeId)
                        .venueTimeEpochNs(venueTimeEpochNs),
                onPublished));
    }

    void add(PolledPrice polled, Runnable onPublished) {
        waiting.add(new Waiting(
                nowEpochNs -> price.wrap(publisher.scratch())
                        .begin(nowEpochNs)
                        .streamId(polled.streamId())
                        .eventTimeEpochNs(polled.eventTimeEpochNs())
                        .priceE8(polled.priceE8())
                        .bidPriceE8(polled.bidPriceE8())
                        .askPriceE8(polled.askPriceE8())
                        .flags(polled.flags() | RecordFlags.POLLED),
                onPublished));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Forgets what waits. */
    void clear() {
        waiting.clear();
    }

    /**
     * Publishes as much as the ring has room for.
     *
     * @param nowEpochNs engine time of the records.
     * @return number of records.
     * @throws AgentTerminationException when the ring is closed.
     */
    int publish(long nowEpochNs) {
        int published = 0;
        while (!waiting.isEmpty()) {
            Waiting next = waiting.element();
            next.encoder().encode(nowEpochNs);
            long sequence = publisher.tryPublishCommand();
            if (sequence == InputPublisher.CLOSED) {
                throw new AgentTerminationException("the engine takes nothing more", true);
            }
            if (sequence == InputPublisher.FULL) {
                break;
            }
            waiting.remove();
            next.onPublished().run();
            published++;
        }
        return published;
    }
}
