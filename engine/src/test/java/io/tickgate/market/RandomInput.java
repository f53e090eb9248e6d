package io.tickgate.market;

import static io.tickgate.market.MarketHarness.PRICE;
import static io.tickgate.market.MarketHarness.S;

import io.tickgate.record.BetFlyweight;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.GateReason;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.WatermarkFlyweight;
import java.util.Random;
import java.util.function.Consumer;

/** Feeds a market with what may come: mostly ordinary ticks, so that gates do open, and now and then everything else. */
final class RandomInput {
    private final MarketHarness harness;
    private final Random random;
    private long sinceStartNs;
    private long nextId = 100;
    private long updateId;
    private long price = PRICE;
    private String lastKey = "";
    private Consumer<BetFlyweight> lastBet = bet -> {};

    RandomInput(MarketHarness harness, Random random) {
        this.harness = harness;
        this.random = random;
    }

    void next() {
        int choice = random.nextInt(1_000);
        sinceStartNs += pause(choice);
        harness.at(sinceStartNs);
        int what = random.nextInt(100);
        if (what < 45) {
            trade();
        } else if (what < 55) {
            quote();
        } else if (what < 70) {
            harness.clock(random.nextLong());
        } else if (what < 91) {
            bet();
        } else if (what < 95) {
            oddTrade();
        } else if (what < 98) {
            statement();
        } else {
            rare();
        }
    }

    /** Mostly under a second; edges of the thresholds; rarely a pause. */
    private long pause(int choice) {
        if (choice < 3) {
            return 10 * S + random.nextInt(3) - 1;
        }
        if (choice < 12) {
            return 3 * S + random.nextInt(3) - 1;
        }
        return choice < 100 ? 0 : random.nextInt(900) * 1_000_000L;
    }

    private void trade() {
        price += random.nextInt(2_001) - 1_000;
        long shownPrice = price;
        long eventLag = random.nextInt(50) * 1_000_000L;
        harness.trade(
                nextId++,
                trade -> trade.priceE8(shownPrice)
                        .tradeTimeEpochNs(harness.now() - eventLag)
                        .eventTimeEpochNs(harness.now() - eventLag));
    }

    private void quote() {
        boolean isDated = random.nextInt(4) == 0;
        long skewNs = random.nextInt(12) * S - 6 * S;
        harness.quote(++updateId - random.nextInt(2), quote -> {
            if (isDated) {
                quote.eventTimeEpochNs(harness.now() + skewNs);
            }
            quote.flags(random.nextInt(8) == 0 ? RecordFlags.DELAYED : 0);
        });
    }

    private void oddTrade() {
        long[] ids = {nextId - 1, nextId + random.nextInt(5), nextId - 50, nextId + 2_000_000, 3, -7, Long.MAX_VALUE};
        long id = ids[random.nextInt(ids.length)];
        long skewNs = new long[] {-6 * S, -5 * S - 1, -5 * S, 0, 5 * S, 5 * S + 1}[random.nextInt(6)];
        int flags = random.nextInt(2) * RecordFlags.DELAYED;
        long lateNs = random.nextInt(3) == 0 ? random.nextInt(12) * S : 0;
        harness.trade(
                id,
                trade -> trade.eventTimeEpochNs(harness.now() - lateNs + skewNs)
                        .tradeTimeEpochNs(harness.now() + skewNs)
                        .flags(flags)
                        .engineTimeEpochNs(harness.now() - lateNs));
        if (id >= nextId && id < nextId + 5) {
            nextId = id + 1;
        }
    }

    /** What says which trades there are, without being one of them. */
    private void statement() {
        switch (random.nextInt(4)) {
            case 0 -> harness.watermark(nextId + random.nextInt(6) - 3, 1 + random.nextInt(4));
            case 1 ->
                harness.watermark(nextId + (random.nextBoolean() ? 3_000_000 : -3_000_000), WatermarkFlyweight.REST);
            case 2 -> harness.noTrade(nextId + random.nextInt(3) - 1);
            default -> {
                long first = nextId - random.nextInt(12);
                long aheadNs = random.nextInt(4) * S;
                harness.backFilled(
                        first, first + random.nextInt(8), trade -> trade.tradeTimeEpochNs(harness.now() + aheadNs));
            }
        }
    }

    private void bet() {
        if (random.nextInt(6) == 0 && !lastKey.isEmpty()) {
            harness.bet(lastKey, lastBet);
            return;
        }
        long leadNs = S + random.nextInt(3) - 1 + random.nextInt(2) * S;
        long lengthNs = (1 + random.nextInt(4)) * S;
        long fromEpochNs = harness.now() + leadNs;
        long min = price + (random.nextInt(4) == 0 ? -50_000_000L : 10_000_000_000L);
        long sentEpochNs = harness.now() - (random.nextInt(20) == 0 ? 2 * S + random.nextInt(2) : 0);
        long stake = 1L + random.nextInt(100);
        lastKey = "key-" + random.nextInt(60);
        lastBet = bet -> bet.window(fromEpochNs, fromEpochNs + lengthNs)
                .band(min, min + 100_000_000L)
                .stakeMinor(stake)
                .engineTimeEpochNs(sentEpochNs);
        harness.bet(lastKey, lastBet);
    }

    private void rare() {
        long connection = 1L + random.nextInt(3);
        switch (random.nextInt(16)) {
            case 0 -> harness.start();
            case 12, 13 -> harness.feedEvent(FeedEventFlyweight.DELIVERING, connection, random.nextInt(3));
            case 14 -> harness.feedEvent(FeedEventFlyweight.UNSUBSCRIBED, connection, random.nextInt(3));
            case 15 -> harness.feedEvent(FeedEventFlyweight.LOST, connection, FeedEventFlyweight.ALL_STREAMS);
            case 1 -> harness.feedEvent(FeedEventFlyweight.LOST);
            case 2 -> harness.feedEvent(FeedEventFlyweight.STALLED);
            case 3, 4 -> harness.condition(GateReason.DISK, random.nextInt(3) == 0);
            case 5 -> harness.condition(GateReason.CLOCK, false);
            default -> harness.feedEvent(FeedEventFlyweight.CONNECTED);
        }
    }
}
