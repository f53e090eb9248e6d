package io.tickgate.simulator.market;

/**
 * Best bid and offer; the bid is always below the ask.
 *
 * @param instrument what is quoted
 * @param updateId strictly rising per instrument, with holes, as the venue's
 * @param bidE8 best bid price, × 10^8
 * @param bidSizeE8 × 10^8
 * @param askE8 best ask price, × 10^8
 * @param askSizeE8 × 10^8
 * @param eventOffsetNs when it is told, from the market's start
 */
public record Quote(
        Instrument instrument,
        long updateId,
        long bidE8,
        long bidSizeE8,
        long askE8,
        long askSizeE8,
        long eventOffsetNs) {}
