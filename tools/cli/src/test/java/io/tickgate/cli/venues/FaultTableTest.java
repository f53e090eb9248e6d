package io.tickgate.cli.venues;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.engine.JournalReplay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of fault: noticed where it must be, healed within its limit, and nothing lost that the venue still has. */
@Tag("slow")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class FaultTableTest {
    private static final List<String> LINES = Collections.synchronizedList(new ArrayList<>());

    static Stream<FaultCase> faults() {
        String only = System.getProperty("tickgate.fault", "");
        return FaultCase.all().stream().filter(fault -> fault.name().contains(only));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldHealWhenAFaultIsOver(FaultCase fault, @TempDir Path folder) throws Exception {
        try (VenueLab lab = VenueLab.start(folder, VenueLab.venues(), fault.properties())) {
            long before = lab.engine().published().sequence();

            FaultWatch watch = FaultWatch.over(lab, fault);

            int connections = lab.exchange().state(fault.venue()).connections().size();
            boolean isHalted = lab.isHalted();
            long errors = watch.errors();
            lab.stopEngine();
            JournalTally tally = JournalTally.of(
                    folder, before, watch.endSequence(), fault.venue().label());
            LINES.add("| " + fault.name() + " | " + watch.text() + " | " + tally.text() + " |");
            assertTrue(connections <= 2, connections + " connections");
            assertFalse(isHalted, "a thread has died");
            assertEquals(0, errors, "errors logged");
            assertEquals(List.of(), JournalTally.of(folder, before).contradictions());
            JournalReplay replay = JournalReplay.run(folder, records -> {});
            assertEquals(0, replay.unrecorded());
            // A pause of this machine looks like a stall of the venue, as its limit is two seconds here.
            boolean isPaused = tally.events("stalled") > 0;
            assertTrue(!fault.isHarmless() || isPaused || tally.text().equals("nothing"), tally.text());
            assertTrue(fault.keepsGap() || tally.idsConfirmed() == tally.idsFilled(), tally.text());
        }
    }

    @AfterAll
    static void printTable() {
        System.out.println("| fault | noticed | counted | state shown | delivers after its end | journal |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        LINES.stream().sorted().forEach(System.out::println);
    }
}
