package io.tickgate.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs many seeds on all cores, each run in one thread, until one is of interest. */
final class SeedRunner {
    private final Path folder;
    private final long firstSeed;
    private final long lastSeed;
    private final RarePaths paths = new RarePaths();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong records = new AtomicLong();

    SeedRunner(Path folder, long firstSeed, long lastSeed) {
        this.folder = folder;
        this.firstSeed = firstSeed;
        this.lastSeed = lastSeed;
    }

    RarePaths paths() {
        return paths;
    }

    long done() {
        return done.get();
    }

    long records() {
        return records.get();
    }

    /**
     * Runs the seeds until one is of interest.
     *
     * @param run runs one seed.
     * @param isOfInterest told of each outcome.
     * @return the outcome of the lowest seed of interest, or null when none was.
     */
    Simulation.@Nullable Outcome first(
            BiFunction<Long, World.DiskMaker, Simulation.Outcome> run, Predicate<Simulation.Outcome> isOfInterest) {
        Silence silence = Silence.begin();
        try {
            return firstOf(run, isOfInterest);
        } finally {
            silence.end();
        }
    }

    private Simulation.@Nullable Outcome firstOf(
            BiFunction<Long, World.DiskMaker, Simulation.Outcome> run, Predicate<Simulation.Outcome> isOfInterest) {
        AtomicLong next = new AtomicLong(firstSeed);
        AtomicLong found = new AtomicLong(Long.MAX_VALUE);
        List<Simulation.Outcome> outcomes = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Path own = folder.resolve("thread-" + i);
            Thread thread = new Thread(
                    () -> {
                        try (Worker worker = new Worker(own)) {
                            worker.work(next, found, run, isOfInterest, outcomes);
                        } catch (RuntimeException | Error e) {
                            synchronized (failures) {
                                failures.add(e);
                            }
                            found.set(Long.MIN_VALUE);
                        }
                    },
                    "simulation-" + i);
            threads.add(thread);
            thread.start();
        }
        threads.forEach(SeedRunner::join);
        if (!failures.isEmpty()) {
            throw new IllegalStateException("A simulation failed", failures.get(0));
        }
        return outcomes.stream()
                .min((one, other) -> Long.compare(one.seed(), other.seed()))
                .orElse(null);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One thread with its scratch queue. */
    private final class Worker implements AutoCloseable {
        private final ScratchSink sink;

        Worker(Path own) {
            try {
                Files.createDirectories(own);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            sink = new ScratchSink(own);
        }

        void work(
                AtomicLong next,
                AtomicLong found,
                BiFunction<Long, World.DiskMaker, Simulation.Outcome> run,
                Predicate<Simulation.Outcome> isOfInterest,
                List<Simulation.Outcome> outcomes) {
            for (long seed = next.getAndIncrement();
                    seed <= lastSeed && seed < found.get();
                    seed = next.getAndIncrement()) {
                Simulation.Outcome outcome = runSeed(run, seed);
                paths.add(outcome.paths());
                done.incrementAndGet();
                records.addAndGet(outcome.evidence().journal.size());
                if (isOfInterest.test(outcome)) {
                    long at = seed;
                    found.accumulateAndGet(at, Math::min);
                    synchronized (outcomes) {
                        outcomes.add(outcome);
                    }
                }
            }
        }

        private Simulation.Outcome runSeed(BiFunction<Long, World.DiskMaker, Simulation.Outcome> run, long seed) {
            try {
                return run.apply(seed, this::memoryDisk);
            } catch (RuntimeException e) {
                throw new IllegalStateException("Seed " + seed, e);
            }
        }

        private Disk memoryDisk(Plant plant) {
            return new Disk(new MemoryLog(true, plant), new MemoryLog(false, plant), sink);
        }

        @Override
        public void close() {
            sink.close();
        }
    }
}
