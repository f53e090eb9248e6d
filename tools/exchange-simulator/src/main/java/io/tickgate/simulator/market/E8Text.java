package io.tickgate.simulator.market;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes values × 10^8 as venues do, exactly and never in exponent form. No state; any thread. */
public final class E8Text {

    private static final int DECIMALS = 8;

    private E8Text() {}

    /** With all eight decimals: {@code 61837.63000000}. */
    public static String padded(long valueE8) {
        return BigDecimal.valueOf(valueE8, DECIMALS).toPlainString();
    }

    /** Without trailing zeros: {@code 61837.63}, {@code 135}. */
    public static String shortest(long valueE8) {
        return BigDecimal.valueOf(valueE8, DECIMALS).stripTrailingZeros().toPlainString();
    }

    /** Without trailing zeros, but with as many decimals as the step has: {@code 61837.60} for a step of 0.01. */
    public static String onStep(long valueE8, long stepE8) {
        BigDecimal value = BigDecimal.valueOf(valueE8, DECIMALS).stripTrailingZeros();
        int scale = BigDecimal.valueOf(stepE8, DECIMALS).stripTrailingZeros().scale();
        return value.setScale(Math.max(Math.max(value.scale(), scale), 0)).toPlainString();
    }

    /** The product of two values, with eight decimals, rounded down. */
    public static String product(long oneE8, long otherE8) {
        return BigDecimal.valueOf(oneE8, DECIMALS)
                .multiply(BigDecimal.valueOf(otherE8, DECIMALS))
                .setScale(DECIMALS, RoundingMode.DOWN)
                .toPlainString();
    }
}
