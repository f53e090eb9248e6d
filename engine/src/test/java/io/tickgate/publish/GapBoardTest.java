package io.tickgate.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.Market;
import io.tickgate.market.MarketHarness;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.GapConfirmedFlyweight;
import io.tickgate.record.GapFilledFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The open gaps: as decisions come, at the bounds, and after a restart. */
class GapBoardTest {
    private static final long S = MarketHarness.S;

    private final UnsafeBuffer buffer =
            new UnsafeBuffer(ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX));
    private final RecordFlyweight cause =
            new RecordFlyweight().wrap(new UnsafeBuffer(ByteBuffer.allocateDirect(RecordFlyweight.HEADER_LENGTH)));

    private void confirm(GapBoard board, int streamId, long first, long last) {
        GapConfirmedFlyweight gap = new GapConfirmedFlyweight().wrap(buffer);
        gap.begin(cause, 5, 1, 0).streamId(streamId).firstTradeId(first).lastTradeId(last);
        board.onConfirmed(gap.timeBeforeEpochNs(3).timeAfterEpochNs(4));
    }

    private boolean fill(GapBoard board, int streamId, long first, long last) {
        GapFilledFlyweight filled = new GapFilledFlyweight().wrap(buffer);
        filled.begin(cause, 6, 1, 0).streamId(streamId).firstTradeId(first).lastTradeId(last);
        return board.onFilled(filled);
    }

    private static List<String> ids(GapBoard board) {
        board.publish();
        return board.open().stream()
                .map(gap -> gap.streamId() + ": " + gap.firstTradeId() + ".." + gap.lastTradeId())
                .toList();
    }

    @Test
    void shouldShowAGapWithItsTimesWhenTheBatchEnds() {
        GapBoard board = new GapBoard();

        confirm(board, 2, 10, 19);
        List<OpenGap> before = board.open();
        board.publish();

        assertEquals(List.of(), before);
        assertEquals(List.of(new OpenGap(2, 10, 19, 5, 3, 4)), board.open());
        assertThrows(UnsupportedOperationException.class, () -> board.open().clear());
    }

    @Test
    void shouldTakeAwayExactlyWhatWasFilled() {
        GapBoard board = new GapBoard();
        confirm(board, 2, 10, 19);
        confirm(board, 2, 30, 39);
        confirm(board, 1, 10, 19);

        fill(board, 2, 12, 13);
        List<String> split = ids(board);
        fill(board, 2, 17, 32);
        List<String> across = ids(board);
        fill(board, 2, 10, 11);
        fill(board, 2, 14, 16);
        fill(board, 7, 14, 16);
        boolean isLast = fill(board, 2, 33, 39);

        assertEquals(List.of("1: 10..19", "2: 10..11", "2: 14..19", "2: 30..39"), split);
        assertEquals(List.of("1: 10..19", "2: 10..11", "2: 14..16", "2: 33..39"), across);
        assertEquals(true, isLast);
        assertEquals(List.of("1: 10..19"), ids(board));
        assertEquals(0, board.dropped());
    }

    @Test
    void shouldDropTheOldestOfTheStreamWhenThereAreTooMany() {
        GapBoard board = new GapBoard();
        confirm(board, 1, 5, 5);
        for (int i = 0; i <= GapBoard.STREAM_GAPS_MAX; i++) {
            confirm(board, 2, 10L * i, 10L * i + 1);
        }

        List<String> shown = ids(board);

        assertEquals(GapBoard.STREAM_GAPS_MAX + 1, shown.size());
        assertEquals(List.of("1: 5..5", "2: 10..11"), shown.subList(0, 2));
        assertEquals(1, board.dropped());
    }

    @Test
    void shouldDropOfTheStreamWithTheMostWhenThereAreTooManyInAll() {
        GapBoard board = new GapBoard(4);
        confirm(board, 1, 5, 5);
        for (int i = 0; i < 9; i++) {
            confirm(board, 2, 10L * i, 10L * i + 1);
        }
        confirm(board, 3, 5, 5);

        assertEquals(List.of("1: 5..5", "2: 70..71", "2: 80..81", "3: 5..5"), ids(board));
        assertEquals(7, board.dropped());
    }

    @Test
    void shouldKeepOnlyTheUnknownLossWhenTheVenueCountsAnew() {
        GapBoard board = new GapBoard();
        confirm(board, 2, 10, 19);
        confirm(board, 2, 1_000, RecordFlyweight.ABSENT);
        confirm(board, 2, 10, 12);

        fill(board, 2, 10, 11);

        assertEquals(List.of("2: 1000.." + RecordFlyweight.ABSENT, "2: 12..12"), ids(board));
        assertEquals(1, board.dropped());
    }

    /** A run with a gap that is filled in part, one at the head, and a lost connection. */
    private static MarketHarness run() {
        MarketHarness run = MarketHarness.open().trade(50);
        return run.at(43 * S)
                .clock()
                .backFilled(44, 46)
                .trade(53)
                .at(46 * S)
                .clock()
                .feedEvent(FeedEventFlyweight.LOST);
    }

    private static void assertRun(Published published) {
        assertEquals(
                List.of("1: 42..43", "1: 47..49", "1: 51..52"),
                published.gaps().open().stream()
                        .map(gap -> gap.streamId() + ": " + gap.firstTradeId() + ".." + gap.lastTradeId())
                        .toList());
        CoverageView coverage = published.coverage().read(MarketHarness.STREAM);
        assertNotNull(coverage);
        assertEquals(new CoverageView(MarketHarness.STREAM, false, 53, 7, MarketHarness.T0 + 46 * S), coverage);
        assertEquals(List.of(coverage), published.coverage().all());
    }

    @Test
    void shouldShowTheSameLiveAndAfterARestart(@TempDir Path folder) {
        MarketHarness run = run();
        Counters counters = Counters.inMemory();
        try (RecordLog log = RecordLog.openForWriting(folder, false);
                RecordAppender appender = log.newAppender()) {
            PublishedState live = new PublishedState(10, 20, 10, appender, counters);
            Publisher publisher = live.newPublisher();
            Market market = new Market(publisher);
            for (byte[] record : run.records()) {
                publisher.onInput(new UnsafeBuffer(record), record.length);
                market.onRecord(new UnsafeBuffer(record), record.length);
            }
            publisher.onEndOfBatch(market.lastSequence());
            PublishedState restarted = new PublishedState(10, 20, 10, appender, Counters.inMemory());
            try (RecordReader recorded = log.newReader()) {
                DecisionReplay replay = restarted.replay(recorded);
                Market again = new Market(replay);
                for (byte[] record : run.records()) {
                    again.onRecord(new UnsafeBuffer(record), record.length);
                }
                replay.finish(Long.MAX_VALUE);
                restarted.onReplayed(again.lastSequence(), again.marketTimeEpochNs());

                assertEquals(0, replay.unrecorded());
            }

            assertRun(live.published());
            assertRun(restarted.published());
            assertEquals(
                    List.of(2L, 10L, 3L),
                    List.of(
                            counters.get(Counter.GAPS_CONFIRMED),
                            counters.get(Counter.TRADES_LOST),
                            counters.get(Counter.TRADES_FILLED)));
        }
    }
}
