package io.tickgate.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes nothing for a while. */
class HistoryFullDiskTest {
    private static final RecordedTape TAPE = RecordedTape.of(2, 1_200);
    private static final int MIDDLE = TAPE.batches() / 2;

    @TempDir
    Path folder;

    private final Counters counters = Counters.inMemory();
    private final AtomicLong nowNs = new AtomicLong(1);

    private HistoryWriter open(String name, Storage storage, long waitingBytesMax) throws IOException {
        return new HistoryWriter(
                folder.resolve(name),
                new JournalRange(1, TAPE.lastSequence()),
                storage,
                new HistoryWriter.Limits(2_000, 8, waitingBytesMax),
                counters,
                nowNs::get);
    }

    private Map<String, String> files(String name) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            for (Path file : files.toList()) {
                String fileName = file.getFileName().toString();
                boolean isOlderState = fileName.startsWith("state-") && !fileName.endsWith("-" + TAPE.lastSequence());
                if (!isOlderState) {
                    contents.put(fileName, HexFormat.of().formatHex(Files.readAllBytes(file)));
                }
            }
        }
        return contents;
    }

    private void tellWhole() throws IOException {
        try (HistoryWriter whole = open("whole", new DiskStorage(), WriteQueue.BYTES_MAX)) {
            TAPE.tell(whole);
        }
    }

    @Test
    void shouldTellOfItAndGoOnByItselfWhenTheDiskTakesAgain() throws IOException {
        tellWhole();
        DyingStorage disk = DyingStorage.never();
        HistoryWriter writer = open("full", disk, WriteQueue.BYTES_MAX);
        TAPE.tell(writer, 0, MIDDLE);
        disk.fill(true);
        TAPE.tell(writer, MIDDLE, MIDDLE + 10);
        long stoodAt = writer.sequence();
        HistoryFault fault = writer.history().fault();
        long neededFrom = writer.neededFrom();
        int[] shown = {0};
        writer.history().trades(1, 0, Long.MAX_VALUE, Long.MAX_VALUE, trade -> ++shown[0] > 0);

        disk.fill(false);
        TAPE.tell(writer, MIDDLE + 10, MIDDLE + 11);
        long stillAt = writer.sequence();
        nowNs.addAndGet(HistoryFaults.RETRY_NS);
        TAPE.tell(writer, MIDDLE + 11, TAPE.batches());

        assertTrue(
                fault != null && fault.isBehind() && fault.isTriedAgain() && fault.sequence() == stoodAt,
                () -> "fault " + fault);
        assertTrue(fault.what().contains("No space left"), fault::toString);
        assertTrue(counters.get(Counter.HISTORY_WRITE_FAILURES) > 0);
        assertTrue(shown[0] > 0, "what was seen stays to be seen");
        assertEquals(stoodAt, stillAt, "not before its time");
        assertEquals(TAPE.lastSequence(), writer.sequence());
        assertNull(writer.history().fault());
        assertFalse(writer.isStopped());
        assertTrue(writer.neededFrom() > neededFrom);
        writer.close();
        assertEquals(files("whole"), files("full"));
    }

    @Test
    void shouldAskTheDiskOnceInTenSecondsOnly() throws IOException {
        DyingStorage disk = DyingStorage.never();
        HistoryWriter writer = open("full", disk, WriteQueue.BYTES_MAX);
        TAPE.tell(writer, 0, MIDDLE);
        disk.fill(true);
        TAPE.tell(writer, MIDDLE, MIDDLE + 10);
        long steps = disk.steps();

        TAPE.tell(writer, MIDDLE + 10, MIDDLE + 20);
        long stepsWithin = disk.steps();
        nowNs.addAndGet(HistoryFaults.RETRY_NS);
        TAPE.tell(writer, MIDDLE + 20, MIDDLE + 22);

        assertEquals(steps, stepsWithin);
        assertEquals(steps + 1, disk.steps());
    }

    @Test
    void shouldStandStillUntilTheNextStartWhenNoMoreMayWait() throws IOException {
        tellWhole();
        DyingStorage disk = DyingStorage.never();
        HistoryWriter writer = open("full", disk, 1_000);
        TAPE.tell(writer, 0, MIDDLE);
        disk.fill(true);
        TAPE.tell(writer, MIDDLE, MIDDLE + 20);
        disk.fill(false);
        nowNs.addAndGet(HistoryFaults.RETRY_NS);
        TAPE.tell(writer, MIDDLE + 20, TAPE.batches());
        HistoryFault fault = writer.history().fault();
        writer.close();

        try (HistoryWriter again = open("full", new DiskStorage(), WriteQueue.BYTES_MAX)) {
            TAPE.tell(again);
        }

        assertTrue(writer.isStopped());
        assertTrue(fault != null && !fault.isTriedAgain(), () -> "fault " + fault);
        assertEquals(files("whole"), files("full"));
    }

    @Test
    void shouldTellThatItsStateCannotBeStoredAndTryAgain() throws IOException {
        DyingStorage disk = DyingStorage.never();
        try (HistoryWriter writer = open("full", disk, WriteQueue.BYTES_MAX)) {
            TAPE.tell(writer, 0, 1);
            disk.fill(true);
            writer.store();
            HistoryFault fault = writer.history().fault();
            disk.fill(false);
            writer.store();

            assertNotNull(fault);
            assertTrue(fault.what().contains("cannot be stored"), fault::toString);
            assertNull(writer.history().fault());
        }
    }
}
