package io.tickgate.perf.restart;

import io.tickgate.journal.DataFolder;
import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.market.Market;
import io.tickgate.perf.ticks.TickDefinitions;
import io.tickgate.perf.ticks.TickSource;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.ClockFlyweight;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.TradeFlyweight;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes journal and decisions of a week that ends now: ticks at even distances, a clock event each 50 ms, bets in the last twelve hours. One thread. */
final class WeekOfRecords {
    private static final long WEEK_NS = TimeUnit.DAYS.toNanos(7);
    private static final long BETTING_NS = TimeUnit.HOURS.toNanos(12);
    private static final long CLOCK_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long S = TimeUnit.SECONDS.toNanos(1);
    private static final long STEP_E8 = 1_000_000L;
    private static final int VENUE_ID = 1;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final RecordFlyweight header = new RecordFlyweight().wrap(buffer);
    private final ByteBuffer decisionBytes = ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX);
    private final UnsafeBuffer decision = new UnsafeBuffer(decisionBytes);
    private final RecordFlyweight decided = new RecordFlyweight().wrap(decision);
    private final RecordChecksum checksum = new RecordChecksum();
    private final long[] lastPriceE8 = new long[TickSource.STREAMS + 1];
    private final RecordAppender journal;
    private final RecordAppender decisions;
    private final Market market = new Market(this::onOutput);
    private long sequence;
    private long accepted;

    private WeekOfRecords(RecordAppender journal, RecordAppender decisions) {
        this.journal = journal;
        this.decisions = decisions;
    }

    /**
     * Writes it.
     *
     * @param folder a data folder that does not exist yet.
     * @param ticks trades and quotes.
     * @param bets asked for.
     * @return what came out, for people.
     */
    static String write(Path folder, long ticks, int bets) {
        try (RecordLog journalLog = RecordLog.openForWriting(DataFolder.journalOf(folder), true);
                RecordLog decisionLog = RecordLog.openForWriting(DataFolder.decisionsOf(folder), false);
                RecordAppender journal = journalLog.newAppender();
                RecordAppender decisions = decisionLog.newAppender()) {
            WeekOfRecords week = new WeekOfRecords(journal, decisions);
            week.write(ticks, bets);
            return String.format(
                    "%,d records, %,d of them ticks, %,d bets accepted", week.sequence, ticks, week.accepted);
        }
    }

    private void write(long ticks, int bets) {
        long end = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        long start = end - WEEK_NS;
        new TickDefinitions(() -> buffer, this::append).publish(start);
        for (int id = 1; id <= TickSource.STREAMS; id++) {
            defineRule(id, start);
            new FeedEventFlyweight().wrap(buffer).set(start, VENUE_ID, FeedEventFlyweight.DELIVERING, 1, id, "");
            append();
        }
        TickSource source = new TickSource();
        long clockEpochNs = start;
        long betEpochNs = end - BETTING_NS;
        int betsMade = 0;
        for (long i = 0; i < ticks; i++) {
            long now = start + WEEK_NS / ticks * i;
            while (clockEpochNs + CLOCK_NS <= now) {
                clockEpochNs += CLOCK_NS;
                new ClockFlyweight().wrap(buffer).set(clockEpochNs, 0);
                append();
            }
            RecordFlyweight tick = source.next(buffer, now);
            if (tick instanceof TradeFlyweight trade) {
                lastPriceE8[trade.streamId()] = trade.priceE8();
            }
            append();
            while (betsMade < bets && betEpochNs + BETTING_NS / bets * betsMade <= now) {
                bet(betsMade++, now);
            }
        }
    }

    private void defineRule(int id, long nowEpochNs) {
        new MarketFlyweight()
                .wrap(buffer)
                .begin(nowEpochNs, "tap-" + id)
                .marketId(id)
                .version(2)
                .instrumentId(id)
                .settlementStreamId(id)
                .touchKind(MarketFlyweight.TOUCH_INSIDE)
                .bounds(MarketFlyweight.BOUNDS_CLOSED)
                .windowMaxNs(3_600 * S)
                .aheadMaxNs(7_200 * S)
                .bandMaxE8(Long.MAX_VALUE)
                .stakeMaxMinor(100)
                .exposureMaxMinor(1_000_000_000)
                .openBetsMax(250_000)
                .graceNs(2 * S)
                .deadlineNs(600 * S);
        append();
    }

    private void bet(int number, long nowEpochNs) {
        int id = 1 + number % TickSource.STREAMS;
        long min = lastPriceE8[id] + STEP_E8 * (number % 7 < 3 ? 5 + number % 40 : 2_000);
        new BetFlyweight()
                .wrap(buffer)
                .begin(
                        nowEpochNs,
                        text("tenant"),
                        text("user-" + number % 1_000),
                        text("key-of-ordinary-length-" + number),
                        text("{\"multiplier\":\"1.85\",\"round\":" + number + '}'))
                .betId(number * 0x9E37_79B9_7F4A_7C15L, number)
                .marketId(id)
                .band(min, min + STEP_E8 * 10)
                .window(nowEpochNs + 2 * S, nowEpochNs + 62 * S)
                .stakeMinor(1);
        append();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void append() {
        header.epoch(1).sequence(++sequence);
        header.crc32c(checksum.of(bytes, 0, header.length()));
        journal.append(buffer, header.length());
        market.onRecord(buffer, header.length());
    }

    private void onOutput(UnsafeBuffer record, int length) {
        int kindCode = record.getShort(RecordFlyweight.KIND_OFFSET, RecordFlyweight.BYTE_ORDER) & 0xFFFF;
        if (kindCode >= RecordKind.PRICE_CHANGED.code()) {
            return;
        }
        accepted += kindCode == RecordKind.BET_ACCEPTED.code() ? 1 : 0;
        decision.putBytes(0, record, 0, length);
        decided.crc32c(checksum.of(decisionBytes, 0, length));
        decisions.append(decision, length);
    }
}
