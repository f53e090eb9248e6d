package io.tickgate.simulation;

import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.NoTradeFlyweight;
import io.tickgate.record.QuoteFlyweight;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import org.agrona.MutableDirectBuffer;

/** Decodes what a venue sent and publishes it, as a connection's thread does. */
final class TickWriter {
    private final World world;
    private final Encoder encoder = new Encoder();

    TickWriter(World world) {
        this.world = world;
    }

    /**
     * Publishes a message, if it is one that a decoder takes.
     *
     * @param isLate whether it had waited in the socket.
     */
    void tick(Message message, boolean isLate) {
        if (message.what() == Message.What.TRADE && message.trade().what() == VenueTrade.What.UNPRICED) {
            return; // Counted and kept out; its id stays a hole.
        }
        boolean isFlagged = isLate && !world.plant.fires(PlantedFault.DELAYED_FLAG_DROPPED);
        byte[] record = encoder.encode(buffer -> {
            RecordFlyweight header = write(message, buffer);
            header.flags(header.flags() | (isFlagged ? RecordFlags.DELAYED : 0));
        });
        if (isLate) {
            world.paths.reached(RarePath.TICK_DELAYED);
        }
        world.host.publish(record, false, isLate);
    }

    private RecordFlyweight write(Message message, MutableDirectBuffer buffer) {
        long nowEpochNs = world.host.nowEpochNs();
        return switch (message.what()) {
            case TRADE -> writeTrade(message, buffer, nowEpochNs);
            case QUOTE ->
                new QuoteFlyweight()
                        .wrap(buffer)
                        .begin(nowEpochNs)
                        .streamId(World.STREAM)
                        .updateId(message.number())
                        .eventTimeEpochNs(message.venueEpochNs())
                        .bid(message.priceE8() - 1, 1)
                        .ask(message.priceE8() + 1, 1);
            case STATEMENT ->
                new WatermarkFlyweight()
                        .wrap(buffer)
                        .begin(nowEpochNs)
                        .streamId(World.STREAM)
                        .source(message.source())
                        .newestTradeId(world.plant.newestId(message.number()))
                        .venueTimeEpochNs(message.venueEpochNs());
        };
    }

    private RecordFlyweight writeTrade(Message message, MutableDirectBuffer buffer, long nowEpochNs) {
        VenueTrade trade = message.trade();
        if (trade.what() == VenueTrade.What.NO_TRADE) {
            return new NoTradeFlyweight()
                    .wrap(buffer)
                    .begin(nowEpochNs)
                    .streamId(World.STREAM)
                    .tradeId(trade.id());
        }
        TradeFlyweight record = new TradeFlyweight()
                .wrap(buffer)
                .begin(nowEpochNs)
                .streamId(World.STREAM)
                .takerSide(TradeFlyweight.SIDE_BUY)
                .tradeId(world.plant.tradeId(trade.id()))
                .tradeTimeEpochNs(world.plant.tradeTime(trade.timeEpochNs()))
                .eventTimeEpochNs(message.venueEpochNs())
                .priceE8(trade.priceE8())
                .sizeE8(trade.sizeE8());
        boolean isFlagged = trade.isRounded() && !world.plant.is(PlantedFault.ROUNDED_FLAG_DROPPED);
        record.flags(isFlagged ? RecordFlags.ROUNDED : 0);
        return record;
    }

    /** Publishes what happened to a connection. */
    void feedEvent(int event, long connectionId, int streamId) {
        byte[] record = encoder.encode(buffer -> new FeedEventFlyweight()
                .wrap(buffer)
                .set(world.host.nowEpochNs(), World.VENUE, event, connectionId, streamId, "simulated"));
        world.host.publish(record, false, false);
    }
}
