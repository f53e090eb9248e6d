package io.tickgate.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.touch.TouchRule;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a process or its files: told again, history is what it would have been, or says that it does not know. */
class HistoryCrashTest {
    private static final RecordedTape TAPE = RecordedTape.of(1, 1_200);
    private static final int BLOCK_ROWS = 8;
    private static final int SEGMENT_LENGTH = 2_000;
    private static final TouchRule RULE =
            new TouchRule(MarketFlyweight.TOUCH_CROSSED, MarketFlyweight.BOUNDS_CLOSED, 0, 0);

    @TempDir
    Path folder;

    private HistoryWriter open(String name, Storage storage) throws IOException {
        return new HistoryWriter(folder.resolve(name), TAPE.lastSequence(), storage, SEGMENT_LENGTH, BLOCK_ROWS);
    }

    @Test
    void shouldBecomeTheSameFromTheSameTradesWhenKilledAtAnyWriteStep() throws IOException {
        DyingStorage counting = DyingStorage.never();
        try (HistoryWriter whole = open("whole", counting)) {
            TAPE.tell(whole);
        }
        Map<String, String> expected = files("whole");
        assertTrue(counting.steps() > 300, "steps " + counting.steps());

        for (long step = 1; step <= counting.steps(); step += step < 40 ? 1 : 3) {
            String name = "killed-" + step;
            killedAt(name, step);
            try (HistoryWriter again = open(name, new DiskStorage())) {
                TAPE.tell(again);
            }

            assertEquals(expected, files(name), "killed at step " + step);
        }
    }

    private void killedAt(String name, long step) throws IOException {
        try {
            TAPE.tell(open(name, DyingStorage.killedAt(step)));
        } catch (DyingStorage.Killed expected) {
            return;
        }
    }

