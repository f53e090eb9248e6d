package io.tickgate.perf.bets;

import com.sun.management.ThreadMXBean;
import io.tickgate.perf.Machine;
import io.tickgate.perf.ticks.Frames;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench bets}: what a trade, and a decision, costs with so many open bets. Ends with 0 whatever was seen. */
@Command(
        name = "bets",
        mixinStandardHelpOptions = true,
        description = "CPU time a trade with 1,000 to 1,000,000 open bets, and memory a bet.")
public final class BetsCommand implements Callable<Integer> {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final double TRADE_NS_MAX = 1_000;
    /** Until the compilers are through with it. */
    private static final int WARM_UP_ROUNDS = 20;
    /** With more, the book has no room for the decided ones, which are held for a day. */
    private static final int GRIDDED_MAX = 100_000;

    @Option(names = "--open", split = ",", description = "Open bets, default 1,000 to 1,000,000.")
    private List<Integer> open = List.of(1_000, 10_000, 100_000, 1_000_000);

    @Option(names = "--trades", defaultValue = "20000", description = "Trades a round, default ${DEFAULT-VALUE}.")
    private int trades;

    @Option(names = "--rounds", defaultValue = "7", description = "Counted rounds, default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--data", description = "Folder of recordings; default: data in the folder tickgate.shared.")
    private Path data = Frames.recordings();

    /** Made by the command line. */
    public BetsCommand() {}

    @Override
    public Integer call() throws IOException {
        System.out.println(Machine.describe(Path.of(System.getProperty("java.io.tmpdir"))));
        watched(10_000, WARM_UP_ROUNDS);
        System.out.printf("%n### Bets that no trade decides%n%n");
        System.out.println("| open bets | CPU ns a trade, median (best … worst) | heap B a trade | heap B a bet |");
        System.out.println("|---|---|---|---|");
        for (int each : open) {
            System.out.println(watched(each, rounds));
        }
        System.out.printf("%n### Windows that all begin within a second: the trades while they do%n%n");
        System.out.println("| open bets | dearest trade, CPU µs | all, CPU ms |");
        System.out.println("|---|---|---|");
        for (int each : open) {
            System.out.println(begun(each));
        }
        System.out.printf("%n### Bets on a grid around the price, replaced as they are decided%n%n");
        System.out.println("| open bets | decisions a trade | CPU ns a trade, all of it | of which a decision |");
        System.out.println("|---|---|---|---|");
        for (int each : open) {
            if (each <= GRIDDED_MAX) {
                System.out.println(gridded(each));
            }
        }
        return 0;
    }

    private String watched(int count, int countedRounds) {
        long before = heapBytes();
        BetLoad load = new BetLoad(new TradePath(data));
        load.watchTo(count);
        long bytesABet = (heapBytes() - before) / count;
        load.trades(trades);
        double[] cpuNs = new double[countedRounds];
        long allocated = 0;
        for (int i = 0; i < countedRounds; i++) {
            long bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            long start = THREADS.getCurrentThreadCpuTime();
            load.trades(trades);
            cpuNs[i] = (double) (THREADS.getCurrentThreadCpuTime() - start) / trades;
            allocated += THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes;
        }
        if (load.open() != count) {
            throw new IllegalStateException("Only " + load.open() + " of " + count + " bets were open to the end");
        }
        Arrays.sort(cpuNs);
        double median = cpuNs[countedRounds / 2];
        return String.format(
                Locale.ROOT,
                "| %,d | %.0f (%.0f … %.0f), target ≤ 1,000: %s | %.2f | %,d |",
                count,
                median,
                cpuNs[0],
                cpuNs[countedRounds - 1],
                median <= TRADE_NS_MAX ? "met" : "MISSED",
                (double) allocated / trades / countedRounds,
                bytesABet);
    }

    /** A trade's cost holds that of the clock events before it. */
    private String begun(int count) {
        BetLoad load = new BetLoad(new TradePath(data));
        load.watchTo(count);
        long dearestNs = 0;
        long allNs = 0;
        for (int i = 0; i < trades; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            load.trades(1);
            long cpuNs = THREADS.getCurrentThreadCpuTime() - start;
            dearestNs = Math.max(dearestNs, cpuNs);
            allNs += cpuNs;
        }
        return String.format(Locale.ROOT, "| %,d | %,.0f | %,.0f |", count, dearestNs / 1e3, allNs / 1e6);
    }

    /** Bets are placed in a minute's worth of trades each, and only the trades are counted. */
    private String gridded(int count) {
        BetLoad load = new BetLoad(new TradePath(data));
        load.fillTo(count);
        int batch = Math.max(1, trades / 100);
        load.trades(batch);
        load.fillTo(count);
        double[] tradeNs = new double[rounds];
        double[] decisions = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long cpuNs = 0;
            long before = load.decided();
            for (int done = 0; done < trades; done += batch) {
                long start = THREADS.getCurrentThreadCpuTime();
                load.trades(batch);
                cpuNs += THREADS.getCurrentThreadCpuTime() - start;
                load.fillTo(count);
            }
            tradeNs[i] = (double) cpuNs / trades;
            decisions[i] = (double) (load.decided() - before) / trades;
        }
        Arrays.sort(tradeNs);
        Arrays.sort(decisions);
        double median = tradeNs[rounds / 2];
        double decided = decisions[rounds / 2];
        return String.format(
                Locale.ROOT, "| %,d | %.3f | %.0f | %.0f |", count, decided, median, median / Math.max(decided, 1e-9));
    }

    private static long heapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
