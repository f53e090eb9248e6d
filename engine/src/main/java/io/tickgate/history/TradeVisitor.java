package io.tickgate.history;

/** Shown trades of a window in the order (trade time, trade id). */
public interface TradeVisitor {
    /**
     * The next trade.
     *
     * @param trade of the window.
     * @return whether to go on.
     */
    boolean onTrade(Trade trade);
}
