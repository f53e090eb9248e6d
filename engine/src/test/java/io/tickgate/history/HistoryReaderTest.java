package io.tickgate.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.MarketFlyweight;
import io.tickgate.touch.TouchRule;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What readers see of trades, pages and bars, also beside the writer. */
class HistoryReaderTest {
    private static final TouchRule RULE =
            new TouchRule(MarketFlyweight.TOUCH_INSIDE, MarketFlyweight.BOUNDS_CLOSED, 0, 0);
    private static final Comparator<NaiveResolver.Came> ORDER = Comparator.comparingLong(NaiveResolver.Came::time)
            .thenComparingLong(NaiveResolver.Came::firstId)
            .thenComparingLong(NaiveResolver.Came::sequence);

    @TempDir
    Path folder;

    private final NaiveResolver naive = new NaiveResolver();

    private HistoryWriter played(int seed) throws IOException {
        HistoryWriter writer = new HistoryWriter(folder, 0, new DiskStorage(), 1 << 13, 16);
        new RandomTape(seed, new TapeRig(writer), naive, writer).play(1_500);
        return writer;
    }

    private List<Long> expected(long from, long last, long upTo) {
        return naive.trades().stream()
                .filter(trade -> trade.time() >= from && trade.time() <= last && trade.sequence() <= upTo)
                .sorted(ORDER)
                .map(NaiveResolver.Came::sequence)
                .toList();
    }

    @Test
    void shouldShowEveryTradeOfAWindowOnceInTheOrderOfTimeAndId() throws IOException {
        try (HistoryWriter writer = played(5)) {
            long from = naive.trades().get(100).time();
            long last = naive.trades().get(1_200).time();
            long upTo = naive.trades().get(900).sequence();
            List<Long> all = new ArrayList<>();
            List<Long> early = new ArrayList<>();
            List<Long> halved = new ArrayList<>();

            writer.history().trades(1, from, last, Long.MAX_VALUE, trade -> all.add(trade.sequence()));
            writer.history().trades(1, from, last, upTo, trade -> early.add(trade.sequence()));
            try (BlockReader reader = new BlockReader(folder)) {
                StreamView view = writer.history().viewOf(1);
                new OrderedTrades(
                                view,
                                Long.MAX_VALUE,
                                reader,
                                new ArrayList<>(),
                                3,
                                trade -> halved.add(trade.sequence()))
                        .show(from, last);
            }

            assertEquals(expected(from, last, Long.MAX_VALUE), all);
            assertEquals(expected(from, last, upTo), early);
            assertEquals(all, halved);
        }
    }

    @Test
    void shouldShowEachTradeOnOnePage() throws IOException {
        try (HistoryWriter writer = played(6)) {
            long from = naive.trades().get(10).time();
            long last = naive.trades().get(1_000).time();
            List<Long> shown = new ArrayList<>();
            @Nullable PageCursor cursor = null;
            do {
                TradePage page = writer.history().page(1, from, last, cursor, 7, QueryDeadline.NONE);
                page.trades().forEach(trade -> shown.add(trade.sequence()));
                cursor = page.next();
            } while (cursor != null);
            TradePage whole = writer.history().page(1, from, last, null, shown.size(), QueryDeadline.NONE);

            assertEquals(expected(from, last, Long.MAX_VALUE), shown);
            assertNull(whole.next(), "exactly as many as there are");
        }
    }

    @Test
    void shouldMakeBarsOfTheTradesOfEachStep() throws IOException {
        try (HistoryWriter writer = played(7)) {
            long from = TapeRig.T0;
            for (long step : new long[] {TapeRig.MS * 10, TapeRig.S, TapeRig.S * 60}) {
                int steps = (int) (TapeRig.S * 60 / step);

                Bars bars = writer.history().bars(1, from, step, steps, QueryDeadline.NONE);

                assertEquals(new Bars(naiveBars(from, step, steps), List.of()), bars);
            }
        }
    }

