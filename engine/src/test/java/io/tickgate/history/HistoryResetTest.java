package io.tickgate.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.market.Market;
import io.tickgate.market.TradeListener;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.touch.TouchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A venue that counts anew begins an era in history, however it was told, and wherever a batch of records ends. */
class HistoryResetTest {
    private static final TouchRule CROSSED =
            new TouchRule(MarketFlyweight.TOUCH_CROSSED, MarketFlyweight.BOUNDS_CLOSED, 0, 0);
    private static final long LOW = 100_000_000L;
    private static final long HIGH = 200_000_000L;
    private static final long MIDDLE = 150_000_000L;

    /** Records before the stream is defined. */
    private static final int DEFINITIONS = 5;

    @TempDir
    Path folder;

    /** Between the 4th and the last trade ids of both eras follow on from each other. */
    private static List<byte[]> records(boolean isByWatermark) {
        TapeRig rig = new TapeRig((a, b, c, d, e, f, g, h, i, j, k) -> {});
        long time = TapeRig.T0 + TapeRig.S;
        rig.trade(1_999_990, time, LOW, 1, 0);
        rig.trade(2_000_000, time + TapeRig.S, LOW, 1, 0);
        rig.trade(2_600_000, time + 2 * TapeRig.S, LOW, 1, 0);
        rig.pass(3 * TapeRig.S);
        time += 10 * TapeRig.S;
        if (isByWatermark) {
            rig.watermark(1_000_400, time);
            rig.watermark(1_000_401, time);
        } else {
            rig.trade(1_000_401, time, LOW, 1, 0); // Not believed until the next one.
        }
        rig.trade(1_000_500, time + TapeRig.S, LOW, 1, 0);
        rig.trade(1_999_999, time + 2 * TapeRig.S, HIGH, 1, 0);
        rig.trade(2_000_000, time + 3 * TapeRig.S, HIGH, 1, 0);
        rig.trade(2_000_001, time + 4 * TapeRig.S, LOW, 1, 0);
        rig.pass(3 * TapeRig.S);
        return rig.records();
    }

    /** What is told of some records, after those before, in batches; a start lies in front of a record where that is not negative. */
    private HistoryWriter played(String name, List<byte[]> records, int batch, int startAt) throws IOException {
        HistoryWriter[] writer = {open(name)};
        TradeListener listener =
                (stream, first, last, time, price, size, flags, isBackFilled, isReset, seq, received) ->
                        writer[0].onTrade(
                                stream, first, last, time, price, size, flags, isBackFilled, isReset, seq, received);
        Market market = new Market((record, length) -> {}, listener);
        int version = -1;
        for (int i = 0; i < records.size(); i++) {
            byte[] record = records.get(i);
            market.onRecord(new UnsafeBuffer(record), record.length);
            boolean isStart = i + 1 == startAt;
            boolean isEnd = (i + 1) % batch == 0 || isStart || i + 1 == records.size();
            if (isEnd && i >= DEFINITIONS) {
                if (market.coverageVersion(TapeRig.STREAM) != version) {
                    version = market.coverageVersion(TapeRig.STREAM);
                    writer[0].onCoverage(market.coverage(TapeRig.STREAM));
                }
                writer[0].onEndOfBatch(market.lastSequence(), market.marketTimeEpochNs());
            }
            if (isStart) {
                writer[0].close();
                writer[0] = open(name);
            }
        }
        return writer[0];
    }

    private HistoryWriter open(String name) throws IOException {
        return new HistoryWriter(folder.resolve(name), Long.MAX_VALUE, new DiskStorage(), 1 << 13, 4);
    }

    private static List<TouchAnswer> answers(HistoryWriter writer, List<Trade> trades) {
        List<TouchAnswer> answers = new ArrayList<>();
        for (Trade from : trades) {
            for (Trade to : trades) {
                if (to.tradeTimeEpochNs() > from.tradeTimeEpochNs()) {
                    answers.add(writer.history()
                            .touch(
                                    TapeRig.STREAM,
                                    from.tradeTimeEpochNs(),
                                    to.tradeTimeEpochNs(),
                                    MIDDLE,
                                    MIDDLE,
                                    CROSSED));
                }
            }
        }
        return answers;
    }

    private static List<Trade> trades(HistoryWriter writer) {
        List<Trade> trades = new ArrayList<>();
        writer.history().trades(TapeRig.STREAM, 0, Long.MAX_VALUE, Long.MAX_VALUE, trades::add);
        return trades;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldPairNoTradesOfTwoErasWhateverTheBatches(boolean isByWatermark) throws IOException {
        List<byte[]> records = records(isByWatermark);
        try (HistoryWriter single = played("single", records, 1, -1);
                HistoryWriter large = played("large", records, 1_024, -1)) {
            List<Trade> trades = trades(single);
            long crossing = trades.get(trades.size() - 1).tradeTimeEpochNs();

            assertEquals(trades, trades(large));
            for (HistoryWriter writer : List.of(single, large)) {
                for (TouchAnswer answer : answers(writer, trades)) {
                    // The last pair alone crosses: 2,000,000 at 200 and 2,000,001 at 100, in the same era.
                    boolean isHit = answer.lastEpochNs() == crossing && answer.fromEpochNs() < crossing;
                    assertEquals(isHit, answer.outcome() == TouchAnswer.Outcome.HIT, answer::toString);
                    Trade deciding = answer.decidingTrade();
                    assertTrue(deciding == null || deciding.firstTradeId() == 2_000_001, answer::toString);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldBeTheSameWhenMadeAgainAndAfterAStartAtAnyRecord(boolean isByWatermark) throws IOException {
        List<byte[]> records = records(isByWatermark);
        try (HistoryWriter live = played("live", records, 1, -1);
                HistoryWriter again = played("again", records, 1, -1)) {
            List<Trade> trades = trades(live);
            List<String> expected = outcomes(live, trades);

            assertEquals(expected, outcomes(again, trades));
            for (int startAt = DEFINITIONS + 2; startAt < records.size(); startAt++) {
                try (HistoryWriter started = played("started-" + startAt, records, 1, startAt)) {
                    assertEquals(trades, trades(started), "start at " + startAt);
                    assertEquals(expected, outcomes(started, trades), "start at " + startAt);
                }
            }
        }
    }

    private static List<String> outcomes(HistoryWriter writer, List<Trade> trades) {
        return answers(writer, trades).stream()
                .map(answer -> answer.outcome() + " " + answer.reason() + " " + answer.decidingTrade() + " "
                        + answer.otherTrade() + " " + answer.gaps() + " " + answer.counts())
                .toList();
    }
}
