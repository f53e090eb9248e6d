package io.tickgate.simulator.market;

/** Takes what the market does, in order, on the thread that steps it. All arguments are immutable and may be kept. */
public interface MarketListener {

    /** One trade. */
    void onTrade(Trade trade);

    /** A taker order is complete; its trades have been told before. */
    void onAggregateTrade(AggregateTrade trade);

    /** A new best bid and offer. */
    void onQuote(Quote quote);

    /** Once a second for each instrument that has traded and is not paused. */
    void onDayStatistics(DayStatistics statistics);

    /** Once a second, after all statistics of this second. */
    default void onSecond(long eventOffsetNs) {}
}