    /** Contents of the newest state and of the blocks that belong to it; older states differ with the steps that were made twice. */
    private Map<String, String> files(String name) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            for (Path file : files.toList()) {
                String fileName = file.getFileName().toString();
                boolean isOlderState = fileName.startsWith("state-") && !fileName.endsWith("-" + TAPE.lastSequence());
                if (!isOlderState && !fileName.equals("new-state")) {
                    contents.put(fileName, HexFormat.of().formatHex(Files.readAllBytes(file)));
                }
            }
        }
        return contents;
    }

    @Test
    void shouldStandStillAndGoOnAfterTheNextStartWhenTheDiskIsFull() throws IOException {
        try (HistoryWriter whole = open("whole", new DiskStorage())) {
            TAPE.tell(whole);
        }
        HistoryWriter full = open("full", DyingStorage.fullAt(40));
        TAPE.tell(full);

        HistoryFault fault = full.history().fault();
        long sequence = full.sequence();
        try (HistoryWriter again = open("full", new DiskStorage())) {
            TAPE.tell(again);
        }

        assertTrue(fault != null && fault.isTriedAgain(), () -> "fault " + fault);
        assertTrue(sequence < TAPE.lastSequence(), "stood still at " + sequence);
        assertEquals(files("whole"), files("full"));
    }

    @Test
    void shouldForgetWhatTheJournalHasLostWithThePower() throws IOException {
        try (HistoryWriter whole = open("history", new DiskStorage())) {
            TAPE.tell(whole);
        }

        try (HistoryWriter writer = new HistoryWriter(
                folder.resolve("history"), TAPE.lastSequence() - 1, new DiskStorage(), SEGMENT_LENGTH, BLOCK_ROWS)) {
            List<Trade> known = new ArrayList<>();
            writer.history().trades(1, 0, Long.MAX_VALUE, Long.MAX_VALUE, known::add);

            assertTrue(writer.sequence() > 0 && writer.sequence() < TAPE.lastSequence(), "at " + writer.sequence());
            assertTrue(known.stream().allMatch(trade -> trade.sequence() <= writer.sequence()));
        }
    }

    @Test
    void shouldNeverUseAStateOrIndexThatDoesNotCheck() throws IOException {
        try (HistoryWriter whole = open("history", new DiskStorage())) {
            TAPE.tell(whole);
        }
        List<Path> targets = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("history"))) {
            files.filter(file -> !file.getFileName().toString().startsWith("trades-"))
                    .sorted()
                    .forEach(targets::add);
        }
        Map<String, String> expected = files("history");

        for (int i = 0; i < targets.size(); i++) {
            Path copy = copyOfHistory("flipped-" + i);
            flip(copy.resolve(targets.get(i).getFileName()));
            try (HistoryWriter again = open("flipped-" + i, new DiskStorage())) {
                TAPE.tell(again);
            }

            assertEquals(expected, files("flipped-" + i), "flipped in " + targets.get(i));
        }
    }

    private Path copyOfHistory(String name) throws IOException {
        Path copy = Files.createDirectory(folder.resolve(name));
        try (Stream<Path> files = Files.list(folder.resolve("history"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static void flip(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long middle = bytes.length() / 2;
            bytes.seek(middle);
            int value = bytes.read();
            bytes.seek(middle);
            bytes.write(value ^ 4);
        }
    }

    @Test
    void shouldSayWhichRecordsAreConcernedWhenABlockDoesNotCheck() throws IOException {
        try (HistoryWriter whole = open("history", new DiskStorage())) {
            TAPE.tell(whole);
        }
        flip(folder.resolve("history/trades-1"));

        try (HistoryWriter writer = open("history", new DiskStorage())) {
            List<Trade> shown = new ArrayList<>();
            List<Gap> damaged = writer.history()
                    .trades(1, 0, Long.MAX_VALUE, Long.MAX_VALUE, shown::add, QueryDeadline.NONE)
                    .damaged();
            Gap gap = damaged.get(0);
            TouchAnswer within = writer.history()
                    .touch(1, gap.timeBeforeEpochNs(), gap.timeAfterEpochNs() - 1, 99_999_000L, 100_000_500L, RULE);
            TouchAnswer miss = writer.history()
                    .touch(
                            1,
                            gap.timeBeforeEpochNs() + 1,
                            gap.timeAfterEpochNs() - 1,
                            200_000_000L,
                            200_000_001L,
                            RULE);

            Bars bars = writer.history().bars(1, gap.timeBeforeEpochNs() + 1, TapeRig.MS, 1_000, QueryDeadline.NONE);

            assertEquals(1, damaged.size());
            assertEquals(damaged, bars.damaged());
            assertEquals(Gap.Kind.DAMAGED, gap.kind());
            assertTrue(gap.firstSequence() > 0 && gap.lastSequence() >= gap.firstSequence());
            assertTrue(shown.stream()
                    .noneMatch(trade -> trade.sequence() >= gap.firstSequence()
                            && trade.sequence() <= gap.lastSequence()
                            && trade.firstTradeId() == trade.sequence()));
            assertFalse(within.outcome() == TouchAnswer.Outcome.MISS, within::toString);
            assertEquals(TouchAnswer.Outcome.INDETERMINATE, miss.outcome(), miss::toString);
            assertTrue(miss.gaps().contains(gap), miss::toString);
        }
    }

    @Test
    void shouldDeleteOldFilesOnlyWhenNoStateNamesThemAndKnowNothingOfThemAfter() throws IOException {
        try (HistoryWriter writer = open("history", new DiskStorage())) {
            TAPE.tell(writer);
            long filesBefore = countOfTrades();
            List<Trade> before = new ArrayList<>();
            writer.history().trades(1, 0, Long.MAX_VALUE, Long.MAX_VALUE, before::add);
            Trade middle = before.get(before.size() / 2);
            TouchAnswer known = writer.history()
                    .touch(1, before.get(5).tradeTimeEpochNs() + 1, middle.tradeTimeEpochNs(), 1, 2, RULE);

            writer.prune(middle.tradeTimeEpochNs(), Long.MAX_VALUE);
            long filesAfter = countOfTrades();
            TouchAnswer old = writer.history()
                    .touch(1, before.get(5).tradeTimeEpochNs() + 1, middle.tradeTimeEpochNs(), 1, 2, RULE);
            List<Trade> kept = new ArrayList<>();
            writer.history().trades(1, middle.tradeTimeEpochNs(), Long.MAX_VALUE, Long.MAX_VALUE, kept::add);

            assertTrue(known.outcome() != TouchAnswer.Outcome.HIT);
            assertEquals(filesBefore, filesAfter, "stored states still name them");
            assertEquals(TouchAnswer.Outcome.INDETERMINATE, old.outcome());
            assertEquals("BEFORE_HISTORY", String.valueOf(old.reason()));
            assertEquals(
                    before.stream()
                            .filter(trade -> trade.tradeTimeEpochNs() >= middle.tradeTimeEpochNs())
                            .toList(),
                    kept);
        }
    }

    private long countOfTrades() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("history"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("trades-"))
                    .count();
        }
    }

    @Test
    void shouldKnowNothingOfBeforeWhenItBeginsInTheMiddle() throws IOException {
        try (HistoryWriter whole = open("whole", new DiskStorage());
                HistoryWriter late = open("late", new DiskStorage())) {
            TAPE.tell(whole);
            late.onStart(TAPE.lastSequence() / 2);
            TAPE.tell(late);
            List<Trade> all = new ArrayList<>();
            whole.history().trades(1, 0, Long.MAX_VALUE, Long.MAX_VALUE, all::add);
            long from = all.get(10).tradeTimeEpochNs();
            long to = all.get(all.size() - 10).tradeTimeEpochNs();

            assertTrue(late.history().coverage(1, from, to).knownSinceEpochNs() != RecordFlyweight.ABSENT);
            assertEquals(
                    "BEFORE_HISTORY",
                    String.valueOf(late.history().touch(1, from, to, 1, 2, RULE).reason()));
        }
    }
}
