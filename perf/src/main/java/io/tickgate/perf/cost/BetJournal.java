package io.tickgate.perf.cost;

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
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes a journal of ticks and bets on an engine time of its own, and beside it the decisions that a market makes of it. A tick comes
 * each millisecond, a clock event each 50 ms; bets come evenly from the moment at which the gates are open, with windows of a minute a
 * few steps from the price.
 */
final class BetJournal {
    private static final long START_EPOCH_NS = 1_790_000_000_000_000_000L;
    private static final long TICK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int TICKS_A_CLOCK = 50;
    /** Half a minute of recovery at a thousand ticks a second, and some room. */
    private static final int TICKS_BEFORE_BETS = 32_000;

    private static final long WINDOW_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long LEAD_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long STEP_E8 = 1_000_000L;
    /** That of the definitions; the connection may have any. */
    private static final int VENUE_ID = 1;

    private static final long CONNECTION_ID = 1;
    private static final byte[] NAME = "bench".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final RecordFlyweight header = new RecordFlyweight().wrap(buffer);
    private final ByteBuffer decisionBytes = ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX);
    private final UnsafeBuffer decision = new UnsafeBuffer(decisionBytes);
    private final RecordChecksum checksum = new RecordChecksum();
    private final long[] lastPriceE8 = new long[TickSource.STREAMS + 1];
    private final RecordAppender journal;
    private final RecordAppender decisions;
    private final Market market = new Market(this::onOutput);
    private long sequence;
    private long accepted;
    private long decided;

    private BetJournal(RecordAppender journal, RecordAppender decisions) {
        this.journal = journal;
        this.decisions = decisions;
    }

    /**
     * Writes it.
     *
     * @param folder a data folder that does not exist yet.
     * @param ticks to write, more than {@value #TICKS_BEFORE_BETS}.
     * @param bets among them.
     * @return what came out, for the title of a table.
     */
    static String write(Path folder, int ticks, int bets) {
        try (RecordLog journalLog = RecordLog.openForWriting(DataFolder.journalOf(folder), true);
                RecordLog decisionLog = RecordLog.openForWriting(DataFolder.decisionsOf(folder), false);
                RecordAppender journal = journalLog.newAppender();
                RecordAppender decisions = decisionLog.newAppender()) {
            BetJournal written = new BetJournal(journal, decisions);
            written.write(ticks, bets);
            return String.format("%,d bets, %,d decided", written.accepted, written.decided);
        }
    }

    private void write(int ticks, int bets) {
        new TickDefinitions(() -> buffer, this::append).publish(START_EPOCH_NS);
        for (int id = 1; id <= TickSource.STREAMS; id++) {
            defineRule(id);
            new FeedEventFlyweight()
                    .wrap(buffer)
                    .set(START_EPOCH_NS, VENUE_ID, FeedEventFlyweight.DELIVERING, CONNECTION_ID, id, "");
            append();
        }
        TickSource source = new TickSource();
        long interval = Math.max(1, (ticks - TICKS_BEFORE_BETS) / Math.max(1, bets));
        for (int i = 0; i < ticks; i++) {
            long nowEpochNs = START_EPOCH_NS + i * TICK_INTERVAL_NS;
            remember(source.next(buffer, nowEpochNs));
            append();
            if (i % TICKS_A_CLOCK == 0) {
                new ClockFlyweight().wrap(buffer).set(nowEpochNs, 0);
                append();
            }
            if (i >= TICKS_BEFORE_BETS && i % interval == 0) {
                bet(i, nowEpochNs);
            }
        }
    }

    private void defineRule(int id) {
        new MarketFlyweight()
                .wrap(buffer)
                .begin(START_EPOCH_NS, "tap-" + id)
                .marketId(id)
                .version(2)
                .instrumentId(id)
                .settlementStreamId(id)
                .touchKind(MarketFlyweight.TOUCH_INSIDE)
                .bounds(MarketFlyweight.BOUNDS_CLOSED)
                .windowMaxNs(TimeUnit.HOURS.toNanos(1))
                .aheadMaxNs(TimeUnit.HOURS.toNanos(2))
                .bandMaxE8(Long.MAX_VALUE)
                .stakeMaxMinor(100)
                .exposureMaxMinor(1_000_000_000)
                .openBetsMax(250_000)
                .graceNs(TimeUnit.SECONDS.toNanos(2))
                .deadlineNs(TimeUnit.MINUTES.toNanos(10));
        append();
    }

    private void remember(RecordFlyweight tick) {
        if (tick instanceof TradeFlyweight trade) {
            lastPriceE8[trade.streamId()] = trade.priceE8();
        }
    }

    private void bet(int number, long nowEpochNs) {
        int id = 1 + number % TickSource.STREAMS;
        long min = lastPriceE8[id] + STEP_E8 * (number % 7 < 3 ? 5 + number % 40 : 2_000);
        byte[] key = Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
        new BetFlyweight()
                .wrap(buffer)
                .begin(nowEpochNs, NAME, NAME, key, Arrays.copyOf(NAME, 0))
                .betId(number * 0x9E37_79B9_7F4A_7C15L, number)
                .marketId(id)
                .band(min, min + 20 * STEP_E8)
                .window(nowEpochNs + LEAD_NS, nowEpochNs + LEAD_NS + WINDOW_NS)
                .stakeMinor(1);
        append();
    }

    private void append() {
        int length = header.length();
        header.epoch(1).sequence(++sequence);
        header.crc32c(checksum.of(bytes, 0, length));
        journal.append(buffer, length);
        market.onRecord(buffer, length);
    }

    private void onOutput(UnsafeBuffer record, int length) {
        int kindCode = record.getShort(RecordFlyweight.KIND_OFFSET, RecordFlyweight.BYTE_ORDER) & 0xFFFF;
        if (kindCode < RecordKind.PRICE_CHANGED.code()) {
            decision.putBytes(0, record, 0, length);
            decision.putInt(
                    RecordFlyweight.CRC_OFFSET, checksum.of(decisionBytes, 0, length), RecordFlyweight.BYTE_ORDER);
            decisions.append(decision, length);
            accepted += kindCode == RecordKind.BET_ACCEPTED.code() ? 1 : 0;
            decided += kindCode == RecordKind.BET_DECIDED.code() ? 1 : 0;
        }
    }
}
