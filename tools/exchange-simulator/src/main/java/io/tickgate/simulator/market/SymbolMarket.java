package io.tickgate.simulator.market;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The market of one instrument: its book, its ids, its day. Owned by the thread that steps the market. */
final class SymbolMarket {

    /** Sizes spread log-normally: with 1.2 one trade in a hundred is 16 times the median. */
    private static final double SIZE_SIGMA = 1.2;

    private static final double SIZE_MEDIANS_MAX = 1_000;

    /** A resting order is larger than a trade. */
    private static final double BOOK_MEDIANS = 20;

    /** The book follows the fair price once it is off by a fifth of a basis point, or by a tick. */
    private static final double FOLLOW_DISTANCE = 2.0e-5;

    private static final long BID_TICKS_MIN = 2;
    private static final int UPDATE_ID_STEP_MAX = 20;
    private static final double WIDER_SPREAD_CHANCE = 0.3;
    private static final int SPREAD_TICKS_MAX = 12;
    private static final int BURST_FILLS_MAX = 4;

    /** The venue tells a trade up to this much later than it was made. */
    private static final int TELLING_LAG_MAX_NS = 1_500_000;

    private final Instrument instrument;
    private final Random random;
    private final PriceWalk walk;
    private final DayWindow day;
    private long bidTicks;
    private long spreadTicks = 1;
    private long tradeId;
    private long aggregateTradeId;
    private long lastTradeOffsetNs;
    private Quote quote;
    private @Nullable Trade lastTrade;
    private boolean changed;

    SymbolMarket(Instrument instrument, long seed, long initialTradeId) {
        this.instrument = instrument;
        // The hash of a string is specified, so the seed of an instrument depends on its name, not on its place.
        this.random = new Random(seed * 31 + instrument.symbol().hashCode());
        this.walk = new PriceWalk(seed, instrument);
        this.day = new DayWindow(instrument);
        this.bidTicks = instrument.initialPriceE8() / instrument.tickSizeE8();
        this.tradeId = initialTradeId - 1;
        this.aggregateTradeId = initialTradeId - 1;
        this.quote = quoteAt(0, initialTradeId);
    }

    Instrument instrument() {
        return instrument;
    }

    /** The next trade's id is this much higher than it would have been. */
    void skipTradeIds(long count) {
        tradeId += count;
    }

    /** Makes exactly so many trades at once, as in a burst. */
    void burst(long count, long offsetNs, MarketListener listener) {
        for (long left = count; left > 0; ) {
            follow(walk.ticksAt(offsetNs));
            quote = quoteAt(offsetNs, quote.updateId() + 1);
            int fills = (int) Math.min(left, 1 + random.nextInt(BURST_FILLS_MAX));
            takerOrder(offsetNs, fills, listener);
            left -= fills;
        }
    }

    void quote(long offsetNs, MarketListener listener) {
        follow(walk.ticksAt(offsetNs));
        quote = quoteAt(offsetNs, quote.updateId() + 1 + random.nextInt(UPDATE_ID_STEP_MAX));
        changed = true;
        listener.onQuote(quote);
    }

    private void follow(double fairTicks) {
        double mid = bidTicks + spreadTicks / 2.0;
        if (Math.abs(fairTicks - mid) > Math.max(1, fairTicks * FOLLOW_DISTANCE)) {
            spreadTicks = 1;
            while (spreadTicks < SPREAD_TICKS_MAX && random.nextDouble() < WIDER_SPREAD_CHANCE) {
                spreadTicks++;
            }
            bidTicks = Math.max(BID_TICKS_MIN, Math.round(fairTicks - spreadTicks / 2.0));
        }
    }

    private Quote quoteAt(long offsetNs, long updateId) {
        long tick = instrument.tickSizeE8();
        long bidE8 = bidTicks * tick;
        return new Quote(
                instrument,
                updateId,
                bidE8,
                size(BOOK_MEDIANS),
                bidE8 + spreadTicks * tick,
                size(BOOK_MEDIANS),
                offsetNs);
    }

    /** One taker order that meets this many resting orders at the best price. */
    void takerOrder(long offsetNs, int fills, MarketListener listener) {
        boolean takerSells = random.nextBoolean();
        long priceE8 = takerSells ? quote.bidE8() : quote.askE8();
        lastTradeOffsetNs = Math.max(lastTradeOffsetNs, offsetNs - random.nextInt(TELLING_LAG_MAX_NS));
        long firstTradeId = tradeId + 1;
        long totalE8 = 0;
        aggregateTradeId++;
        for (int i = 0; i < fills; i++) {
            Trade trade = new Trade(
                    instrument, ++tradeId, aggregateTradeId, priceE8, size(1), lastTradeOffsetNs, offsetNs, takerSells);
            totalE8 += trade.sizeE8();
            day.add(trade);
            lastTrade = trade;
            listener.onTrade(trade);
        }
        changed = true;
        listener.onAggregateTrade(new AggregateTrade(
                instrument,
                aggregateTradeId,
                priceE8,
                totalE8,
                firstTradeId,
                tradeId,
                lastTradeOffsetNs,
                offsetNs,
                takerSells));
    }

    private long size(double medians) {
        double factor = Math.min(SIZE_MEDIANS_MAX, medians * StrictMath.exp(SIZE_SIGMA * random.nextGaussian()));
        return Math.max(1, Math.round(instrument.medianSizeE8() * factor / instrument.lotSizeE8()))
                * instrument.lotSizeE8();
    }

    /** Tells the day if a trade was made. */
    void dayStatistics(long offsetNs, MarketListener listener) {
        if (lastTrade != null) {
            listener.onDayStatistics(day.statistics(quote, lastTrade, changed, offsetNs));
            changed = false;
        }
    }
}
