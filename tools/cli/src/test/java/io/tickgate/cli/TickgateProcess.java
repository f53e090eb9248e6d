package io.tickgate.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assertions;

/** A real {@code tickgate} process, as the launcher would start it: same main class, same class path, same opened packages. */
public final class TickgateProcess implements AutoCloseable {
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(60);

    private final Process process;
    private final Path out;
    private final Path err;

    private TickgateProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts one; its output goes to files in a folder. */
    public static TickgateProcess start(Path folder, String... arguments) throws IOException {
        return start(folder, Map.of(), arguments);
    }

    /** As {@link #start(Path, String...)}, with variables in its environment. */
    static TickgateProcess start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--") || argument.startsWith("-Dchronicle"))
                .forEach(command::add);
        String shipped = Path.of(System.getProperty("tickgate.root"), "config", "logback.xml")
                .toString();
        command.addAll(List.of("-XX:+UseSerialGC", "-Dlogback.configurationFile=" + shipped, "-cp", classPath()));
        command.add(TickgateMain.class.getName());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new TickgateProcess(builder.start(), out, err);
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Waits for the ready line and returns its address, {@code http://127.0.0.1:8080/}. */
    public String awaitReady() throws IOException {
        return awaitOut("ready ").substring("ready ".length());
    }

    /** Waits for a line of standard output that begins so. */
    public String awaitOut(String start) throws IOException {
        long startNs = System.nanoTime();
        while (System.nanoTime() - startNs < DEADLINE_NS) {
            boolean isAlive = process.isAlive();
            for (String line : Files.readAllLines(out)) {
                if (line.startsWith(start)) {
                    return line;
                }
            }
            Assertions.assertTrue(isAlive, () -> "it ended with " + process.exitValue() + ": " + text(err));
            LockSupport.parkNanos(10_000_000);
        }
        return Assertions.fail("no line \"" + start + "\" in " + text(out) + text(err));
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL and waits for the end. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end. */
    public int awaitExit() throws InterruptedException {
        Assertions.assertTrue(process.waitFor(DEADLINE_NS, TimeUnit.NANOSECONDS), "it has not ended");
        return process.exitValue();
    }

    public long pid() {
        return process.pid();
    }

    public String out() {
        return text(out);
    }

    public String err() {
        return text(err);
    }

    public String lastLine() {
        List<String> lines = out().lines().toList();
        return lines.get(lines.size() - 1);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return Assertions.fail(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
