package io.tickgate.perf.history;

import io.tickgate.history.HistoryWriter;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.touch.StreamCoverage;
import java.util.Random;

/**
 * Made-up trades of one stream over a week, evenly spread in ms with bursts as recorded ones have: two thirds share their ms with the one
 * before, prices go in ticks of 0.01, one trade in a thousand comes late.
 */
final class WeekOfTrades {
    static final int STREAM = 1;
    static final long T0 = 1_700_000_000_000_000_000L;
    static final long LENGTH_NS = 604_800_000_000_000L;
    static final long TICK_E8 = 1_000_000L;

    private static final long MS = 1_000_000L;
    private static final int BATCH = 10_000;
    private static final int MARKS = 1 << 16;
    private static final int LATE_ONE_IN = 1_000;

    private final long trades;
    private final long[] marks = new long[MARKS + 1];

    WeekOfTrades(long trades) {
        this.trades = trades;
    }

    /** Tells a history of all of them, as a market would. */
    void tell(HistoryWriter writer) {
        Random random = new Random(7);
        long price = 6_000_000;
        long time = T0;
        long sequence = 1;
        long lateId = -1;
        long lateTime = 0;
        for (long id = 1; id <= trades; id++) {
            price = Math.max(1, price + random.nextInt(5) - 2);
            long due = T0 + (long) (LENGTH_NS / (double) trades * id);
            time = id % 3 == 0 ? Math.max(time, due / MS * MS) : time;
            marks[(int) ((time - T0) / (LENGTH_NS / MARKS))] = price;
            long size = (1 + random.nextInt(200_000)) * 1_000L;
            if (lateId < 0 && random.nextInt(LATE_ONE_IN) == 0) {
                lateId = id;
                lateTime = time;
                continue;
            }
            sequence += 1 + random.nextInt(5);
            trade(writer, id, time, price, size, sequence, random);
            if (lateId > 0 && id > lateId + 3) {
                trade(writer, lateId, lateTime, price, size, ++sequence, random);
                lateId = -1;
            }
            if (id % BATCH == 0 || id == trades) {
                endBatch(writer, id, time, sequence);
            }
        }
    }

    private static void trade(
            HistoryWriter writer, long id, long time, long price, long size, long sequence, Random random) {
        long received = time + 5 * MS + random.nextInt(2_000_000);
        writer.onTrade(STREAM, id, id, time, price * TICK_E8, size, 0, false, false, sequence, received);
    }

    private static void endBatch(HistoryWriter writer, long headId, long time, long sequence) {
        long[] none = {};
        writer.onCoverage(new StreamCoverage(
                STREAM,
                sequence,
                T0,
                false,
                false,
                none,
                none,
                none,
                none,
                0,
                none,
                none,
                time,
                RecordFlyweight.ABSENT,
                headId,
                false));
        writer.onEndOfBatch(sequence, time);
    }

    /** About the price at a time, in ticks. */
    long priceNear(long epochNs) {
        int at = (int) ((epochNs - T0) / (LENGTH_NS / MARKS));
        while (at > 0 && marks[at] == 0) {
            at--;
        }
        return Math.max(1, marks[at]);
    }
}
