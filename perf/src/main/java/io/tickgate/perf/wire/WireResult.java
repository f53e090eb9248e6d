package io.tickgate.perf.wire;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What a run has shown.
 *
 * @param run that was made.
 * @param hops histograms and counts.
 * @param trades counted ones.
 * @param cpu that the subject used while they were sent, by thread.
 * @param totals trades, duplicates, gaps and lost trades that the engine counted over the whole run; empty for the relay.
 */
record WireResult(WireRun run, HopStatistics hops, long trades, ProcessCpu cpu, String totals) {
    private static final double US = 1e3;
    private static final int THREADS_SHOWN = 8;

    /** CPU of the subject a trade, in µs. */
    double cpuUs() {
        return cpu.totalNs() / US / trades;
    }

    /** CPU of the subject a trade that reached the measured client, in µs: conflation makes deliveries fewer. */
    double cpuPerDeliveryUs() {
        return cpu.totalNs() / US / Math.max(1, hops.sentToArrived().getTotalCount());
    }

    /** Middle of socket in to socket out of all trades, with those that were conflated, in µs. */
    double medianKnownUs() {
        return hops.sentToKnown().getValueAtPercentile(50) / US;
    }

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n### %s, %,d trades/s, %d client%s, %d s after %d s of warm-up%n%n",
                run.subject(),
                run.perSecond(),
                run.clients(),
                run.clients() == 1 ? "" : "s",
                run.seconds(),
                run.warmUpSeconds());
        out.println("| µs | count | p50 | p90 | p99 | p99.9 | max |");
        out.println("|---|---|---|---|---|---|---|");
        row(out, "due → sent (the sender's lateness)", hops.intendedToSent());
        row(out, "sent → received by the feed", hops.sentToReceived());
        row(out, "received → published", hops.receivedToPublished());
        row(out, "published → at the client", hops.publishedToArrived());
        row(out, "**socket in → socket out** (sent → at the client)", hops.sentToArrived());
        row(out, "the same, conflated ones known by the next", hops.sentToKnown());
        row(out, "due → at the client", hops.intendedToArrived());
        row(out, "due → known at the client (with conflated ones)", hops.intendedToKnown());
        out.printf(
                Locale.ROOT,
                "%nof %,d trades: %,d sent over 1 ms late (rate misses), %,d conflated, %,d lost; CPU of the subject %.1f µs a"
                        + " trade, %.1f µs a delivered one%n",
                trades,
                hops.misses(),
                hops.conflated(),
                hops.lost(),
                cpuUs(),
                cpuPerDeliveryUs());
        out.println("of that: " + busiest());
        if (!totals.isEmpty()) {
            String[] counts = totals.split(" ", -1);
            out.printf(
                    "the engine saw %s trades in all, %s duplicates, %s gaps, %s lost%n",
                    counts[0], counts[1], counts[2], counts[3]);
        }
        out.flush();
    }

    private String busiest() {
        return cpu.busiest(THREADS_SHOWN).stream()
                .map(name -> String.format(
                        Locale.ROOT, "%s %.1f", name, cpu.nsByThread().getOrDefault(name, 0L) / US / trades))
                .collect(Collectors.joining(", "));
    }

    private static void row(PrintWriter out, String hop, Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return;
        }
        out.printf(
                Locale.ROOT,
                "| %s | %,d | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
                hop,
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50) / US,
                histogram.getValueAtPercentile(90) / US,
                histogram.getValueAtPercentile(99) / US,
                histogram.getValueAtPercentile(99.9) / US,
                histogram.getMaxValue() / US);
    }
}
