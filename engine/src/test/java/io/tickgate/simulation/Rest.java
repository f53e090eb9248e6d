package io.tickgate.simulation;

import static io.tickgate.simulation.Scenario.MS;

import io.tickgate.publish.OpenGap;
import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.NoTradeFlyweight;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import java.util.ArrayList;
import java.util.List;

/** The venue's REST interface and the back-fill that asks it for open gaps. */
final class Rest {
    private static final long POLL_NS = 700 * MS;
    /** Trades in one answer; what is beyond is asked for again. */
    private static final int PAGE = 40;

    private final World world;
    private final Chance chance;
    private final Encoder encoder = new Encoder();
    private boolean isAsking;

    Rest(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
    }

    void begin() {
        world.agenda.in(POLL_NS, this::poll);
    }

    void onDeath() {
        isAsking = false;
    }

    private void poll() {
        world.agenda.in(POLL_NS, this::poll);
        if (isAsking || !world.host.isUp() || world.host.isPaused()) {
            return;
        }
        List<OpenGap> gaps = world.host.engine().published().gaps().open();
        for (int i = gaps.size() - 1; i >= 0; i--) {
            if (gaps.get(i).lastTradeId() != RecordFlyweight.ABSENT && !isHopeless(gaps.get(i))) {
                ask(gaps.get(i));
                return;
            }
        }
    }

    /** Nothing that the venue has can fill it: it is asked for rarely, here never. */
    private boolean isHopeless(OpenGap gap) {
        return answer(gap).isEmpty();
    }

    private void ask(OpenGap gap) {
        boolean isSlow = world.isTroubled(Trouble.REST_SLOW);
        if (isSlow && chance.oneIn(3)) {
            return;
        }
        isAsking = true;
        int life = world.host.life();
        long delayNs = chance.between(20, isSlow ? 9_000 : 400) * MS;
        world.agenda.in(delayNs, () -> {
            if (world.host.isUp(life)) {
                isAsking = false;
                world.host.inProcess(() -> onAnswer(gap));
            }
        });
    }

    private List<VenueTrade> answer(OpenGap gap) {
        List<VenueTrade> answer = new ArrayList<>();
        for (VenueTrade trade : world.evidence.trades) {
            boolean isMeant = trade.count() == world.venue.count()
                    && trade.id() >= gap.firstTradeId()
                    && trade.id() <= gap.lastTradeId();
            if (isMeant && trade.what() != VenueTrade.What.UNPRICED && answer.size() < PAGE) {
                answer.add(trade);
            }
        }
        return answer;
    }

    private void onAnswer(OpenGap gap) {
        List<VenueTrade> trades = answer(gap);
        if (world.isTroubled(Trouble.REST_SLOW) && chance.oneIn(2) && trades.size() > 1) {
            trades = trades.subList(0, trades.size() / 2);
        }
        if (world.isTroubled(Trouble.REST_WRONG) && chance.oneIn(3)) {
            lie();
        }
        List<VenueTrade> told = trades;
        world.trace.say(() -> "back-fill of " + gap.firstTradeId() + ".." + gap.lastTradeId() + ": " + told.size());
        for (int i = 0; i < trades.size() && world.host.hasRoom(); ) {
            i += publish(trades, i);
        }
        if (chance.oneIn(3)) {
            publishNewest();
        }
        world.host.drain();
    }

    /** Publishes the trade at a place, with those behind it that make one aggregate with it; returns how many. */
    private int publish(List<VenueTrade> trades, int at) {
        VenueTrade first = trades.get(at);
        int length = 1;
        long sizeE8 = first.sizeE8();
        while (at + length < trades.size() && isOne(first, trades.get(at + length), length)) {
            sizeE8 += trades.get(at + length).sizeE8();
            length++;
        }
        long lastId = first.id() + length - 1;
        long sumE8 = sizeE8;
        if (length > 1) {
            world.paths.reached(RarePath.FILLED_BY_AGGREGATE);
        }
        byte[] record = encoder.encode(buffer -> {
            if (!first.isTrade()) {
                new NoTradeFlyweight()
                        .wrap(buffer)
                        .begin(world.host.nowEpochNs())
                        .streamId(World.STREAM)
                        .tradeId(first.id());
                return;
            }
            new BackFilledTradeFlyweight()
                    .wrap(buffer)
                    .begin(world.host.nowEpochNs())
                    .streamId(World.STREAM)
                    .firstTradeId(first.id())
                    .lastTradeId(lastId)
                    .tradeTimeEpochNs(first.timeEpochNs())
                    .priceE8(first.priceE8())
                    .sizeE8(sumE8)
                    .flags(first.isRounded() ? RecordFlags.ROUNDED : 0);
        });
        world.host.publish(record, false, false);
        return length;
    }

    private static boolean isOne(VenueTrade first, VenueTrade next, int distance) {
        return first.isTrade()
                && next.isTrade()
                && next.id() == first.id() + distance
                && next.timeEpochNs() == first.timeEpochNs()
                && next.priceE10() == first.priceE10();
    }

    private void lie() {
        long far = world.venue.newestId() + chance.between(2_000, 9_000_000);
        byte[] record = encoder.encode(buffer -> new BackFilledTradeFlyweight()
                .wrap(buffer)
                .begin(world.host.nowEpochNs())
                .streamId(World.STREAM)
                .firstTradeId(chance.oneIn(3) ? far + 5 : far)
                .lastTradeId(chance.oneIn(3) ? far + 3_000_000 : far + 2)
                .tradeTimeEpochNs(world.host.nowEpochNs())
                .priceE8(world.venue.priceE8())
                .sizeE8(1));
        world.host.publish(record, false, false);
    }

    private void publishNewest() {
        byte[] record = encoder.encode(buffer -> new WatermarkFlyweight()
                .wrap(buffer)
                .begin(world.host.nowEpochNs())
                .streamId(World.STREAM)
                .source(WatermarkFlyweight.REST)
                .newestTradeId(world.venue.newestId())
                .venueTimeEpochNs(RecordFlyweight.ABSENT));
        world.host.publish(record, false, false);
    }
}
