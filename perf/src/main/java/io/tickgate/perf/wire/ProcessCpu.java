package io.tickgate.perf.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * CPU time that a process has used, by thread name, as Linux counts it ({@code /proc/<pid>/task/<tid>/schedstat}, in ns; the kernel's
 * Documentation/scheduler/sched-stats, read 2026-11). Threads of one name are added up; those that have ended are not in it.
 *
 * @param nsByThread above zero or zero.
 */
record ProcessCpu(Map<String, Long> nsByThread) {
    /** Reads a process that runs. */
    static ProcessCpu of(long pid) throws IOException {
        Map<String, Long> nsByThread = new TreeMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks) {
                add(task, nsByThread);
            }
        }
        return new ProcessCpu(nsByThread);
    }

    private static void add(Path task, Map<String, Long> nsByThread) throws IOException {
        try {
            String name = Files.readString(task.resolve("comm"), StandardCharsets.UTF_8)
                    .strip();
            String statistics = Files.readString(task.resolve("schedstat"), StandardCharsets.US_ASCII);
            long ns = Long.parseLong(statistics.substring(0, statistics.indexOf(' ')));
            nsByThread.merge(name, ns, Long::sum);
        } catch (NoSuchFileException e) {
            return; // It has ended between the listing and the look; what it used is not seen.
        }
    }

    /** What was used since an earlier look. */
    ProcessCpu since(ProcessCpu earlier) {
        Map<String, Long> used = new TreeMap<>();
        nsByThread.forEach((name, ns) -> used.put(name, Math.max(0, ns - earlier.nsByThread.getOrDefault(name, 0L))));
        return new ProcessCpu(used);
    }

    /** Of all threads. */
    long totalNs() {
        return nsByThread.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The names of the threads that used most, most first. */
    List<String> busiest(int count) {
        return nsByThread.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(count)
                .map(Map.Entry::getKey)
                .toList();
    }
}
