package io.tickgate.perf.history;

import io.tickgate.history.History;
import io.tickgate.history.HistoryWriter;
import io.tickgate.history.TouchAnswer;
import io.tickgate.perf.Machine;
import io.tickgate.perf.Scratch;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.touch.TouchRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench touch}: touch queries of random windows and bands over a week of trades. Ends with 0 whatever was seen. */
@Command(
        name = "touch",
        mixinStandardHelpOptions = true,
        description = "Touch queries at random over a week of trades of one stream: elapsed and CPU time.")
public final class TouchCommand implements Callable<Integer> {
    private static final long S = 1_000_000_000L;
    /** How far the made-up price goes in a second, so that about half of the windows are hit. */
    private static final int MOVE_TICKS = 18;

    private static final long[] LENGTHS_S = {1, 5, 60, 600, 3_600, 86_400, 604_800};

    @Option(names = "--ticks", defaultValue = "100000000", description = "Trades, default ${DEFAULT-VALUE}.")
    private long ticks;

    @Option(names = "--queries", defaultValue = "20000", description = "Of each length, default ${DEFAULT-VALUE}.")
    private int queries;

    @Option(names = "--scratch", description = "Folder for history; default: that of temporary files.")
    private Path scratch = Path.of(System.getProperty("java.io.tmpdir"));

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /** Made by the command line. */
    public TouchCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        try (Scratch folder = Scratch.create(scratch)) {
            out.println(Machine.describe(folder.path()));
            WeekOfTrades week = new WeekOfTrades(ticks);
            try (HistoryWriter writer = HistoryWriter.open(folder.path(), 0)) {
                long startNs = threads.getCurrentThreadCpuTime();
                week.tell(writer);
                writer.store();
                long usedNs = threads.getCurrentThreadCpuTime() - startNs;
                out.printf(
                        Locale.ROOT,
                        "- written: %,d trades, %.0f ns of CPU each, %.1f bytes each%n",
                        ticks,
                        usedNs / (double) ticks,
                        bytes(folder.path()) / (double) ticks);
            }
            long startNs = System.nanoTime();
            try (HistoryWriter writer = HistoryWriter.open(folder.path(), Long.MAX_VALUE)) {
                out.printf(Locale.ROOT, "- opened again in %,d ms%n", (System.nanoTime() - startNs) / 1_000_000);
                ask(out, week, writer.history());
            }
        }
        return 0;
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private void ask(PrintWriter out, WeekOfTrades week, History history) {
        out.println("\n| window | answers | elapsed µs p50 | p99 | p99.9 | CPU µs p50 | p99 |");
        out.println("|---|---|---|---|---|---|---|");
        Random random = new Random(1);
        for (int i = 0; i < queries / 4; i++) {
            ask(week, history, random, LENGTHS_S[i % LENGTHS_S.length]); // Warms up.
        }
        Histogram allElapsed = new Histogram(3);
        Histogram allCpu = new Histogram(3);
        for (long lengthS : LENGTHS_S) {
            Histogram elapsed = new Histogram(3);
            Histogram cpu = new Histogram(3);
            Map<TouchAnswer.Outcome, Integer> outcomes = new EnumMap<>(TouchAnswer.Outcome.class);
            for (int i = 0; i < queries; i++) {
                long startNs = System.nanoTime();
                long startCpuNs = threads.getCurrentThreadCpuTime();
                TouchAnswer answer = ask(week, history, random, lengthS);
                cpu.recordValue(threads.getCurrentThreadCpuTime() - startCpuNs);
                elapsed.recordValue(System.nanoTime() - startNs);
                outcomes.merge(answer.outcome(), 1, Integer::sum);
            }
            row(out, lengthS + " s", String.valueOf(outcomes), elapsed, cpu);
            allElapsed.add(elapsed);
            allCpu.add(cpu);
        }
        row(out, "all", "", allElapsed, allCpu);
    }

    private static void row(PrintWriter out, String name, String outcomes, Histogram elapsed, Histogram cpu) {
        out.printf(
                Locale.ROOT,
                "| %s | %s | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
                name,
                outcomes,
                elapsed.getValueAtPercentile(50) / 1e3,
                elapsed.getValueAtPercentile(99) / 1e3,
                elapsed.getValueAtPercentile(99.9) / 1e3,
                cpu.getValueAtPercentile(50) / 1e3,
                cpu.getValueAtPercentile(99) / 1e3);
    }

    /** A window at random, a band of 1 to 200 ticks near the price at its start, both kinds of touch. */
    private static TouchAnswer ask(WeekOfTrades week, History history, Random random, long lengthS) {
        long lengthNs = Math.min(lengthS * S, WeekOfTrades.LENGTH_NS - 2 * S);
        long from = WeekOfTrades.T0 + 1 + random.nextLong(WeekOfTrades.LENGTH_NS - lengthNs - S);
        long away = (long) (random.nextGaussian() * MOVE_TICKS * Math.sqrt((double) lengthS));
        long min = Math.max(1, week.priceNear(from) + away) * WeekOfTrades.TICK_E8;
        long max = min + random.nextInt(200) * WeekOfTrades.TICK_E8;
        TouchRule rule = new TouchRule(
                random.nextBoolean() ? MarketFlyweight.TOUCH_CROSSED : MarketFlyweight.TOUCH_INSIDE,
                MarketFlyweight.BOUNDS_CLOSED,
                0,
                0);
        return history.touch(WeekOfTrades.STREAM, from, from + lengthNs, min, max, rule);
    }
}
