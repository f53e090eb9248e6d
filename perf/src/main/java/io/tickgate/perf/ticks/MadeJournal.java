package io.tickgate.perf.ticks;

import io.tickgate.journal.DataFolder;
import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.market.Market;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.ClockFlyweight;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.TradeFlyweight;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal of made-up ticks and bets, and beside it the decisions that a market makes of it. One thread. */
public final class MadeJournal implements AutoCloseable {
    /** Of the prices that bands are laid out in. */
    private static final long STEP_E8 = 1_000_000L;

    private static final long LEAD_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long WINDOW_NS = TimeUnit.MINUTES.toNanos(1);
    /** That of the definitions; the connection may have any. */
    private static final int VENUE_ID = 1;

    private static final long CONNECTION_ID = 1;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final RecordFlyweight header = new RecordFlyweight().wrap(buffer);
    private final ByteBuffer decisionBytes = ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX);
    private final UnsafeBuffer decision = new UnsafeBuffer(decisionBytes);
    private final RecordFlyweight decisionHeader = new RecordFlyweight().wrap(decision);
    private final RecordChecksum checksum = new RecordChecksum();
    private final TickSource source = new TickSource();
    private final long[] lastPriceE8 = new long[TickSource.STREAMS + 1];
    private final RecordLog journalLog;
    private final RecordLog decisionLog;
    private final RecordAppender journal;
    private final RecordAppender decisions;
    private final Market market = new Market(this::onOutput);
    private long sequence;
    private long accepted;
    private long decided;

    /**
     * Begins with the definitions, rules of bets, and a connection that delivers.
     *
     * @param folder a data folder that does not exist yet.
     * @param startEpochNs engine time.
     */
    public MadeJournal(Path folder, long startEpochNs) {
        journalLog = RecordLog.openForWriting(DataFolder.journalOf(folder), true);
        decisionLog = RecordLog.openForWriting(DataFolder.decisionsOf(folder), false);
        journal = journalLog.newAppender();
        decisions = decisionLog.newAppender();
        new TickDefinitions(() -> buffer, this::append).publish(startEpochNs);
        for (int id = 1; id <= TickSource.STREAMS; id++) {
            defineRule(id, startEpochNs);
            new FeedEventFlyweight()
                    .wrap(buffer)
                    .set(startEpochNs, VENUE_ID, FeedEventFlyweight.DELIVERING, CONNECTION_ID, id, "");
            append();
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

    /** The next tick. */
    public void tick(long nowEpochNs) {
        RecordFlyweight tick = source.next(buffer, nowEpochNs);
        if (tick instanceof TradeFlyweight trade) {
            lastPriceE8[trade.streamId()] = trade.priceE8();
        }
        append();
    }

    /** A clock event. */
    public void clock(long nowEpochNs) {
        new ClockFlyweight().wrap(buffer).set(nowEpochNs, 0);
        append();
    }

    /**
     * A bet on a window of a minute that begins in two seconds, near the price or far from it in turns.
     *
     * @param number of the bet, which its id, instrument and distance follow from.
     * @param nowEpochNs engine time.
     * @param tenant whose it is.
     * @param user whose it is.
     * @param key of its own.
     * @param terms opaque.
     * @param bandSteps width of its band, in steps of 0.01.
     */
    public void bet(int number, long nowEpochNs, byte[] tenant, byte[] user, byte[] key, byte[] terms, int bandSteps) {
        int id = 1 + number % TickSource.STREAMS;
        long min = lastPriceE8[id] + STEP_E8 * (number % 7 < 3 ? 5 + number % 40 : 2_000);
        new BetFlyweight()
                .wrap(buffer)
                .begin(nowEpochNs, tenant, user, key, terms)
                .betId(number * 0x9E37_79B9_7F4A_7C15L, number)
                .marketId(id)
                .band(min, min + bandSteps * STEP_E8)
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
            decisionHeader.crc32c(checksum.of(decisionBytes, 0, length));
            decisions.append(decision, length);
            accepted += kindCode == RecordKind.BET_ACCEPTED.code() ? 1 : 0;
            decided += kindCode == RecordKind.BET_DECIDED.code() ? 1 : 0;
        }
    }

    /** Records so far. */
    public long records() {
        return sequence;
    }

    /** Bets taken. */
    public long accepted() {
        return accepted;
    }

    /** Bets decided. */
    public long decided() {
        return decided;
    }

    @Override
    public void close() {
        journal.close();
        decisions.close();
        journalLog.close();
        decisionLog.close();
    }
}
