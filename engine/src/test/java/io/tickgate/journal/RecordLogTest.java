package io.tickgate.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.TradeFlyweight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RecordLogTest {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long NOON_EPOCH_NS = 1_790_000_000L / 3_600 * HOUR_NS;

    private final Path folder;

    RecordLogTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldReadTheSameBytesWhenARecordWasAppended() {
        try (RecordWriter writer = new RecordWriter(folder, 1);
                RecordReader reader = writer.log().newReader()) {
            writer.trade(3, 123, NOON_EPOCH_NS, RecordFlags.DELAYED);
            byte[] appended = new byte[TradeFlyweight.LENGTH];
            writer.scratch().getBytes(0, appended);

            boolean isThere = reader.next();

            byte[] read = new byte[TradeFlyweight.LENGTH];
            reader.buffer().getBytes(0, read);
            assertTrue(isThere);
            assertArrayEquals(appended, read);
            assertEquals(RecordKind.TRADE.code(), reader.header().kindCode());
            assertFalse(reader.next());
        }
    }

    @Test
    void shouldReadOnWhenRecordsComeAfterTheEndWasSeen() {
        try (RecordWriter writer = new RecordWriter(folder, 1);
                RecordReader reader = writer.log().newReader()) {
            List<Long> sequences = new ArrayList<>();

            for (int i = 0; i < 10; i++) {
                assertFalse(reader.next());
                writer.clock(NOON_EPOCH_NS + i);
                assertTrue(reader.next());
                sequences.add(reader.header().sequence());
            }

            assertEquals(LongStream.rangeClosed(1, 10).boxed().toList(), sequences);
        }
    }

    @Test
    void shouldMakeOneFileAnHourOfEngineTimeWhateverTheWallClockSays() throws IOException {
        try (RecordWriter writer = new RecordWriter(folder, 1)) {
            writer.clock(NOON_EPOCH_NS);
            writer.clock(NOON_EPOCH_NS + HOUR_NS - 1);
            writer.clock(NOON_EPOCH_NS + HOUR_NS);
            writer.clock(NOON_EPOCH_NS + 5 * HOUR_NS);
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    3, files.filter(file -> file.toString().endsWith(".cq4")).count());
        }
        assertEquals(List.of(1L, 2L, 3L, 4L), sequencesOf(folder));
    }

    @Test
    void shouldKeepTheOrderWhenEngineTimeGoesBackAnHour() {
        try (RecordWriter writer = new RecordWriter(folder, 1)) {
            writer.clock(NOON_EPOCH_NS + HOUR_NS);
            writer.clock(NOON_EPOCH_NS + HOUR_NS - 1);
            writer.clock(NOON_EPOCH_NS + HOUR_NS + 1);
        }

        assertEquals(List.of(1L, 2L, 3L), sequencesOf(folder));
    }

    @Test
    void shouldKeepTheOrderWhenTheFirstTimeAfterARestartIsOlderThanTheLastOne() {
        try (RecordWriter writer = new RecordWriter(folder, 1)) {
            writer.clock(NOON_EPOCH_NS);
            writer.clock(NOON_EPOCH_NS + 3 * HOUR_NS);
        }

        try (RecordWriter writer = new RecordWriter(folder, 3)) {
            writer.clock(NOON_EPOCH_NS + HOUR_NS);
            writer.clock(NOON_EPOCH_NS + 4 * HOUR_NS);
        }

        assertEquals(List.of(1L, 2L, 3L, 4L), sequencesOf(folder));
    }

    @Test
    void shouldReadOverARollWhenTheWriterWasRestartedHoursLater() {
        try (RecordWriter writer = new RecordWriter(folder, 1)) {
            writer.clock(NOON_EPOCH_NS);
        }
        try (RecordLog log = RecordLog.openForReading(folder, true);
                RecordReader reader = log.newReader()) {
            assertTrue(reader.next());
            assertFalse(reader.next());

            try (RecordWriter writer = new RecordWriter(folder, 2)) {
                writer.clock(NOON_EPOCH_NS + 7 * HOUR_NS);
                writer.clock(NOON_EPOCH_NS + 8 * HOUR_NS);

                assertTrue(awaitNext(reader));
                assertEquals(2, reader.header().sequence());
                assertTrue(awaitNext(reader));
                assertEquals(3, reader.header().sequence());
                assertFalse(reader.next());
            }
        }
    }

    @Test
    void shouldSayWhereNothingLiesWhenReadingAnEmptyFolder() {
        JournalException thrown = assertThrows(JournalException.class, () -> RecordLog.openForReading(folder, true));

        assertTrue(thrown.toString().contains(folder.toAbsolutePath().toString()), thrown.toString());
    }

    @Test
    void shouldReadNothingWhenTheLogWasOpenedButNeverWritten() {
        RecordLog.openForWriting(folder, true).close();

        try (RecordLog log = RecordLog.openForReading(folder, true);
                RecordReader reader = log.newReader()) {
            boolean isThere = reader.next();
            reader.seek(5);

            assertFalse(isThere);
            assertFalse(reader.next());
        }
    }

    @Test
    void shouldTakeDecisionRecordsOfTheGreatestLength() {
        try (RecordWriter writer = new RecordWriter(RecordLog.openForWriting(folder, false), 1);
                RecordReader reader = writer.log().newReader()) {
            writer.scratch().setMemory(0, RecordFlyweight.DECISION_LENGTH_MAX, (byte) 0x5A);
            new RecordFlyweight()
                    .wrap(writer.scratch())
                    .length(RecordFlyweight.DECISION_LENGTH_MAX)
                    .flags(0);
            writer.scratch().putShort(RecordFlyweight.KIND_OFFSET, (short) RecordKind.BET_ACCEPTED.code());
            writer.scratch().putShort(RecordFlyweight.LAYOUT_VERSION_OFFSET, (short) 1);
            writer.append();

            assertTrue(reader.next());

            assertEquals(RecordFlyweight.DECISION_LENGTH_MAX, reader.header().length());
        }
    }

    /** A killed writer leaves its lock, and perhaps half a record; the next one must not wait for either. */
    @Test
    @org.junit.jupiter.api.Tag("slow")
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void shouldLoseNothingThatWasAcknowledgedWhenTheWriterIsKilled() throws Exception {
        long lastSequence = 0;
        for (int round = 0; round < 6; round++) {
            long acknowledged = AppendUntilKilled.run(folder, lastSequence + 1, 20_000 + 7_919 * round);

            List<Long> sequences = sequencesOf(folder);

            lastSequence = sequences.get(sequences.size() - 1);
            assertEquals(LongStream.rangeClosed(1, lastSequence).boxed().toList(), sequences);
            assertTrue(acknowledged > 20_000, "the writer ended at " + acknowledged);
            assertTrue(lastSequence >= acknowledged, lastSequence + " < " + acknowledged);
            long startNs = System.nanoTime();
            try (RecordWriter writer = new RecordWriter(folder, lastSequence + 1)) {
                lastSequence = writer.clock(NOON_EPOCH_NS + lastSequence);
            }
            assertTrue(System.nanoTime() - startNs < 5_000_000_000L, "waited for the dead writer");
        }
    }

    private static boolean awaitNext(RecordReader reader) {
        long deadlineNs = System.nanoTime() + 2_000_000_000L;
        while (System.nanoTime() - deadlineNs < 0) {
            if (reader.next()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    private static List<Long> sequencesOf(Path folder) {
        List<Long> sequences = new ArrayList<>();
        try (RecordLog log = RecordLog.openForReading(folder, true);
                RecordReader reader = log.newReader()) {
            while (reader.next()) {
                sequences.add(reader.header().sequence());
            }
        }
        return sequences;
    }
}
