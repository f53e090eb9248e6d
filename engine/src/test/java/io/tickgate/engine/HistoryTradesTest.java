package io.tickgate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tickgate.history.HistoryWriter;
import io.tickgate.history.QueryDeadline;
import io.tickgate.proof.receipt.WindowTrades;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.touch.StreamCoverage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTradesTest {
    private static final int STREAM = 1;
    private static final long T0 = 1_700_000_000_000_000_000L;
    private static final long S = 1_000_000_000L;

    @TempDir
    Path folder;

    private final List<Long> shown = new ArrayList<>();

    /** Trades a second apart, each the record of its id. */
    private static void tell(HistoryWriter writer, int first, int last) {
        for (int id = first; id <= last; id++) {
            writer.onTrade(STREAM, id, id, T0 + id * S, 100, 100, 0, false, false, id, T0 + id * S);
        }
        long[] none = {};
        long newest = T0 + last * S;
        writer.onCoverage(new StreamCoverage(
                STREAM,
                last,
                T0,
                false,
                false,
                none,
                none,
                none,
                none,
                0,
                none,
                none,
                newest,
                RecordFlyweight.ABSENT,
                last,
                false));
        writer.onEndOfBatch(last, newest);
    }

    private WindowTrades.Told told(HistoryWriter writer, int firstId, int lastId) {
        return told(writer, firstId, lastId, Integer.MAX_VALUE, QueryDeadline.NONE);
    }

    private WindowTrades.Told told(
            HistoryWriter writer, int firstId, int lastId, int countMax, QueryDeadline deadline) {
        shown.clear();
        return new HistoryTrades(writer.history())
                .trades(
                        STREAM,
                        T0 + firstId * S,
                        T0 + lastId * S,
                        Long.MAX_VALUE,
                        (first, last, time, price, size, flags, sequence) -> {
                            shown.add(sequence);
                            return shown.size() < countMax;
                        },
                        deadline);
    }

    @Test
    void shouldSayThatAWindowIsForgottenWhenHistoryBeganBehindItsStart() {
        try (HistoryWriter writer = HistoryWriter.open(folder, 0)) {
            writer.onStart(50);
            tell(writer, 51, 60);
            tell(writer, 61, 80);

            assertEquals(WindowTrades.Told.FORGOTTEN, told(writer, 10, 40));
            assertEquals(WindowTrades.Told.FORGOTTEN, told(writer, 55, 70));
            assertEquals(WindowTrades.Told.WHOLE, told(writer, 61, 63));
            assertEquals(List.of(61L, 62L, 63L), shown);
        }
    }

    @Test
    void shouldSayThatStoredTradesOfTheWindowAreDamaged() throws IOException {
        try (HistoryWriter writer = HistoryWriter.open(folder, 0)) {
            tell(writer, 1, 3_000);
            try (RandomAccessFile file =
                    new RandomAccessFile(folder.resolve("trades-0").toFile(), "rw")) {
                file.seek(100);
                int value = file.read();
                file.seek(100);
                file.write(value ^ 4);
            }

            assertEquals(WindowTrades.Told.DAMAGED, told(writer, 10, 40));
            assertEquals(WindowTrades.Told.WHOLE, told(writer, 1_500, 1_503));
        }
    }

    @Test
    void shouldStopWhenTheVisitorHasEnoughOrTheTimeIsUp() {
        try (HistoryWriter writer = HistoryWriter.open(folder, 0)) {
            tell(writer, 1, 3_000);

            assertEquals(WindowTrades.Told.WHOLE, told(writer, 1, 3_000, 2, QueryDeadline.NONE));
            assertEquals(List.of(1L, 2L), shown);
            assertThrows(
                    QueryDeadline.QueryTooLongException.class,
                    () -> told(writer, 1, 3_000, Integer.MAX_VALUE, QueryDeadline.after(-1)));
        }
    }
}
