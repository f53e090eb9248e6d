package io.tickgate.perf.cost;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints series as Markdown, so that a table can go into the record of results as it is. */
final class CostTable {
    private final PrintWriter out;

    CostTable(PrintWriter out) {
        this.out = out;
    }

    /**
     * Prints a table.
     *
     * @param title of it.
     * @param operation what is counted, such as "tick".
     * @param series the last one is what the others are compared with.
     */
    void print(String title, String operation, List<Series> series) {
        Series reference = series.get(series.size() - 1);
        out.printf("%n### %s%n%n", title);
        out.printf(
                "| per %s | CPU ns, median | best … worst | × %s | heap B | %ss/s elapsed |%n",
                operation, reference.name(), operation);
        out.println("|---|---|---|---|---|---|");
        for (Series each : series) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f … %.1f | %.2f | %.2f | %,.0f |%n",
                    each.name(),
                    each.medianCpuNs(),
                    each.bestCpuNs(),
                    each.worstCpuNs(),
                    each.ratioTo(reference),
                    each.medianBytes(),
                    each.medianPerSecond());
        }
        out.flush();
    }

    /** Prints whether a figure that should be small is. */
    void atMost(String what, double seen, double target) {
        verdict(what, seen, target, seen <= target, "≤");
    }

    /** Prints whether a figure that should be large is. */
    void atLeast(String what, double seen, double target) {
        verdict(what, seen, target, seen >= target, "≥");
    }

    private void verdict(String what, double seen, double target, boolean isMet, String sign) {
        out.printf(
                Locale.ROOT, "%n%s: %,.2f, target %s %,.2f: %s%n", what, seen, sign, target, isMet ? "met" : "MISSED");
        out.flush();
    }
}
