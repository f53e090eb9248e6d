package io.tickgate.history;

import io.tickgate.record.RecordFlags;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A seeded tape with losses, late and fetched trades, ids without a trade, aggregates, doubles, jumps and resets, told to both sides. */
final class RandomTape {
    private final Random random;
    private final TapeRig rig;
    private final NaiveResolver naive;
    private final HistoryWriter writer;
    private final List<Pending> lost = new ArrayList<>();
    private final List<Pending> late = new ArrayList<>();
    private long id;
    private boolean isStrange;
    private long time = TapeRig.T0 + TapeRig.S;
    private long price = 100_000_000L;

    /** Trades at one time and price that have not come yet. */
    private record Pending(long first, long last, long time, long price, long size) {}

    RandomTape(long seed, TapeRig rig, NaiveResolver naive, HistoryWriter writer) {
        random = new Random(seed);
        this.rig = rig;
        this.naive = naive;
        this.writer = writer;
        id = 5_000_000L + random.nextInt(1_000);
    }

    void play(int length) {
        come(id++, time, price, 100_000_000L, 0);
        int resetAt = random.nextInt(3) == 0 ? length / 2 + random.nextInt(length / 4) : -1;
        for (int i = 0; i < length; i++) {
            step();
            if (i == resetAt) {
                reset();
            }
            if (random.nextInt(20) == 0) {
                rig.endBatch(writer);
            }
        }
        come(id++, time, price, 100_000_000L, 0);
        rig.pass(3 * TapeRig.S);
        rig.endBatch(writer);
        naive.end();
    }

    private void step() {
        move();
        long size = random.nextInt(40) == 0 ? 0 : (1 + random.nextInt(300)) * 1_000_000L;
        switch (random.nextInt(60)) {
            case 0 -> {
                long last = id + random.nextInt(5);
                lost.add(new Pending(id, last, time, price, size));
                id = last + 1;
            }
            case 1 -> late.add(new Pending(id, id++, time, price, size));
            case 2 -> {
                rig.noTrade(id);
                naive.onNoTrade(id++);
            }
            case 3 -> fetch(lost);
            case 4 -> deliver(late);
            case 5 -> {
                strange(size);
            }
            case 6 -> {
                long venueTime = rig.nowEpochNs;
                rig.watermark(id - 1, venueTime);
                naive.onWatermark(id - 1, venueTime);
            }
            case 7 -> come(id++, time, price, size, random.nextInt(6) == 0 ? RecordFlags.ROUNDED : 0);
            case 8 -> come(id++, time, price, Long.MAX_VALUE, random.nextInt(6) == 0 ? RecordFlags.SIZE_SATURATED : 0);
            default -> come(id++, time, price, size, 0);
        }
    }

    /** Once between two new trades: a second one would be believed. */
    private void strange(long size) {
        if (!isStrange && naive.isKnown(id - 1)) {
            rig.trade(id - 1, time, price + 7, size, 0); // Again, with another price: never counts.
            rig.trade(id + 3_000_000L, time, price + 9, size, 0); // Absurd.
        }
        isStrange = true;
    }

    private void move() {
        int way = random.nextInt(10);
        if (way < 4) {
            time += random.nextInt(30) * TapeRig.MS;
        } else if (way == 4) {
            time += random.nextInt(3);
        } else if (way == 5 && random.nextInt(8) == 0) {
            time -= random.nextInt(20) * TapeRig.MS;
        }
        price = Math.max(1, price + (random.nextInt(7) - 3) * (random.nextInt(10) == 0 ? 5L : 1L));
    }

    private void come(long tradeId, long at, long tradePrice, long size, int flags) {
        rig.trade(tradeId, at, tradePrice, size, flags);
        isStrange &= tradeId != id - 1;
        if (!naive.isKnown(tradeId)) {
            naive.onTrade(
                    tradeId,
                    tradeId,
                    at,
                    tradePrice,
                    size,
                    (flags & RecordFlags.ROUNDED) != 0,
                    (flags & RecordFlags.SIZE_SATURATED) != 0,
                    rig.sequence());
        }
    }

    private void deliver(List<Pending> from) {
        if (!from.isEmpty()) {
            Pending trade = from.remove(random.nextInt(from.size()));
            come(trade.first, trade.time, trade.price, trade.size, 0);
        }
    }

    /** As an aggregate, or one by one in any order, or only some. */
    private void fetch(List<Pending> from) {
        if (from.isEmpty()) {
            return;
        }
        Pending trades = from.remove(random.nextInt(from.size()));
        if (random.nextBoolean()) {
            backFilled(trades.first, trades.last, trades);
            return;
        }
        List<Long> ids = new ArrayList<>();
        for (long each = trades.first; each <= trades.last; each++) {
            ids.add(each);
        }
        Collections.shuffle(ids, random);
        for (Long each : ids.subList(0, 1 + random.nextInt(ids.size()))) {
            backFilled(each, each, trades);
        }
    }

    private void backFilled(long first, long last, Pending trades) {
        rig.backFilled(first, last, trades.time, trades.price, trades.size);
        if (first <= naive.newestId() + 1) { // Further up it is not believed.
            naive.onTrade(first, last, trades.time, trades.price, trades.size, false, false, rig.sequence());
        }
    }

    private void reset() {
        rig.pass(3 * TapeRig.S);
        rig.endBatch(writer);
        lost.clear();
        late.clear();
        id = 1_000L + random.nextInt(100);
        time += TapeRig.S;
        if (random.nextBoolean()) {
            rig.trade(id++, time, price + 3, 100_000_000L, 0); // Not believed until the next one.
        } else {
            rig.watermark(id++, time); // Likewise.
            rig.watermark(id++, time);
            if (random.nextBoolean()) {
                rig.endBatch(writer);
            }
        }
        time += TapeRig.MS;
        naive.onReset(time);
        come(id++, time, price, 100_000_000L, 0);
    }
}
