package io.tickgate.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of short lives of engine and bets, each with other troubles. One seed: {@code -Dtickgate.seed=17}; a range:
 * {@code -Dtickgate.seeds=1-50000}.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class SimulationTest {
    private static final long SEEDS = 2_000;

    @TempDir
    @Nullable
    Path folder;

    @Test
    void shouldHoldEveryInvariantWhateverHappens() {
        SeedRange range = SeedRange.ofProperties(SEEDS);
        SeedRunner runner = new SeedRunner(folder(), range.first(), range.last());
        long startNs = System.nanoTime();

        Simulation.Outcome failing = runner.first(
                (seed, disks) -> Simulation.run(seed, Options.plain(), disks),
                outcome -> !outcome.verdict().isClean());

        System.out.printf(
                "simulation: %,d seeds, %,d records, %.1f s%n%s",
                runner.done(), runner.records(), (System.nanoTime() - startNs) / 1e9, runner.paths());
        if (failing != null) {
            fail(new Shrinker(folder(), failing.seed(), Options.plain()).report());
        }
        if (range.isWhole()) {
            assertEquals(List.of(), runner.paths().neverReached(), "rare paths that no seed came through");
        }
    }

    private Path folder() {
        if (folder == null) {
            throw new IllegalStateException("JUnit gives the folder before a test");
        }
        return folder;
    }
}
