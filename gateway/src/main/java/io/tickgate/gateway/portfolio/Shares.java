package io.tickgate.gateway.portfolio;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What part of their sum each of several values is, in hundredths of a percent that sum to 100 % exactly. By largest remainder: each gets its
 * whole hundredths, and what is missing to 100 % goes, one each, to those that lost most; of equals to the first. So each is
 * within one hundredth of what it exactly is. Stateless.
 */
final class Shares {
    private record Remainder(int index, ExactValue left) {}

    private Shares() {}

    /**
     * Divides 100 % up.
     *
     * @param values above 0.
     * @param total their sum.
     * @return hundredths of a percent, one for each value; their sum is {@link ExactValue#PARTS} unless there are no values.
     */
    static int[] of(List<ExactValue> values, ExactValue total) {
        int[] shares = new int[values.size()];
        List<Remainder> remainders = new ArrayList<>(shares.length);
        int missing = ExactValue.PARTS;
        for (int i = 0; i < shares.length; i++) {
            ExactValue left = values.get(i).copy();
            shares[i] = left.partsOf(total);
            missing -= shares[i];
            remainders.add(new Remainder(i, left));
        }
        // The sort is stable: of equal remainders the first value comes first.
        remainders.sort(Comparator.comparing(Remainder::left).reversed());
        for (int i = 0; i < missing && i < shares.length; i++) {
            shares[remainders.get(i).index()]++;
        }
        return shares;
    }
}
