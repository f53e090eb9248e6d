package io.tickgate.simulator.fault;

/** What a stream's messages are, whatever the venue calls it. */
public enum FrameSort {
    /** One trade, each once. */
    TRADE,
    /** Best bid and offer. */
    QUOTE,
    /** Anything else: a fault concerns it only by its channel. */
    OTHER
}
