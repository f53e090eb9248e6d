package io.tickgate.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.ClockFlyweight;
import io.tickgate.record.RecordFlyweight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long NOON_EPOCH_NS = 1_790_000_000L / 3_600 * HOUR_NS;
    /** Sequences 11 … 1310 over six hours, one of them without records: 300, 300, none, 300, 300, 100. */
    private static final long FIRST = 11;

    private static final long LAST = 1_310;

    private final Path folder;

    RecordReaderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 310, 311, 312, 610, 611, 612, 910, 911, 1_210, 1_211, 1_309, 1_310})
    void shouldStandBeforeTheSequenceWhenItIsThere(long sequence) {
        try (RecordWriter writer = sixHours();
                RecordReader reader = writer.log().newReader()) {
            reader.seek(sequence);

            for (long expected = sequence; expected <= LAST; expected++) {
                assertTrue(reader.next());
                assertEquals(expected, reader.header().sequence());
            }
            assertFalse(reader.next());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 310, 311, 1_211, 1_310})
    void shouldSeekTheSameWhenReadOnlyAndReadBefore(long sequence) {
        sixHours().close();
        try (RecordLog log = RecordLog.openForReading(folder, true);
                RecordReader reader = log.newReader()) {
            while (reader.header().sequence() < 700) {
                assertTrue(reader.next());
            }

            reader.seek(sequence);

            assertTrue(reader.next());
            assertEquals(sequence, reader.header().sequence());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 10})
    void shouldStandBeforeTheFirstWhenTheSequenceIsOlder(long sequence) {
        try (RecordWriter writer = sixHours();
                RecordReader reader = writer.log().newReader()) {
            reader.seek(sequence);

            assertTrue(reader.next());
            assertEquals(FIRST, reader.header().sequence());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, HOUR_NS, 3 * HOUR_NS})
    void shouldReturnWhatComesNextWhenTheSequenceIsOneBeyondTheLast(long laterNs) {
        try (RecordWriter writer = sixHours();
                RecordReader reader = writer.log().newReader()) {
            reader.seek(LAST + 1);

            assertFalse(reader.next());
            writer.clock(NOON_EPOCH_NS + 5 * HOUR_NS + 1_000 + laterNs);
            assertTrue(reader.next());
            assertEquals(LAST + 1, reader.header().sequence());
            assertFalse(reader.next());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1_312, 5_000, 1L << 40, Long.MAX_VALUE})
    void shouldStandAtTheEndWhenTheSequenceIsFarBeyondTheLast(long sequence) {
        try (RecordWriter writer = sixHours();
                RecordReader reader = writer.log().newReader()) {
            reader.seek(sequence);

            assertFalse(reader.next());
        }
    }

    @Test
    void shouldSeekFromRecordToRecordInAnyOrder() {
        try (RecordWriter writer = sixHours();
                RecordReader reader = writer.log().newReader()) {
            for (int i = 0; i < 200; i++) {
                long sequence = FIRST + (i * 397L) % (LAST - FIRST + 1);

                reader.seek(sequence);

                assertTrue(reader.next());
                assertEquals(sequence, reader.header().sequence());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-100, 0, 1, 2, 3, 4, 5})
    void shouldStandBeforeTheHourWhenSeekingATime(long hour) {
        long[] firstOfHour = {11, 311, 611, 611, 911, 1_211};
        try (RecordWriter writer = sixHours();
                RecordReader reader = writer.log().newReader()) {
            reader.seekTime(NOON_EPOCH_NS + hour * HOUR_NS + 17);

            assertTrue(reader.next());
            assertEquals(firstOfHour[(int) Math.max(0, hour)], reader.header().sequence());
        }
    }

    @Test
    void shouldReturnOnlyWhatComesNextWhenSeekingATimeBeyondTheLast() {
        try (RecordWriter writer = sixHours();
                RecordReader reader = writer.log().newReader()) {
            reader.seekTime(NOON_EPOCH_NS + 100 * HOUR_NS);

            assertFalse(reader.next());
            writer.clock(NOON_EPOCH_NS + 101 * HOUR_NS);
            assertTrue(reader.next());
            assertEquals(LAST + 1, reader.header().sequence());
        }
    }

    @Test
    void shouldRefuseForGoodWhenAByteWasChanged() {
        assertRefusal("checksum", writer -> {
            writer.scratch().putLong(RecordFlyweight.HEADER_LENGTH, 99);
            writer.appendAsIs();
        });
    }

    /** Chronicle takes an entry whose header says so for one that is being written, and for the end. */
    @Test
    void shouldSayThatItIsNotTheEndWhereAnEntryIsMarkedAsUnfinished() throws IOException {
        sixHours().close();
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.filter(each -> each.toString().endsWith(".cq4"))
                    .sorted()
                    .toList()
                    .get(1);
        }
        markUnfinished(file, FIRST + 400);
        try (RecordLog log = RecordLog.openForReading(folder, true);
                RecordReader reader = log.newReader()) {
            long newest = log.newestSequence();
            long last = 0;
            while (reader.next()) {
                last = reader.header().sequence();
            }

            JournalException refused = assertThrows(JournalException.class, () -> reader.requireEnd(newest));
            assertEquals(FIRST + 399, last);
            assertTrue(refused.getMessage().contains("behind sequence " + last), refused.getMessage());
        }
    }

    @Test
    void shouldTakeTheEndForTheEnd() {
        try (RecordWriter writer = sixHours();
                RecordReader reader = writer.log().newReader()) {
            while (reader.next()) {
                assertTrue(reader.header().sequence() <= LAST);
            }

            reader.requireEnd(LAST);
        }
    }

    /** Sets the first bit of the four bytes before the record. */
    private static void markUnfinished(Path file, long sequence) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (bytes.getLong(at + RecordFlyweight.SEQUENCE_OFFSET) != sequence
                || bytes.getInt(at) != ClockFlyweight.LENGTH) {
            at++;
        }
        int header = at - Integer.BYTES;
        bytes.putInt(header, bytes.getInt(header) | 1 << 31);
        Files.write(file, bytes.array());
    }

    @Test
    void shouldLeaveOutARecordThatACrashToreAtTheEnd() {
        try (RecordWriter writer = new RecordWriter(RecordLog.openForWriting(folder, true), 1);
                RecordReader reader = writer.log().newReader()) {
            writer.clock(NOON_EPOCH_NS);
            writer.tear(NOON_EPOCH_NS);

            assertTrue(reader.next());
            assertFalse(reader.next());
            assertFalse(reader.next());
        }
    }

    @Test
    void shouldGoOnWithTheRecordThatTookThePlaceOfATornOne() {
        try (RecordWriter writer = new RecordWriter(RecordLog.openForWriting(folder, true), 1);
                RecordReader early = writer.log().newReader();
                RecordReader late = writer.log().newReader()) {
            writer.clock(NOON_EPOCH_NS);
            writer.tear(NOON_EPOCH_NS);
            assertTrue(early.next());
            assertFalse(early.next());
            writer.clock(NOON_EPOCH_NS);
            writer.clock(NOON_EPOCH_NS);

            for (RecordReader reader : new RecordReader[] {early, late}) {
                while (reader.next()) {
                    assertTrue(reader.header().sequence() <= 3);
                }
                assertEquals(3, reader.header().sequence());
            }
            late.seek(3);
            assertTrue(late.next());
            assertEquals(3, late.header().sequence());
        }
    }

    @Test
    void shouldLeaveOutWhatEachStartOnAFullDiskTore() {
        try (RecordWriter writer = new RecordWriter(RecordLog.openForWriting(folder, true), 1);
                RecordReader reader = writer.log().newReader()) {
            writer.clock(NOON_EPOCH_NS);
            writer.tear(NOON_EPOCH_NS);
            writer.tear(NOON_EPOCH_NS);
            writer.tear(NOON_EPOCH_NS);
            writer.clock(NOON_EPOCH_NS);

            assertTrue(reader.next());
            assertTrue(reader.next());
            assertEquals(2, reader.header().sequence());
            assertFalse(reader.next());
        }
    }

    @Test
    void shouldRefuseForGoodWhenTheLengthDoesNotMatch() {
        assertRefusal("bytes long", writer -> {
            writer.scratch().putInt(RecordFlyweight.LENGTH_OFFSET, ClockFlyweight.LENGTH - 9);
            writer.appendAsIs();
            writer.scratch().putInt(RecordFlyweight.LENGTH_OFFSET, ClockFlyweight.LENGTH);
        });
    }

    @Test
    void shouldRefuseForGoodWhenTheRecordIsShorterThanAHeader() {
        assertRefusal("which no record is", writer -> {
            writer.scratch().putInt(RecordFlyweight.LENGTH_OFFSET, RecordFlyweight.HEADER_LENGTH - 1);
            writer.appendAsIs();
            writer.scratch().putInt(RecordFlyweight.LENGTH_OFFSET, ClockFlyweight.LENGTH);
        });
    }

    @Test
    void shouldRefuseForGoodWhenTheKindIsUnknown() {
        assertRefusal("does not know", writer -> {
            writer.scratch().putShort(RecordFlyweight.KIND_OFFSET, (short) 63);
            writer.append();
        });
    }

    @Test
    void shouldRefuseForGoodWhenTheLayoutIsNewer() {
        assertRefusal("does not know", writer -> {
            writer.scratch().putShort(RecordFlyweight.LAYOUT_VERSION_OFFSET, (short) 2);
            writer.append();
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 4, 1})
    void shouldRefuseForGoodWhenASequenceIsMissingOrRepeated(long sequence) {
        assertRefusal("does not follow", writer -> {
            writer.nextSequence(sequence);
            writer.append();
            writer.nextSequence(3);
        });
    }

    @Test
    void shouldTakeEqualSequencesAndHolesButNotLessInDecisions() {
        try (RecordWriter writer = new RecordWriter(RecordLog.openForWriting(folder, false), 5);
                RecordReader reader = writer.log().newReader()) {
            writer.clock(NOON_EPOCH_NS);
            writer.nextSequence(5);
            writer.clock(NOON_EPOCH_NS);
            writer.nextSequence(9);
            writer.clock(NOON_EPOCH_NS);
            writer.nextSequence(8);
            writer.clock(NOON_EPOCH_NS);

            assertTrue(reader.next());
            assertTrue(reader.next());
            assertTrue(reader.next());
            JournalException thrown = assertThrows(JournalException.class, reader::next);

            assertTrue(thrown.toString().contains("8, which does not follow 9"), thrown.toString());
        }
    }

    /** Two good records, a bad one, a good one: the bad one must stand in the way of the last one, however often one asks. */
    private void assertRefusal(String why, Consumer<RecordWriter> bad) {
        try (RecordWriter writer = new RecordWriter(RecordLog.openForWriting(folder, true), 1);
                RecordReader reader = writer.log().newReader()) {
            writer.clock(NOON_EPOCH_NS);
            writer.clock(NOON_EPOCH_NS);
            bad.accept(writer);
            writer.clock(NOON_EPOCH_NS);

            assertTrue(reader.next());
            assertTrue(reader.next());
            for (int i = 0; i < 3; i++) {
                JournalException thrown = assertThrows(JournalException.class, reader::next);
                assertTrue(thrown.toString().contains(why), thrown.toString());
            }
        }
    }

    private RecordWriter sixHours() {
        RecordWriter writer = new RecordWriter(folder, FIRST);
        for (long hour : new long[] {0, 1, 3, 4}) {
            for (int i = 0; i < 300; i++) {
                writer.clock(NOON_EPOCH_NS + hour * HOUR_NS + i);
            }
        }
        for (int i = 0; i < 100; i++) {
            writer.clock(NOON_EPOCH_NS + 5 * HOUR_NS + i);
        }
        return writer;
    }
}
