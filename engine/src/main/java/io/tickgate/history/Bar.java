package io.tickgate.history;

import java.math.BigInteger;

/**
 * The trades of one step of time.
 *
 * @param startEpochNs first time of it, a multiple of the step.
 * @param openE8 price of the first trade in the order (trade time, trade id).
 * @param highE8 greatest price.
 * @param lowE8 least price.
 * @param closeE8 price of the last trade in that order.
 * @param volumeE8 exact sum of sizes.
 * @param trades how many, an aggregate counted once.
 */
public record Bar(
        long startEpochNs, long openE8, long highE8, long lowE8, long closeE8, BigInteger volumeE8, long trades) {}
