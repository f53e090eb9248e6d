package io.tickgate.perf.restart;

import io.tickgate.config.TickgateConfig;
import io.tickgate.engine.Engine;
import io.tickgate.perf.Machine;
import io.tickgate.perf.PerfMain;
import io.tickgate.perf.Scratch;
import io.tickgate.status.SnapshotStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench restart}: from the start of a process to the published state. Ends with 0 whatever was seen. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        description =
                "Start of an engine with a week of records behind it, with a snapshot and without; cost of a state hash.")
public final class RestartCommand implements Callable<Integer> {
    private static final long PARK_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int STARTS = 3;

    @Option(names = "--ticks", defaultValue = "20000000", description = "Trades and quotes, default ${DEFAULT-VALUE}.")
    private long ticks;

    @Option(
            names = "--bets",
            defaultValue = "0",
            description = "Bets of the last twelve hours, default ${DEFAULT-VALUE}.")
    private int bets;

    @Option(names = "--scratch", description = "Folder for the data folder; default: that of temporary files.")
    private Path scratch = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--start", hidden = true, description = "Start on this data folder and say how long it took.")
    private Path start = Path.of("");

    private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    /** Made by the command line. */
    public RestartCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!start.toString().isEmpty()) {
            start(start);
            return 0;
        }
        try (Scratch folder = Scratch.create(scratch)) {
            out.println(Machine.describe(folder.path()));
            StateHashCost.measure(20, out);
            StateHashCost.measure(5_000, out);
            Path data = folder.path().resolve("data");
            out.printf("- written: %s%n", WeekOfRecords.write(data, ticks, bets));
            out.printf(Locale.ROOT, "- journal and decisions: %.2f GB in %d files%n", bytes(data) / 1e9, files(data));
            startInProcess("without a snapshot", data);
            writeSnapshot(data);
            for (int i = 0; i < STARTS; i++) {
                startInProcess("with a snapshot", data);
            }
        }
        return 0;
    }

    /** In this process, with the engine's second market, which writes it. */
    private void writeSnapshot(Path data) {
        try (Engine engine = engine(data)) {
            long target = engine.published().sequence();
            long startNs = System.nanoTime();
            SnapshotStatus status = engine.snapshots();
            while (status.snapshotSequence() < target) {
                LockSupport.parkNanos(PARK_NS);
                status = engine.snapshots();
            }
            out.printf(
                    Locale.ROOT,
                    "- second market: through in %.0f s; newest snapshot %.1f MB, written in %.0f ms%n",
                    (System.nanoTime() - startNs) / 1e9,
                    status.snapshotBytes() / 1e6,
                    status.snapshotTookNs() / 1e6);
        }
    }

    private static void start(Path data) {
        long readyMs;
        try (Engine engine = engine(data)) {
            readyMs = System.currentTimeMillis()
                    - ManagementFactory.getRuntimeMXBean().getStartTime();
            long cpuNs = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
            System.out.printf(
                    Locale.ROOT,
                    "published state ready %.2f s after the process began, %.2f s of CPU (all threads), sequence %,d, %,d bets%n",
                    readyMs / 1e3,
                    cpuNs / 1e9,
                    engine.published().sequence(),
                    engine.published().bets().count());
        }
    }

    private static Engine engine(Path data) {
        TickgateConfig config = TickgateConfig.load(
                Optional.empty(),
                Map.of(
                        "data.directory", data.toString(),
                        "data.free-space-min", "64m",
                        "redis.mode", "off",
                        "venues.binance.enabled", "false",
                        "venues.coinbase.enabled", "false"),
                Map.of());
        return Engine.start(config, "perf", () -> {});
    }

    private void startInProcess(String title, Path data) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                PerfMain.class.getName(),
                "restart",
                "--start",
                data.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        String line = said.lines()
                .filter(each -> each.startsWith("published state"))
                .findFirst()
                .orElse("failed with exit code " + code + ": " + said);
        out.printf("- %s: %s%n", title, line);
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".cq4")).count();
        }
    }
}
