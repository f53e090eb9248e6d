package io.tickgate.market;

import static io.tickgate.market.MarketHarness.S;

import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A venue that trades, and a feed that brings its trades late, twice, out of order, rounded, marked as none, fetched one by one or in
 * aggregates, or never; bets on two markets of it. Small numbers, so that edges meet.
 */
final class OutcomeScenario {
    private static final long E8 = 100_000_000L;
    private static final long[] STEPS_NS = {0, 0, 1, S / 4, S / 4, S / 2, S, 2 * S};
    private static final int[] SOURCES = {
        WatermarkFlyweight.HEARTBEAT, WatermarkFlyweight.TICKER, WatermarkFlyweight.LAST_MATCH, WatermarkFlyweight.REST
    };

    /** A trade as the venue has it. */
    private record VenueTrade(long id, long time, long price, long size, int flags) {}

    private final MarketHarness harness = new MarketHarness();
    private final Random random;
    private final boolean isOdd;
    private final boolean isCrowded;
    private final List<VenueTrade> missed = new ArrayList<>();
    private final List<VenueTrade> brought = new ArrayList<>();
    private final int[] versions = new int[3];
    private long sinceStartNs = 10 * S;
    private long venueId = 100;
    private long venueTime;
    private long venuePrice = 100;
    private long venueSize = 1;

    /**
     * Begins with an open gate.
     *
     * @param random of the scenario.
     * @param isOdd whether the venue contradicts itself now and then: times that go back, or far ahead, one id with two prices.
     * @param isCrowded whether more bets begin together than one record makes active.
     */
    OutcomeScenario(Random random, boolean isOdd, boolean isCrowded) {
        this.random = random;
        this.isOdd = isOdd;
        this.isCrowded = isCrowded;
        harness.start()
                .defineHealth(1_000 * S, 2_000 * S, 0)
                .defineStream(MarketHarness.STREAM, MarketHarness.INSTRUMENT);
        define(1);
        define(2);
        harness.trade(venueId, trade -> trade.priceE8(venuePrice * E8).sizeE8(E8));
        harness.at(1).clock();
        harness.at(sinceStartNs)
                .trade(++venueId, trade -> trade.priceE8(venuePrice * E8).sizeE8(E8));
        venueTime = harness.now();
    }

    MarketHarness harness() {
        return harness;
    }

    private void define(int marketId) {
        int version = ++versions[marketId];
        int touch = random.nextBoolean() ? MarketFlyweight.TOUCH_CROSSED : MarketFlyweight.TOUCH_INSIDE;
        int bounds = random.nextBoolean() ? MarketFlyweight.BOUNDS_HALF_OPEN : MarketFlyweight.BOUNDS_CLOSED;
        long notional = random.nextInt(3) == 0 ? 150 * E8 : 0;
        long grace = random.nextInt(3) * S / 2;
        long deadline = (1 + random.nextInt(8)) * S;
        harness.defineMarket(
                marketId,
                rule -> rule.version(version)
                        .touchKind(touch)
                        .bounds(bounds)
                        .touchNotionalMinE8(notional)
                        .graceNs(grace)
                        .deadlineNs(deadline)
                        .leadNs(S / 4)
                        .windowMinNs(0)
                        .bandMinE8(0)
                        .stakeMaxMinor(10)
                        .exposureMaxMinor(1_000)
                        .openBetsMax(1_000));
    }

    void next() {
        sinceStartNs += STEPS_NS[random.nextInt(STEPS_NS.length)];
        harness.at(sinceStartNs);
        int what = random.nextInt(100);
        if (what < 30) {
            venueTrades();
        } else if (what < 55) {
            bet();
        } else if (what < 67) {
            harness.clock();
        } else if (what < 82) {
            bringMissed();
        } else if (what < 90) {
            watermark();
        } else if (what < 93) {
            bringAgain();
        } else if (what < 95) {
            connection();
        } else if (what < 96) {
            define(1 + random.nextInt(2));
        } else if (what < 97) {
            harness.noTrade(++venueId);
        } else if (what < 98) {
            countAnew();
        } else {
            harness.start();
        }
    }

