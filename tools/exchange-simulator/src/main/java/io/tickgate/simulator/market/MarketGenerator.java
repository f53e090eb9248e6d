package io.tickgate.simulator.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * The whole market. One schedule decides when something happens and to whom; each instrument has a generator of its own for what happens, so that pausing one changes nothing in
 * the sequences of the others, and its own goes on where it stopped. Owned by one thread, which calls {@link #step} when {@link #nextOffsetNs} is due.
 *
 * <p>Trades and quotes together are the rate; aggregate trades and statistics come on top. Gaps between them are exponential, and a fifth of all events comes in bursts at ten
 * times the calm rate; the mean is the rate.
 */
public final class MarketGenerator {

    private static final long SECOND_NS = 1_000_000_000L;

    /** Measured on a recorded Binance hour: about one trade for three quotes. One order has 1.6 trades on average, so 0.17 of the turns are orders. */
    private static final double ORDER_CHANCE = 0.17;

    private static final double ANOTHER_FILL_CHANCE = 0.375;
    private static final int FILLS_MAX = 12;

    private static final double BURST_SPEEDUP = 10;
    private static final double BURST_LENGTH_EVENTS = 64;
    private static final double BURST_SHARE = 0.2;

    /** Mean gap in a calm spell, as a multiple of the mean gap overall. */
    private static final double CALM_GAP = 1 / (1 - BURST_SHARE + BURST_SHARE / BURST_SPEEDUP);

    private final List<SymbolMarket> markets = new ArrayList<>();
    private final Random schedule;
    private final double meanGapNs;
    private double eventAtNs;
    private long statisticsAtNs = SECOND_NS;

    /** Offset of the newest step. */
    private long nowNs;

    private boolean burst;

    /**
     * Creates a market that has not traded yet.
     *
     * @param instruments at least one, each symbol once
     * @param seed same seed, same events
     * @param eventsPerSecond trades and quotes over all instruments, above 0
     * @param initialTradeId id of each instrument's first trade
     */
    public MarketGenerator(List<Instrument> instruments, long seed, double eventsPerSecond, long initialTradeId) {
        this.schedule = new Random(seed);
        this.meanGapNs = SECOND_NS / eventsPerSecond;
        for (Instrument instrument : instruments) {
            markets.add(new SymbolMarket(instrument, seed, initialTradeId));
        }
        eventAtNs = nextGapNs();
    }

    /** When the next step is due, in nanoseconds from the market's start; never falls. */
    public long nextOffsetNs() {
        return Math.min((long) eventAtNs, statisticsAtNs);
    }

    /**
     * Does what is due next, and tells it.
     *
     * @param paused symbols whose turn passes without anything happening
     */
    public void step(Predicate<String> paused, MarketListener listener) {
        step(paused, symbol -> false, listener);
    }

    /**
     * Does what is due next, and tells it.
     *
     * @param paused symbols whose turn passes without anything happening
     * @param untraded symbols that are quoted and not traded: the turn of an order passes without anything happening
     */
    public void step(Predicate<String> paused, Predicate<String> untraded, MarketListener listener) {
        if (statisticsAtNs <= eventAtNs) {
            statistics(paused, listener);
        } else {
            event(paused, untraded, listener);
        }
    }

    private void statistics(Predicate<String> paused, MarketListener listener) {
        for (SymbolMarket market : markets) {
            if (!paused.test(market.instrument().symbol())) {
                market.dayStatistics(statisticsAtNs, listener);
            }
        }
        listener.onSecond(statisticsAtNs);
        nowNs = statisticsAtNs;
        statisticsAtNs += SECOND_NS;
    }

    private void event(Predicate<String> paused, Predicate<String> untraded, MarketListener listener) {
        long offsetNs = (long) eventAtNs;
        nowNs = offsetNs;
        SymbolMarket market = markets.get(schedule.nextInt(markets.size()));
        int fills = schedule.nextDouble() < ORDER_CHANCE ? fills() : 0;
        // An order of n trades takes the time of n events, so that the rate holds.
        for (int i = 0; i < Math.max(1, fills); i++) {
            eventAtNs += nextGapNs();
        }
        if (paused.test(market.instrument().symbol())) {
            return;
        }
        if (fills == 0) {
            market.quote(offsetNs, listener);
        } else if (!untraded.test(market.instrument().symbol())) {
            market.takerOrder(offsetNs, fills, listener);
        }
    }

    private int fills() {
        int fills = 1;
        while (fills < FILLS_MAX && schedule.nextDouble() < ANOTHER_FILL_CHANCE) {
            fills++;
        }
        return fills;
    }

    private double nextGapNs() {
        double leave = burst ? 1 / BURST_LENGTH_EVENTS : BURST_SHARE / (1 - BURST_SHARE) / BURST_LENGTH_EVENTS;
        if (schedule.nextDouble() < leave) {
            burst = !burst;
        }
        double meanNs = burst ? meanGapNs * CALM_GAP / BURST_SPEEDUP : meanGapNs * CALM_GAP;
        return -StrictMath.log(1 - schedule.nextDouble()) * meanNs;
    }

    /**
     * Makes a hole in an instrument's trade ids.
     *
     * @param symbol upper case; an unknown one changes nothing
     * @param count ids that no trade will have
     */
    public void skipTradeIds(String symbol, long count) {
        for (SymbolMarket market : markets) {
            if (market.instrument().symbol().equals(symbol)) {
                market.skipTradeIds(count);
            }
        }
    }

    /**
     * Makes trades of an instrument at once, at the time of the newest step.
     *
     * @param symbol upper case; an unknown one changes nothing
     * @param count how many
     */
    public void burst(String symbol, long count, MarketListener listener) {
        for (SymbolMarket market : markets) {
            if (market.instrument().symbol().equals(symbol)) {
                market.burst(count, nowNs, listener);
            }
        }
    }
}
