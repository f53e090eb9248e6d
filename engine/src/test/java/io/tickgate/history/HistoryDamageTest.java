package io.tickgate.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.status.Counters;
import io.tickgate.touch.TouchRule;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage that a journal which has lost its oldest files cannot mend: no more is given up than must be, and nothing is deleted. */
class HistoryDamageTest {
    private static final RecordedTape TAPE = RecordedTape.of(4, 1_200);
    private static final TouchRule RULE =
            new TouchRule(MarketFlyweight.TOUCH_CROSSED, MarketFlyweight.BOUNDS_CLOSED, 0, 0);

    @TempDir
    Path folder;

    private HistoryWriter whole;
    private List<Trade> trades;

    private HistoryWriter open(String name, long journalFirstSequence) throws IOException {
        return new HistoryWriter(
                folder.resolve(name),
                new JournalRange(journalFirstSequence, TAPE.lastSequence()),
                new DiskStorage(),
                new HistoryWriter.Limits(2_000, 8, WriteQueue.BYTES_MAX),
                Counters.inMemory(),
                SystemNanoClock.INSTANCE);
    }

    @BeforeEach
    void tell() throws IOException {
        try (HistoryWriter writer = open("whole", 1)) {
            TAPE.tell(writer);
        }
        whole = open("whole", 1);
        trades = trades(whole);
    }

    private static List<Trade> trades(HistoryWriter writer) {
        List<Trade> trades = new ArrayList<>();
        writer.history().trades(1, 0, Long.MAX_VALUE, Long.MAX_VALUE, trades::add);
        return trades;
    }

    private Path copy(String name) throws IOException {
        Path copy = Files.createDirectory(folder.resolve(name));
        for (Path file : list(folder.resolve("whole"))) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }

    private static List<Path> list(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.sorted().toList();
        }
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

    /** Wherever it answers, it answers as the whole history does; where it does not know, it says so. Returns the windows answered. */
    private int compare(HistoryWriter writer, String name) {
        int known = 0;
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            int at = random.nextInt(trades.size() - 20);
            long from = trades.get(at).tradeTimeEpochNs() + random.nextInt(2);
            long to = trades.get(at + random.nextInt(20)).tradeTimeEpochNs() + 1;
            long min = 100_000_000L + random.nextInt(45);
            TouchAnswer expected = whole.history().touch(1, from, to, min, min + 1, RULE);
            TouchAnswer found = writer.history().touch(1, from, to, min, min + 1, RULE);
            List<Trade> shown = new ArrayList<>();
            ShownTrades read = writer.history().trades(1, from, to, Long.MAX_VALUE, shown::add, QueryDeadline.NONE);
            if (read.isForgotten()) {
                assertFalse(found.outcome() == TouchAnswer.Outcome.MISS, () -> name + " " + found);
                assertTrue(
                        found.gaps().stream().anyMatch(gap -> gap.kind() == Gap.Kind.FORGOTTEN),
                        () -> name + " " + found);
            } else {
                known++;
                assertEquals(text(expected), text(found), name);
                assertEquals(
                        trades.stream()
                                .filter(each -> each.tradeTimeEpochNs() >= from && each.tradeTimeEpochNs() <= to)
                                .toList(),
                        shown,
                        name);
            }
        }
        return known;
    }

    private static String text(TouchAnswer answer) {
        return answer.outcome() + " " + answer.reason() + " " + answer.decidingTrade() + " " + answer.otherTrade() + " "
                + answer.gaps() + " " + answer.counts();
    }

    @Test
    void shouldGiveUpTheFilesUpToTheDamagedOneOnlyAndMoveThemAside() throws IOException {
        int answered = 0;
        long segments = HistoryFiles.segments(folder.resolve("whole")).size();
        for (String kind : new String[] {"index-", "trades-"}) {
            for (int segment = 0; segment < segments - 1; segment++) {
                String name = kind + segment;
                Path copy = copy("damaged-" + name);
                if (kind.equals("index-")) {
                    flip(copy.resolve(name));
                } else {
                    Files.delete(copy.resolve(name));
                }

                long sequence;
                try (HistoryWriter writer = open("damaged-" + name, 300)) {
                    sequence = writer.sequence();
                    int known = compare(writer, name);
                    answered += known;
                    assertTrue(segment < segments / 2 || known < 300, name);
                }

                assertEquals(TAPE.lastSequence(), sequence, name);
                assertTrue(Files.exists(copy.resolve("aside-1/index-" + segment)), name);
                assertTrue(Files.exists(copy.resolve("trades-" + (segment + 1))), name);
                assertFalse(Files.exists(copy.resolve("index-" + segment)), name);
            }
        }
        assertTrue(answered > 1_000, "answered " + answered);
    }

    @Test
    void shouldGoOnWhereItEndedAfterGivingUpFiles() throws IOException {
        Path copy = copy("damaged");
        flip(copy.resolve("index-1"));
        RecordedTape more = RecordedTape.of(4, 1_400);
        long kept;
        try (HistoryWriter writer = open("damaged", 300)) {
            more.tell(writer);
            kept = writer.history().viewOf(1).keptSinceEpochNs();
        }

        try (HistoryWriter again = new HistoryWriter(copy, more.lastSequence(), new DiskStorage(), 2_000, 8)) {
            assertEquals(more.lastSequence(), again.sequence());
            assertEquals(kept, again.history().viewOf(1).keptSinceEpochNs());
            assertTrue(kept != RecordFlyweight.ABSENT);
            assertFalse(Files.exists(copy.resolve("aside-2")));
        }
    }

    @Test
    void shouldMoveEverythingAsideWhenNoStateChecks() throws IOException {
        Path copy = copy("damaged");
        List<Path> before = list(copy);
        for (Path file : before) {
            if (file.getFileName().toString().startsWith("state-")) {
                flip(file);
            }
        }

        try (HistoryWriter writer = open("damaged", 300)) {
            assertEquals(0, writer.sequence());
            assertEquals(
                    before.stream().map(Path::getFileName).toList(),
                    list(copy.resolve("aside-1")).stream()
                            .map(Path::getFileName)
                            .toList());
        }
    }

    @Test
    void shouldMoveEverythingAsideWhenTheMarketBeginsBehindWhatItHas() throws IOException {
        Path copy = copy("late");
        long segments = HistoryFiles.segments(copy).size();

        try (HistoryWriter writer = open("late", 300)) {
            writer.onStart(TAPE.lastSequence() + 100);

            assertEquals(List.of(), trades(writer));
            assertEquals(
                    segments, HistoryFiles.segments(copy.resolve("aside-1")).size());
            assertFalse(HistoryFiles.states(copy.resolve("aside-1")).isEmpty());
        }
    }
}