    /** Most trades are brought at once; the rest is missed, and perhaps brought later. */
    private void venueTrades() {
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            venueTime = Math.max(venueTime, harness.now() - random.nextInt(2) * (S / 4));
            if (random.nextInt(3) > 0) {
                venuePrice = 96L + random.nextInt(9);
                venueSize = 1L + random.nextInt(2);
            }
            int flags = random.nextInt(25) == 0 ? RecordFlags.ROUNDED : 0;
            VenueTrade trade = new VenueTrade(++venueId, oddTime(venueTime), venuePrice * E8, venueSize * E8, flags);
            if (random.nextInt(4) == 0) {
                missed.add(trade);
            } else {
                bring(trade);
            }
        }
    }

    private long oddTime(long time) {
        if (isOdd && random.nextInt(15) == 0) {
            return time + (random.nextInt(3) == 0 ? 8 * S : -random.nextInt(4) * S);
        }
        return time;
    }

    private void bring(VenueTrade trade) {
        brought.add(trade);
        harness.trade(
                trade.id(),
                record -> record.tradeTimeEpochNs(trade.time())
                        .priceE8(trade.price())
                        .sizeE8(trade.size())
                        .flags(trade.flags()));
    }

    private void bringMissed() {
        if (missed.isEmpty()) {
            return;
        }
        int at = random.nextInt(missed.size());
        VenueTrade trade = missed.get(at);
        int what = random.nextInt(4);
        if (what == 0) {
            bring(missed.remove(at));
        } else if (what == 1) {
            missed.remove(at);
            fetch(trade, trade);
        } else if (what == 2) {
            harness.noTrade(missed.remove(at).id());
        } else {
            fetchAggregate(trade);
        }
    }

    /** All trades around at the same price and time, whether or not they were brought. */
    private void fetchAggregate(VenueTrade middle) {
        VenueTrade first = middle;
        VenueTrade last = middle;
        List<VenueTrade> all = new ArrayList<>(missed);
        all.addAll(brought);
        for (int i = 0; i < 6; i++) {
            for (VenueTrade each : all) {
                boolean isAlike = each.price() == middle.price() && each.time() == middle.time();
                first = isAlike && each.id() == first.id() - 1 ? each : first;
                last = isAlike && each.id() == last.id() + 1 ? each : last;
            }
        }
        fetch(first, last);
    }

    private void fetch(VenueTrade first, VenueTrade last) {
        harness.backFilled(
                first.id(),
                last.id(),
                record -> record.tradeTimeEpochNs(first.time())
                        .priceE8(first.price())
                        .sizeE8(first.size() * (last.id() - first.id() + 1))
                        .flags(first.flags()));
    }

    private void bringAgain() {
        if (brought.isEmpty()) {
            return;
        }
        VenueTrade trade = brought.get(random.nextInt(brought.size()));
        boolean isOther = isOdd && random.nextBoolean();
        bring(isOther ? new VenueTrade(trade.id(), trade.time(), 100 * E8, E8, 0) : trade);
    }

    private void watermark() {
        int source = SOURCES[random.nextInt(SOURCES.length)];
        long asOf = random.nextInt(6) == 0 ? RecordFlyweight.ABSENT : harness.now() + random.nextInt(3) - 1;
        long id = random.nextInt(5) == 0 ? venueId - random.nextInt(3) : venueId;
        harness.watermark(id, source, asOf);
    }

    private void connection() {
        harness.feedEvent(random.nextBoolean() ? FeedEventFlyweight.LOST : FeedEventFlyweight.STALLED);
    }

    /** By two trades far below, as one is not believed; or by two watermarks. */
    private void countAnew() {
        if (random.nextInt(3) > 0) {
            return;
        }
        missed.clear();
        brought.clear();
        boolean isByWatermark = venueId > 3_000_000 && random.nextBoolean();
        venueId = isByWatermark ? 1_000 : venueId + 2_000_000;
        if (isByWatermark) {
            harness.watermark(venueId, WatermarkFlyweight.HEARTBEAT, harness.now());
            harness.watermark(venueId + 1, WatermarkFlyweight.HEARTBEAT, harness.now());
        } else {
            venueId = 100L + random.nextInt(20);
            venueTime = Math.max(venueTime, harness.now());
            bring(new VenueTrade(venueId, ++venueTime, venuePrice * E8, E8, 0));
            bring(new VenueTrade(++venueId, ++venueTime, venuePrice * E8, E8, 0));
        }
    }

    /** Bounds at, beside and between the prices; ends at, beside and between the times. */
    private void bet() {
        long from = harness.now() + S / 4 + random.nextInt(12) * (S / 4) + random.nextInt(2);
        int count = isCrowded ? 1 + random.nextInt(3 * RuleBets.ACTIVATED_MAX) : 1;
        for (int i = 0; i < count; i++) {
            bet(from);
        }
    }

    private void bet(long from) {
        long min = (96 + random.nextInt(9)) * E8 + (random.nextInt(3) - 1) * (E8 / 2);
        long max = min + random.nextInt(5) * (E8 / 2);
        long to = from + random.nextInt(12) * (S / 4) + random.nextInt(2);
        harness.bet(bet -> bet.marketId(1 + random.nextInt(2))
                .band(min, max)
                .window(from, to)
                .stakeMinor(1));
    }
}
