package io.tickgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.TickgateConfig;
import io.tickgate.engine.Engine;
import io.tickgate.engine.EngineSummary;
import io.tickgate.journal.DataFolder;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.record.ClockFlyweight;
import io.tickgate.record.GateChangedFlyweight;
import io.tickgate.record.GateReason;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.status.Counter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ReplayCommandTest {
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(20);

    @TempDir
    Path folder;

    @Test
    void shouldStopAfterTheSequenceThatIsNamed() {
        EngineSummary summary = runEngine();
        long middle = summary.lastSequence() / 2;

        CommandRun whole = replay("--json", "--until", Long.toString(summary.lastSequence()));
        CommandRun beyond = replay("--json", "--until", "999999999");
        CommandRun part = replay("--json", "--until", Long.toString(middle));
        CommandRun again = replay("--json", "--compare", "--until", Long.toString(middle));

        assertEquals(summary.stateHash(), text(whole, "stateHash"));
        assertEquals(summary.stateHash(), text(beyond, "stateHash"));
        assertTrue(beyond.err().contains("before --until 999999999"), beyond.err());
        assertFalse(whole.err().contains("--until"), whole.err());
        assertEquals(middle, number(part, "lastSequence"));
        assertEquals(middle, number(part, "records"));
        assertFalse(part.out().contains(summary.stateHash()), "another state");
        assertEquals(text(part, "stateHash"), text(again, "stateHash"));
    }

    @Test
    void shouldFindNoDifferenceWhenTheSameBuildDecides() {
        runEngine();

        CommandRun programs = replay("--json", "--compare");
        CommandRun people = replay("--compare");

        assertEquals(0, programs.code(), programs.err());
        assertEquals(0, number(programs, "different"));
        assertTrue(programs.out().contains("\"differences\":[]"), programs.out());
        assertTrue(number(programs, "recordsPerCpuSecond") > 0, programs.out());
        assertEquals(0, people.code(), people.err());
        assertTrue(people.out().contains("derived again, all equal to the record"), people.out());
        assertTrue(people.out().matches("(?s).*\\d+ GATE_CHANGED\n.*"), people.out());
    }

    @Test
    void shouldListWhatDiffersAndEndWithOne() throws IOException {
        runEngine();
        int[] gates = {0};
        RewrittenLog.rewrite(DataFolder.decisionsOf(folder), decisions -> {
            for (byte[] decision : decisions) {
                if (kindOf(decision) == RecordKind.GATE_CHANGED.code()) {
                    gates[0]++;
                    new GateChangedFlyweight().wrap(new UnsafeBuffer(decision)).reasonCode(GateReason.DISK.code());
                }
            }
            return decisions;
        });

        CommandRun people = replay("--compare", "--differences", "2");
        CommandRun programs = replay("--compare", "--json");
        CommandRun strict = replay();

        assertTrue(gates[0] > 2, "gates were closed");
        assertEquals(1, people.code());
        assertTrue(people.out().contains(", " + gates[0] + " different"), people.out());
        assertTrue(
                people.out().contains("GATE_CHANGED of btc-usd-touch: recorded reason=DISK; the journal gives reason="),
                people.out());
        assertTrue(people.out().contains("  and " + (gates[0] - 2) + " more"), people.out());
        assertEquals(1, programs.code());
        assertEquals(gates[0], number(programs, "different"));
        assertTrue(programs.out().contains("\"differentByKind\":{\"GATE_CHANGED\":" + gates[0] + "}"), programs.out());
        assertEquals(1, strict.code(), "without --compare the first one ends it");
        assertTrue(strict.err().contains("Replay differs from the record at sequence"), strict.err());
    }

    @Test
    void shouldTellWhatOtherRulesWouldHaveDecided() {
        runEngine();

        CommandRun people = replay("--what-if", "health.critical=2s", "--what-if", "health.degraded=1s");
        CommandRun programs = replay("--what-if", "markets.btc-usd-touch.deadline=5m", "--json");

        assertEquals(0, people.code(), people.err());
        assertTrue(people.out().contains("Changed      health.critical = 2s instead of 10s"), people.out());
        assertTrue(people.out().contains("Different    0"), people.out());
        assertEquals(0, programs.code(), programs.err());
        assertTrue(
                programs.out()
                        .contains("\"changes\":[{\"property\":\"markets.btc-usd-touch.deadline\",\"was\":\"10m\","),
                programs.out());
        assertEquals(1, programs.out().lines().count());
    }

    @Test
    void shouldSayWhatCanBeChanged() {
        runEngine();

        CommandRun misspelt = replay("--what-if", "health.critcal=2s");
        CommandRun unknown = replay("--what-if", "markets.nobody.deadline=2s");
        CommandRun both = replay("--what-if", "health.critical=2s", "--compare");

        assertEquals(2, misspelt.code());
        assertTrue(misspelt.err().contains("nearest is health.critical; there are health.degraded,"), misspelt.err());
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("the journal has no such market; there are ada-usd-touch,"), unknown.err());
        assertEquals(2, both.code());
        assertTrue(both.err().contains("one of them"), both.err());
    }

    @Test
    void shouldGoAsSlowlyAsItIsTold() {
        EngineSummary summary = runEngine();
        long startNs = System.nanoTime();

        CommandRun slow = replay("--json", "--speed", "4");

        long tookNs = System.nanoTime() - startNs;
        assertEquals(summary.stateHash(), text(slow, "stateHash"));
        assertTrue(tookNs >= engineTimeNs() / 4, "took " + tookNs + " ns");
    }

    /** Engine time from the first record to the last. */
    private long engineTimeNs() {
        try (RecordLog log = RecordLog.openForReading(DataFolder.journalOf(folder), true);
                RecordReader reader = log.newReader()) {
            long first = reader.next() ? reader.header().engineTimeEpochNs() : 0;
            while (reader.next()) {
                assertTrue(reader.header().sequence() > 1);
            }
            return reader.header().engineTimeEpochNs() - first;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--until, 0, '--until'",
        "--until, x, '--until'",
        "--speed, 0, '--speed'",
        "--speed, fast, '--speed'",
        "--speed, -1, '--speed'",
        "--differences, -1, '--differences'"
    })
    void shouldNameTheOptionWhenItsValueIsNone(String option, String value, String named) {
        CommandRun wrong = replay(option, value);

        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains(named), wrong.err());
    }

    @Test
    void shouldShowABarOnATerminalAndLinesElsewhere() {
        StringWriter text = new StringWriter();
        ReplayProgress bar = new ReplayProgress(new PrintWriter(text), true, true);
        ReplayProgress line = new ReplayProgress(new PrintWriter(text), true, false);
        for (ReplayProgress each : new ReplayProgress[] {bar, line}) {
            each.onBegin(1, 200);
            for (int i = 0; i < 50; i++) {
                each.onRecord(clock(i + 1));
            }
        }

        String onTerminal = bar.line(50, 1_700_000_000_000_000_000L, TimeUnit.SECONDS.toNanos(2));
        String elsewhere = line.line(50, 1_700_000_000_000_000_000L, TimeUnit.SECONDS.toNanos(2));

        assertEquals("25 %, 50 records, 25/s, 6 s left, at 2023-11-14T22:13:20Z", elsewhere);
        assertEquals("[########----------------------] " + elsewhere, onTerminal);
        assertEquals("", text.toString(), "a short replay is silent");
    }

    private static RecordFlyweight clock(long sequence) {
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(ClockFlyweight.LENGTH));
        return new ClockFlyweight()
                .wrap(buffer)
                .set(1_700_000_000_000_000_000L, 0)
                .sequence(sequence);
    }

    private static int kindOf(byte[] record) {
        return new RecordFlyweight()
                .wrap((DirectBuffer) new UnsafeBuffer(record), 0, record.length)
                .kindCode();
    }

    private CommandRun replay(String... options) {
        String[] arguments = new String[options.length + 3];
        System.arraycopy(new String[] {"replay", "--journal", folder.toString()}, 0, arguments, 0, 3);
        System.arraycopy(options, 0, arguments, 3, options.length);
        return CommandRun.of(arguments);
    }

    private EngineSummary runEngine() {
        Map<String, String> overrides = Map.of(
                "data.directory", folder.toString(), "data.free-space-min", "64m", "venues.binance.enabled", "false");
        TickgateConfig config = TickgateConfig.load(Optional.empty(), overrides, Map.of());
        Engine engine = Engine.start(config, "test", () -> {});
        try (engine) {
            long startNs = System.nanoTime();
            while (engine.counters().get(Counter.RECORDS_JOURNALLED) < 60) {
                assertTrue(System.nanoTime() - startNs < DEADLINE_NS, "the clock alone makes 20 records a second");
                LockSupport.parkNanos(1_000_000);
            }
        }
        return engine.summary();
    }

    private static long number(CommandRun run, String field) {
        return Long.parseLong(text(run, field));
    }

    private static String text(CommandRun run, String field) {
        return run.out()
                .replaceAll("(?s).*\"" + field + "\":\"?([0-9a-f]+).*", "$1")
                .trim();
    }
}
