package io.tickgate.perf;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a figure was seen: it means nothing without. */
public final class Machine {
    private static final long GIT_TIMEOUT_S = 5;
    private static final String UNKNOWN = "unknown";

    private Machine() {}

    /**
     * Describes machine, JVM and build.
     *
     * @param scratch folder that journals are written to.
     * @return some lines of Markdown.
     */
    public static String describe(Path scratch) throws IOException {
        return "- machine: " + processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, Linux "
                + System.getProperty("os.version") + ", load " + load() + "\n- JVM: "
                + System.getProperty("java.vm.name") + " " + Runtime.version() + ", " + collectors() + ", heap up to "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MB\n- commit: " + commit() + "\n- journals on: "
                + Files.getFileStore(scratch).type();
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(info, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    private static String load() {
        return String.valueOf(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String collectors() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(bean -> bean.getName())
                .collect(Collectors.joining(" + "));
    }

    /** Of the checkout that the measurement runs in; with an asterisk when it holds changes. */
    static String commit() {
        String id = git("rev-parse", "--short=10", "HEAD");
        String changes = git("status", "--porcelain", "--untracked-files=no");
        return changes.isEmpty() || id.equals(UNKNOWN) ? id : id + "*";
    }

    private static String git(String... arguments) {
        String[] command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toArray(String[]::new);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean isDone = process.waitFor(GIT_TIMEOUT_S, TimeUnit.SECONDS);
            return isDone && process.exitValue() == 0 ? answer : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN; // No git here: an installed copy is measured.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
