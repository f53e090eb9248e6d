package io.tickgate.perf.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process of the rig: says lines, takes lines, ends when its standard input does. Closing ends it by its handle, whatever state it is in.
 * Owned by the rig's thread; what it writes to standard error goes to ours.
 */
final class ChildProcess implements AutoCloseable {
    /** A JVM that has not said its word by then, on however busy a machine, will not. */
    private static final long SAY_WITHIN_S = 60;

    private static final long END_WITHIN_S = 10;
    private static final String ENDED = "";

    private final String name;
    private final Process process;
    private final Writer input;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private ChildProcess(String name, List<String> command) throws IOException {
        this.name = name;
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        input = process.outputWriter(StandardCharsets.US_ASCII);
        Thread reader = new Thread(this::readLines, name + "-lines");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a program. */
    static ChildProcess program(String name, List<String> command) throws IOException {
        return new ChildProcess(name, command);
    }

    /** Starts a class of this module with this JVM, its options and its class path. */
    static ChildProcess java(String name, Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-agent"))
                .forEach(command::add);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        for (Object argument : arguments) {
            command.add(Objects.toString(argument));
        }
        return new ChildProcess(name, command);
    }

    private void readLines() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null) {
                lines.add(line);
                line = reader.readLine();
            }
        } catch (IOException e) {
            System.err.println(name + ": its output broke: " + e);
        }
        lines.add(ENDED);
    }

    /**
     * Waits for a line that starts with a word; other lines are passed over.
     *
     * @return what follows the word.
     * @throws IOException when it ends without it, or takes too long.
     */
    String expect(String word) throws IOException {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(SAY_WITHIN_S);
        while (true) {
            String line = poll(deadlineNs - System.nanoTime());
            if (line.equals(ENDED)) {
                throw new IOException(name + " has ended, or said nothing for too long, before " + word);
            }
            if (line.startsWith(word)) {
                return line.substring(word.length()).strip();
            }
        }
    }

    private String poll(long waitNs) throws IOException {
        try {
            String line = lines.poll(waitNs, TimeUnit.NANOSECONDS);
            return line == null ? ENDED : line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + name, e);
        }
    }

    /** Tells it something. */
    void say(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    /** Ends its standard input: it is to finish. */
    void endInput() throws IOException {
        input.close();
    }

    /** CPU time of its threads so far. */
    ProcessCpu cpu() throws IOException {
        return ProcessCpu.of(process.pid());
    }

    @Override
    public void close() throws IOException {
        try {
            input.close();
        } catch (IOException e) {
            System.err.println(name + " had ended before: " + e);
        }
        try {
            if (!process.waitFor(END_WITHIN_S, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
