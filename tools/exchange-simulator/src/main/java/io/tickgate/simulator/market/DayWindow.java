package io.tickgate.simulator.market;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Trades of the last 24 hours in 1,440 buckets of a minute. Sums are kept in ticks and lots, which fit a long for a day of every instrument in the catalogue at the highest
 * rate. Owned by the thread that steps the market.
 */
final class DayWindow {

    private static final int BUCKETS = 24 * 60;
    private static final long BUCKET_NS = 60_000_000_000L;

    /** Values are × 10^8. */
    private static final int SCALE = 8;

    private final Instrument instrument;
    private final long[] minute = new long[BUCKETS];
    private final long[] openE8 = new long[BUCKETS];
    private final long[] highE8 = new long[BUCKETS];
    private final long[] lowE8 = new long[BUCKETS];
    private final long[] closeE8 = new long[BUCKETS];
    private final long[] lots = new long[BUCKETS];
    private final long[] tickLots = new long[BUCKETS];
    private final long[] firstTradeId = new long[BUCKETS];
    private final long[] tradeCount = new long[BUCKETS];

    /** The last price before the window. */
    private long previousPriceE8;

    /** The first minute that has not left the window yet. */
    private long oldestMinute;

    DayWindow(Instrument instrument) {
        this.instrument = instrument;
        this.previousPriceE8 = instrument.initialPriceE8();
        Arrays.fill(minute, -1);
    }

    void add(Trade trade) {
        long now = Math.max(0, trade.eventOffsetNs()) / BUCKET_NS;
        expire(now);
        int bucket = (int) (now % BUCKETS);
        if (minute[bucket] != now) {
            open(bucket, now, trade);
        }
        highE8[bucket] = Math.max(highE8[bucket], trade.priceE8());
        lowE8[bucket] = Math.min(lowE8[bucket], trade.priceE8());
        closeE8[bucket] = trade.priceE8();
        long size = trade.sizeE8() / instrument.lotSizeE8();
        lots[bucket] += size;
        tickLots[bucket] += size * (trade.priceE8() / instrument.tickSizeE8());
        tradeCount[bucket]++;
    }

    private void expire(long now) {
        for (; oldestMinute <= now - BUCKETS; oldestMinute++) {
            int bucket = (int) (oldestMinute % BUCKETS);
            if (minute[bucket] == oldestMinute) {
                previousPriceE8 = closeE8[bucket];
            }
        }
    }

    private void open(int bucket, long now, Trade trade) {
        minute[bucket] = now;
        openE8[bucket] = trade.priceE8();
        highE8[bucket] = trade.priceE8();
        lowE8[bucket] = trade.priceE8();
        lots[bucket] = 0;
        tickLots[bucket] = 0;
        firstTradeId[bucket] = trade.id();
        tradeCount[bucket] = 0;
    }

    /**
     * Sums up the window that ends at this offset.
     *
     * @param last the newest trade, which is in the window
     * @param changed is passed on
     */
    DayStatistics statistics(Quote quote, Trade last, boolean changed, long offsetNs) {
        long newest = offsetNs / BUCKET_NS;
        expire(newest);
        int first = -1;
        long high = last.priceE8();
        long low = last.priceE8();
        long count = 0;
        BigInteger lotSum = BigInteger.ZERO;
        BigInteger tickLotSum = BigInteger.ZERO;
        for (long at = oldestMinute; at <= newest; at++) {
            int bucket = (int) (at % BUCKETS);
            if (minute[bucket] != at) {
                continue;
            }
            first = first < 0 ? bucket : first;
            high = Math.max(high, highE8[bucket]);
            low = Math.min(low, lowE8[bucket]);
            count += tradeCount[bucket];
            lotSum = lotSum.add(BigInteger.valueOf(lots[bucket]));
            tickLotSum = tickLotSum.add(BigInteger.valueOf(tickLots[bucket]));
        }
        BigInteger lotSize = BigInteger.valueOf(instrument.lotSizeE8());
        BigInteger tickLotSize = lotSize.multiply(BigInteger.valueOf(instrument.tickSizeE8()));
        return new DayStatistics(
                quote,
                last.priceE8(),
                last.sizeE8(),
                previousPriceE8,
                first < 0 ? last.priceE8() : openE8[first],
                high,
                low,
                new BigDecimal(lotSum.multiply(lotSize), SCALE),
                new BigDecimal(tickLotSum.multiply(tickLotSize), 2 * SCALE),
                first < 0 ? last.id() : firstTradeId[first],
                last.id(),
                count,
                changed,
                offsetNs);
    }
}
