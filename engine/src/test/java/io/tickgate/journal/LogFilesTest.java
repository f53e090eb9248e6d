package io.tickgate.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding places in a log of many files, and deleting the oldest of them under open readers. */
@Timeout(60)
class LogFilesTest {
    private static final long HOUR = 3_600_000_000_000L;
    private static final long T0 = 472_222 * HOUR;

    @TempDir
    Path folder;

    /** Files of ten records each, one an hour, with an hour left out after the third. */
    private RecordWriter write(int hours) {
        RecordWriter writer = new RecordWriter(folder, 1);
        for (int hour = 0; hour < hours; hour++) {
            for (int i = 0; i < 10; i++) {
                writer.clock(T0 + (hour < 3 ? hour : hour + 1) * HOUR + i);
            }
        }
        return writer;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 10, 11, 20, 30, 31, 55, 399, 400})
    void shouldFindEverySequenceInManyFiles(long sequence) {
        try (RecordWriter writer = write(40);
                RecordReader reader = writer.log().newReader()) {
            reader.seek(sequence);

            assertTrue(reader.next());
            assertEquals(sequence, reader.header().sequence());
        }
    }

    @Test
    void shouldReturnToAPositionInAnotherRun() {
        long position;
        try (RecordWriter writer = write(5);
                RecordReader reader = writer.log().newReader()) {
            reader.seek(37);
            reader.next();
            position = reader.position();
        }

        try (RecordLog again = RecordLog.openForReading(folder, true);
                RecordReader reader = again.newReader()) {
            assertTrue(reader.seekPosition(position));
            assertTrue(reader.next());
            assertEquals(37, reader.header().sequence());
            assertTrue(reader.next());
            assertEquals(38, reader.header().sequence());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 7", "7, 7, 9", "8, 9, 10", "9, 9, 10", "10, 10, 12", "13, 13, 20", "0, 1, 7"})
    void shouldFindTheFirstDecisionOfASequence(long wanted, long found, long following) {
        // Sequences repeat, also from one file to the next, and are left out.
        long[] sequences = {1, 7, 7, 9, 9, 9, 10, 10, 12, 13, 20};
        try (RecordWriter writer = new RecordWriter(RecordLog.openForWriting(folder, false), 1);
                RecordReader reader = writer.log().newReader()) {
            for (int i = 0; i < sequences.length; i++) {
                writer.nextSequence(sequences[i]);
                writer.clock(T0 + i / 5 * HOUR + i);
            }

            reader.seek(wanted);

            assertTrue(reader.next());
            assertEquals(found, reader.header().sequence());
            long index = (reader.header().engineTimeEpochNs() - T0) % HOUR;
            assertTrue(index == 0 || sequences[(int) index - 1] < wanted, "one of the same sequence was passed over");
            while (reader.header().sequence() == found && reader.next()) {
                // To the next sequence.
            }
            assertEquals(following, reader.header().sequence());
        }
    }

    @Test
    void shouldListFilesWithWhatTheyBeginWith() {
        try (RecordWriter writer = write(5);
                RecordReader reader = writer.log().newReader()) {
            List<LogFile> files = writer.log().files(reader);

            assertEquals(
                    List.of(1L, 11L, 21L, 31L, 41L),
                    files.stream().map(LogFile::firstSequence).toList());
            assertEquals(T0 + 4 * HOUR, files.get(3).startEpochNs());
            assertTrue(files.stream().allMatch(file -> Files.exists(file.path()) && file.bytes() > 0));
        }
    }

    @Test
    void shouldGoOnReadingAndWritingWhenTheOldestFilesAreDeleted() throws IOException {
        try (RecordWriter writer = write(5);
                RecordReader tail = writer.log().newReader();
                RecordReader other = writer.log().newReader()) {
            tail.seek(35);
            assertTrue(tail.next());

            for (int i = 0; i < 2; i++) {
                writer.log().delete(writer.log().files(other).get(0));
            }
            writer.clock(T0 + 9 * HOUR);

            assertEquals(
                    List.of(21L, 31L, 41L, 51L),
                    writer.log().files(other).stream()
                            .map(LogFile::firstSequence)
                            .toList());
            for (long sequence = 36; sequence <= 51; sequence++) {
                assertTrue(tail.next());
                assertEquals(sequence, tail.header().sequence());
            }
            assertFalse(tail.next());
            other.seek(5);
            assertTrue(other.next());
            assertEquals(21, other.header().sequence(), "the first one that is left");
            try (RecordReader fresh = writer.log().newReader()) {
                assertTrue(fresh.next());
                assertEquals(21, fresh.header().sequence());
            }
        }
    }

    @Test
    void shouldReadWhatIsLeftInAnotherRun() throws IOException {
        try (RecordWriter writer = write(5);
                RecordReader reader = writer.log().newReader()) {
            writer.log().delete(writer.log().files(reader).get(0));
        }

        try (RecordWriter writer = new RecordWriter(folder, 51);
                RecordReader reader = writer.log().newReader()) {
            writer.clock(T0 + 6 * HOUR);

            assertTrue(reader.next());
            assertEquals(11, reader.header().sequence());
            reader.seek(51);
            assertTrue(reader.next());
            assertEquals(51, reader.header().sequence());
        }
    }
}
