package io.tickgate.simulation;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same worlds over real queues in a folder: torn tails, flipped bits and restarts as the files really take them. */
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ChronicleSimulationTest {
    private static final long SEEDS = 30;

    @TempDir
    @Nullable
    Path folder;

    @Test
    void shouldHoldEveryInvariantOverRealQueues() {
        Path own = folder;
        assertNotNull(own);
        RarePaths paths = new RarePaths();
        SeedRange range = SeedRange.ofProperties(SEEDS);
        Silence silence = Silence.begin();
        try {
            for (long seed = range.first(); seed <= range.last(); seed++) {
                Simulation.Outcome outcome = run(own.resolve("seed-" + seed), seed);

                assertTrue(
                        outcome.verdict().isClean(),
                        () -> "seed " + outcome.seed() + " " + outcome.verdict().sentences());
                paths.add(outcome.paths());
            }
        } finally {
            silence.end();
        }

        boolean isWhole = range.isWhole();
        assertTrue(!isWhole || paths.of(RarePath.TORN_TAIL) > 0, "no torn tail");
        assertTrue(!isWhole || paths.of(RarePath.FLIPPED_BIT_FOUND) > 0, "no flipped bit");
        assertTrue(!isWhole || paths.of(RarePath.DECISIONS_COMPLETED) > 0, "no decisions completed");
    }

    /** Without jumps of the wall clock: those are compared with a second world, which would need a second folder. */
    static Simulation.Outcome run(Path folder, long seed) {
        try (ChronicleLog journal = new ChronicleLog(folder.resolve("journal"), true);
                ChronicleLog decisions = new ChronicleLog(folder.resolve("decisions"), false)) {
            return Simulation.run(
                    seed,
                    Options.plain().withSteadyWall(),
                    plant -> new Disk(journal, decisions, new ChronicleSink(decisions)));
        }
    }
}
