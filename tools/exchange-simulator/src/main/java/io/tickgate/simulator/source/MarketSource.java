package io.tickgate.simulator.source;

/** A source with a market of its own, which a test may move instead of a thread. */
public interface MarketSource extends Source {

    /**
     * Does everything that is due up to this offset, on the caller's thread; for a source that was not started.
     *
     * @param offsetNs nanoseconds from the market's start
     */
    void advanceTo(long offsetNs);
}
