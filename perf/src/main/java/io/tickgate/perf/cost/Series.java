package io.tickgate.perf.cost;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The costs of one contender, a round each, in the order of the rounds.
 *
 * @param name of the contender.
 * @param costs at least one.
 */
record Series(String name, List<Cost> costs) {
    Series {
        if (costs.isEmpty()) {
            throw new IllegalArgumentException("No round of " + name);
        }
    }

    /** Middle CPU time an operation, in ns. */
    double medianCpuNs() {
        return median(costs.stream().mapToDouble(Cost::cpuNsPerOperation).toArray());
    }

    /** Least CPU time an operation, in ns: what the work costs when nobody disturbs it. */
    double bestCpuNs() {
        return of(Cost::cpuNsPerOperation, true);
    }

    /** Greatest CPU time an operation, in ns. */
    double worstCpuNs() {
        return of(Cost::cpuNsPerOperation, false);
    }

    /** Middle of the allocated bytes an operation: a single round with a one-time allocation does not move it. */
    double medianBytes() {
        return median(costs.stream().mapToDouble(Cost::bytesPerOperation).toArray());
    }

    /** Middle of the operations an elapsed second. */
    double medianPerSecond() {
        return median(
                costs.stream().mapToDouble(Cost::operationsPerElapsedSecond).toArray());
    }

    /**
     * How many times the CPU of another series this one takes: the middle of the ratios within each round, so that what slows a whole
     * round down falls out.
     */
    double ratioTo(Series other) {
        if (other.costs.size() != costs.size()) {
            throw new IllegalArgumentException(name + " and " + other.name + " are not of one run");
        }
        double[] ratios = new double[costs.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = costs.get(i).cpuNsPerOperation() / other.costs.get(i).cpuNsPerOperation();
        }
        return median(ratios);
    }

    private double of(ToDoubleFunction<Cost> value, boolean isLeast) {
        double[] sorted = costs.stream().mapToDouble(value).sorted().toArray();
        return isLeast ? sorted[0] : sorted[sorted.length - 1];
    }

    /** Middle value; of an even number the mean of the two in the middle. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
