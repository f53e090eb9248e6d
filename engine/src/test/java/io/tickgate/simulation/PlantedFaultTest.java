package io.tickgate.simulation;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each known bug is found, by the invariant that it breaks. A simulation that finds nothing proves nothing. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PlantedFaultTest {
    private static final long SEEDS = 2_000;

    @TempDir
    @Nullable
    Path folder;

    @ParameterizedTest
    @EnumSource(value = PlantedFault.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void shouldFindPlantedFault(PlantedFault fault) {
        Path own = folder;
        assertNotNull(own);
        SeedRunner runner = new SeedRunner(own, 1, SEEDS);

        Simulation.Outcome found = runner.first(
                (seed, disks) -> Simulation.run(seed, Options.plain().with(fault), disks),
                outcome -> outcome.verdict().violated().contains(fault.foundBy()));

        assertNotNull(found, () -> fault + " was not found: " + fault.sentence());
        System.out.printf("planted fault %-26s found by seed %d: %s%n", fault, found.seed(), first(found, fault));
    }

    private static String first(Simulation.Outcome found, PlantedFault fault) {
        return found.verdict().sentences().stream()
                .filter(sentence -> sentence.startsWith(fault.foundBy().name()))
                .findFirst()
                .orElse("");
    }
}
