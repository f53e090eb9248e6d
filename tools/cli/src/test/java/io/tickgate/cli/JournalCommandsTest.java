package io.tickgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.TickgateConfig;
import io.tickgate.engine.Engine;
import io.tickgate.engine.EngineSummary;
import io.tickgate.journal.DataFolder;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.status.Counter;
import io.tickgate.status.StatusFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalCommandsTest {
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(20);

    @TempDir
    Path folder;

    @Test
    void shouldTellTheSameAsTheEngineThatStopped() {
        EngineSummary summary = runEngine();

        CommandRun replay = CommandRun.of("replay", "--json", "--journal", folder.toString());
        CommandRun stat = CommandRun.of("stat", "--json", folder.toString());

        assertEquals(0, replay.code(), replay.err());
        assertEquals(summary.lastSequence(), number(replay, "records"));
        assertEquals(1, number(replay, "firstSequence"));
        assertEquals(summary.lastSequence(), number(replay, "lastSequence"));
        assertEquals(0, number(replay, "unrecorded"));
        assertTrue(replay.out().contains("\"stateHash\":\"" + summary.stateHash() + "\""), replay.out());
        assertEquals(1, replay.out().lines().count(), "one object on one line");
        assertEquals(0, stat.code(), stat.err());
        assertEquals(summary.lastSequence(), number(stat, "sequence"));
        assertEquals(summary.lastSequence(), number(stat, "records-journalled"));
        assertTrue(stat.out().contains("\"stateHash\":\"" + summary.stateHash() + "\""), stat.out());
        assertTrue(stat.out().contains("\"inUse\":false"), stat.out());
    }

    @Test
    void shouldShowBadFramesEscapedWhileTheEngineRunsOrNot() {
        String frame = "{\"p\":\"\u001b[2J\u202e\"";
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        StatusFiles.create(folder).badFrames().record("binance", "not-json", bytes, 0, bytes.length);

        CommandRun people = CommandRun.of("stat", "--bad-frames", folder.toString());
        CommandRun programs = CommandRun.of("stat", "--bad-frames", "--json", "--data", folder.toString());

        String escaped = "{\"p\":\"\\x1b[2J\\xe2\\x80\\xae\"";
        assertEquals(0, people.code(), people.err());
        assertTrue(people.out().contains("  binance  not-json  14 B"), people.out());
        assertTrue(people.out().contains("    " + escaped), people.out());
        assertEquals(0, programs.code(), programs.err());
        assertTrue(programs.out().contains("\"lengthBytes\":14,\"cut\":false"), programs.out());
        String inJson = escaped.replace("\\", "\\\\").replace("\"", "\\\"");
        assertTrue(programs.out().contains("\"frame\":\"" + inJson + "\""), programs.out());
        assertEquals(1, programs.out().lines().count(), "one object on one line");
    }

    @Test
    void shouldSayThatThereAreNoBadFrames(@TempDir Path empty) {
        CommandRun none = CommandRun.of("stat", "--bad-frames", empty.toString());
        CommandRun nowhere =
                CommandRun.of("stat", "--bad-frames", empty.resolve("nowhere").toString());

        assertEquals("No bad frames", none.out().strip());
        assertEquals(1, nowhere.code());
        assertTrue(nowhere.err().contains("there is no folder"), nowhere.err());
    }

    @Test
    void shouldTellPeopleTheSame() {
        EngineSummary summary = runEngine();

        CommandRun replay =
                CommandRun.of("replay", "--journal", folder.resolve("journal").toString());
        CommandRun stat = CommandRun.of("stat", "--data", folder.toString());

        assertEquals(0, replay.code(), replay.err());
        assertTrue(replay.out().contains("State hash   " + summary.stateHash()), replay.out());
        assertTrue(replay.out().contains("(sequence 1 to " + summary.lastSequence() + ")"), replay.out());
        assertTrue(stat.out().contains("State hash   " + summary.stateHash()), stat.out());
        assertTrue(stat.out().contains("In use       no"), stat.out());
        assertTrue(stat.out().contains("No errors"), stat.out());
    }

    @Test
    void shouldReadAFolderThatIsInUseAndLeaveItInUse() {
        try (Engine engine = start()) {
            engine.counters().add(Counter.TICKS_REJECTED, 7);
            engine.errorHandler().onError(new IOException("a line\nand more"));
            awaitRecords(engine, 20);

            CommandRun json = CommandRun.of("stat", "--json", folder.toString());
            CommandRun text = CommandRun.of("stat", folder.toString());

            assertEquals(0, json.code(), json.err());
            assertTrue(json.out().contains("\"inUse\":true"), json.out());
            assertTrue(number(json, "sequence") >= 20, json.out());
            assertEquals(7, number(json, "ticks-rejected"));
            assertTrue(json.out().contains("\"errors\":[{\"count\":1,"), json.out());
            assertTrue(
                    text.out().contains("by process " + ProcessHandle.current().pid()), text.out());
            assertTrue(text.out().contains("1 ×, last at"), text.out());
            assertFalse(text.out().contains("and more"), "a line an error");
            awaitRecords(engine, engine.counters().get(Counter.RECORDS_JOURNALLED) + 5);
        }
    }

    @Test
    void shouldNameTheSequenceWhenARecordIsDamaged() throws IOException {
        runEngine();
        damage("ETH/USD");

        CommandRun replay = CommandRun.of("replay", "--json", "--journal", folder.toString());

        assertEquals(1, replay.code());
        assertEquals("", replay.out());
        assertTrue(
                replay.err().matches("(?s)tickgate: The record after sequence \\d+ in .*\\.cq4 .*checksum.*"),
                replay.err());
        assertFalse(replay.err().contains("\tat "), replay.err());
    }

    @Test
    void shouldNameTheRecordThatItDoesNotKnow() throws IOException {
        runEngine();
        RewrittenLog.rewrite(DataFolder.journalOf(folder), records -> {
            records.get(7)[RecordFlyweight.LAYOUT_VERSION_OFFSET] = 9;
            return records;
        });

        CommandRun replay = CommandRun.of("replay", "--journal", folder.toString());
        CommandRun compared = CommandRun.of("replay", "--compare", "--journal", folder.toString());
        CommandRun whatIf = CommandRun.of("replay", "--what-if", "health.critical=2s", "--journal", folder.toString());
        CommandRun before = CommandRun.of("replay", "--until", "7", "--journal", folder.toString());

        for (CommandRun run : new CommandRun[] {replay, compared, whatIf}) {
            assertEquals(1, run.code());
            assertEquals("", run.out());
            assertTrue(
                    run.err()
                            .matches("(?s)tickgate: Record 8 in .*\\.cq4 is of kind \\d+, layout version 9, which this"
                                    + " build does not know\\. Use the build that wrote it, .*"),
                    run.err());
        }
        assertEquals(0, before.code(), before.err());
    }

    private EngineSummary runEngine() {
        Engine engine = start();
        try (engine) {
            awaitRecords(engine, 20);
        }
        return engine.summary();
    }

    private Engine start() {
        Map<String, String> overrides = Map.of(
                "data.directory", folder.toString(), "data.free-space-min", "64m", "venues.binance.enabled", "false");
        TickgateConfig config = TickgateConfig.load(Optional.empty(), overrides, Map.of());
        return Engine.start(config, "test", () -> {});
    }

    private static void awaitRecords(Engine engine, long count) {
        long startNs = System.nanoTime();
        while (engine.counters().get(Counter.RECORDS_JOURNALLED) < count) {
            assertTrue(System.nanoTime() - startNs < DEADLINE_NS, "the clock alone makes 20 records a second");
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Changes a letter of a text that stands in one of the first records. */
    private void damage(String text) throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(folder.resolve("journal"))) {
            file = files.filter(path -> path.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer head = ByteBuffer.allocate(1024 * 1024);
            channel.read(head, 0);
            int place = new String(head.array(), StandardCharsets.ISO_8859_1).indexOf(text);
            assertTrue(place > 0, text + " is in " + file);
            try (RandomAccessFile writer = new RandomAccessFile(file.toFile(), "rw")) {
                writer.seek(place);
                writer.write('X');
            }
        }
    }

    private static long number(CommandRun run, String field) {
        String text = run.out().replaceAll("(?s).*\"" + field + "\":(\\d+).*", "$1");
        return Long.parseLong(text.trim());
    }
}
