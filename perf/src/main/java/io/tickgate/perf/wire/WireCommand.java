package io.tickgate.perf.wire;

import io.tickgate.perf.Machine;
import io.tickgate.perf.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench wire}: socket in to socket out, against a C program that copies bytes. Ends with 0 whatever was seen. */
@Command(
        name = "wire",
        mixinStandardHelpOptions = true,
        description = "Latency from the venue's socket to a client's, in processes of their own on this machine.")
public final class WireCommand implements Callable<Integer> {
    private static final double TIMES_RELAY_MAX = 2;
    private static final long COMPILE_WITHIN_S = 60;
    private static final String SOURCE = "relay.c";

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "1000,10000",
            description = "Trades/s, default ${DEFAULT-VALUE}.")
    private List<Integer> rates = List.of();

    @Option(names = "--seconds", defaultValue = "20", description = "Counted seconds a run, default ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "8", description = "Seconds before them, default ${DEFAULT-VALUE}.")
    private int warmUpSeconds;

    @Option(
            names = "--clients",
            defaultValue = "1",
            description = "Clients, 1 of them measured, default ${DEFAULT-VALUE}.")
    private int clients;

    @Option(names = "--only", description = "One subject: ${COMPLETION-CANDIDATES}. Default: both in turn.")
    private @Nullable WireSubject only;

    @Option(names = "--scratch", description = "Folder for journals and times; default: that of temporary files.")
    private Path scratch = Path.of(System.getProperty("java.io.tmpdir"));

    /** Made by the command line. */
    public WireCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        try (Scratch folder = Scratch.create(scratch)) {
            out.println(Machine.describe(folder.path()));
            Path relay = only == WireSubject.TICKGATE ? null : compileRelay(folder.path(), out);
            for (int rate : rates) {
                Map<WireSubject, WireResult> results = new EnumMap<>(WireSubject.class);
                for (WireSubject subject : WireSubject.values()) {
                    if ((only == null || only == subject) && (subject != WireSubject.RELAY || relay != null)) {
                        results.put(subject, run(subject, relay, rate, folder.path(), out));
                    }
                }
                compare(results, out);
            }
        }
        return 0;
    }

    private WireResult run(WireSubject subject, @Nullable Path relay, int rate, Path folder, PrintWriter out)
            throws IOException {
        Path own = Files.createDirectory(folder.resolve(subject + "-" + rate));
        Path program = relay == null ? own : relay;
        WireResult result = new WireRun(subject, program, rate, warmUpSeconds, seconds, clients).run(own);
        result.print(out);
        return result;
    }

    private static void compare(Map<WireSubject, WireResult> results, PrintWriter out) {
        WireResult relay = results.get(WireSubject.RELAY);
        WireResult tickgate = results.get(WireSubject.TICKGATE);
        if (relay == null || tickgate == null) {
            return;
        }
        // Of the delivered ones alone a subject that conflates would look the better the more it leaves out.
        verdict(
                out,
                "p50 of socket in → socket out, conflated ones included, ÷ relay",
                tickgate.medianKnownUs() / relay.medianKnownUs());
        verdict(out, "CPU a trade ÷ relay", tickgate.cpuUs() / relay.cpuUs());
    }

    private static void verdict(PrintWriter out, String what, double seen) {
        out.printf(
                Locale.ROOT,
                "%n%s: %.2f, target ≤ %.2f: %s%n",
                what,
                seen,
                TIMES_RELAY_MAX,
                seen <= TIMES_RELAY_MAX ? "met" : "MISSED");
    }

    /** Compiles the relay; null, and a line that says so, where there is no C compiler. */
    private static @Nullable Path compileRelay(Path folder, PrintWriter out) throws IOException {
        Path source = folder.resolve(SOURCE);
        try (InputStream in = WireCommand.class.getResourceAsStream(SOURCE)) {
            if (in == null) {
                throw new IOException(SOURCE + " is missing from this build");
            }
            Files.copy(in, source);
        }
        Path program = folder.resolve("relay");
        try {
            Process compiler = new ProcessBuilder("cc", "-O2", "-o", program.toString(), source.toString())
                    .inheritIO()
                    .start();
            if (compiler.waitFor(COMPILE_WITHIN_S, TimeUnit.SECONDS) && compiler.exitValue() == 0) {
                return program;
            }
            compiler.destroyForcibly();
            out.println("- no relay: cc failed");
        } catch (IOException e) {
            out.println("- no relay to compare with: there is no C compiler (cc) here");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while compiling", e);
        }
        return null;
    }
}