    private List<Bar> naiveBars(long from, long step, int steps) {
        Map<Long, List<NaiveResolver.Came>> grouped = new TreeMap<>();
        for (NaiveResolver.Came trade : naive.trades()) {
            long index = (trade.time() - from) / step;
            if (index < steps) {
                grouped.computeIfAbsent(from + index * step, start -> new ArrayList<>())
                        .add(trade);
            }
        }
        List<Bar> bars = new ArrayList<>();
        grouped.forEach((start, trades) -> {
            trades.sort(ORDER);
            BigInteger volume = BigInteger.ZERO;
            for (NaiveResolver.Came trade : trades) {
                volume = volume.add(BigInteger.valueOf(trade.size()));
            }
            bars.add(new Bar(
                    start,
                    trades.get(0).price(),
                    trades.stream().mapToLong(NaiveResolver.Came::price).max().orElseThrow(),
                    trades.stream().mapToLong(NaiveResolver.Came::price).min().orElseThrow(),
                    trades.get(trades.size() - 1).price(),
                    volume,
                    trades.size()));
        });
        return bars;
    }

    @Test
    @Timeout(60)
    void shouldNeverChangeWhatIsDecidedWhileTheWriterGoesOn() throws Exception {
        RecordedTape tape = RecordedTape.of(3, 6_000);
        AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
        try (HistoryWriter writer = new HistoryWriter(folder, 0, new DiskStorage(), 1 << 13, 16)) {
            Map<Integer, TouchAnswer.Outcome> decided = new HashMap<>();
            Thread reader = new Thread(() -> askUntil(tape.lastSequence(), writer.history(), decided), "reader");
            reader.setUncaughtExceptionHandler((thread, e) -> fault.set(e));
            reader.start();
            tape.tell(writer);
            reader.join();

            assertNull(fault.get(), () -> String.valueOf(fault.get()));
            assertTrue(decided.values().stream().anyMatch(each -> each == TouchAnswer.Outcome.HIT));
            assertTrue(decided.values().stream().anyMatch(each -> each == TouchAnswer.Outcome.MISS));
        }
    }

    private static void askUntil(long sequence, History history, Map<Integer, TouchAnswer.Outcome> decided) {
        boolean isLast;
        do {
            isLast = history.sequence() >= sequence;
            for (int i = 0; i < 60; i++) {
                Random random = new Random(i);
                long from = TapeRig.T0 + (1 + random.nextInt(5_000)) * TapeRig.S;
                long to = from + random.nextInt(20) * TapeRig.S;
                long min = 100_000_000L + random.nextInt(60);
                TouchAnswer answer = history.touch(1, from, to, min, min + 1, RULE);
                TouchAnswer.Outcome before = decided.get(i);
                if (before != null) {
                    assertEquals(before, answer.outcome(), answer::toString);
                } else if (answer.outcome() != TouchAnswer.Outcome.INDETERMINATE) {
                    decided.put(i, answer.outcome());
                }
            }
        } while (!isLast);
    }

    @Test
    void shouldRefuseEmptyWindowsAndStopAtTheDeadline() throws IOException {
        try (HistoryWriter writer = played(8)) {
            History history = writer.history();
            QueryDeadline passed = QueryDeadline.after(-1);

            assertThrows(IllegalArgumentException.class, () -> history.touch(1, 5, 4, 1, 2, RULE));
            assertThrows(IllegalArgumentException.class, () -> history.touch(1, 4, 5, 2, 1, RULE));
            assertThrows(
                    QueryDeadline.QueryTooLongException.class,
                    () -> history.trades(1, 0, Long.MAX_VALUE, Long.MAX_VALUE, trade -> true, passed));
            assertEquals(
                    TouchAnswer.Outcome.INDETERMINATE,
                    history.touch(99, 4, 5, 1, 2, RULE).outcome());
        }
    }
}
