package io.tickgate.journal;

import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.ClockFlyweight;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.TradeFlyweight;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** Fills a log as the ring and the journal stage do: sequence, epoch and checksum set, in order. Owned by one thread. */
public final class RecordWriter implements AutoCloseable {
    private static final long EPOCH = 7;

    private final RecordLog log;
    private final RecordAppender appender;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final RecordFlyweight header = new RecordFlyweight().wrap(buffer);
    private final TradeFlyweight trade = new TradeFlyweight().wrap(buffer);
    private final BackFilledTradeFlyweight backFilled = new BackFilledTradeFlyweight().wrap(buffer);
    private final ClockFlyweight clock = new ClockFlyweight().wrap(buffer);
    private final RecordChecksum checksum = new RecordChecksum();
    private long nextSequence;

    /** Opens the contiguous log of a folder for writing. */
    public RecordWriter(Path folder, long firstSequence) {
        this(RecordLog.openForWriting(folder, true), firstSequence);
    }

    /** Writes to a log that is open already; it is closed with this writer. */
    public RecordWriter(RecordLog log, long firstSequence) {
        this.log = log;
        nextSequence = firstSequence;
        appender = log.newAppender();
    }

    public RecordLog log() {
        return log;
    }

    /** Sequence of the record appended last. */
    public long lastSequence() {
        return nextSequence - 1;
    }

    /** Lets the next record have another sequence than the one that follows. */
    public void nextSequence(long sequence) {
        nextSequence = sequence;
    }

    /** Appends a clock event; returns its sequence. */
    public long clock(long engineTimeEpochNs) {
        clock.set(engineTimeEpochNs, 0);
        return append();
    }

    /** Appends a trade; its venue times are 1 ms before it was received, its id is its sequence. */
    public long trade(int streamId, long priceE8, long receivedEpochNs) {
        return trade(streamId, priceE8, receivedEpochNs, 0);
    }

    /** Appends a trade with flags. */
    public long trade(int streamId, long priceE8, long receivedEpochNs, int flags) {
        trade.begin(receivedEpochNs)
                .streamId(streamId)
                .takerSide(TradeFlyweight.SIDE_BUY)
                .tradeId(nextSequence)
                .tradeTimeEpochNs(receivedEpochNs - 1_000_000)
                .eventTimeEpochNs(receivedEpochNs - 1_000_000)
                .priceE8(priceE8)
                .sizeE8(1_000_000)
                .flags(flags);
        return append();
    }

    /** Appends an aggregate of fetched trades, made a minute before it was received. */
    public long backFilled(int streamId, long firstId, long lastId, long priceE8, long receivedEpochNs) {
        backFilled
                .begin(receivedEpochNs)
                .streamId(streamId)
                .takerSide(TradeFlyweight.SIDE_BUY)
                .firstTradeId(firstId)
                .lastTradeId(lastId)
                .tradeTimeEpochNs(receivedEpochNs - 60_000_000_000L)
                .priceE8(priceE8)
                .sizeE8(1_000_000);
        return append();
    }

    /** Appends a record that is encoded in {@link #scratch()} already. */
    public long append() {
        header.epoch(EPOCH).sequence(nextSequence);
        header.crc32c(checksum.of(bytes, 0, header.length()));
        return appendAsIs();
    }

    /** Appends what lies in {@link #scratch()}, checksum and all. */
    public long appendAsIs() {
        appender.append(buffer, header.length());
        return nextSequence++;
    }

    /** Appends a clock event whose end did not reach the file, as a crash in the midst leaves it; the next record takes its sequence. */
    public void tear(long engineTimeEpochNs) {
        clock.set(engineTimeEpochNs, 7);
        header.epoch(EPOCH).sequence(nextSequence);
        header.crc32c(checksum.of(bytes, 0, header.length()));
        buffer.setMemory(RecordFlyweight.SEQUENCE_OFFSET, header.length() - RecordFlyweight.SEQUENCE_OFFSET, (byte) 0);
        appender.append(buffer, header.length());
    }

    /** The next record's bytes. */
    public UnsafeBuffer scratch() {
        return buffer;
    }

    @Override
    public void close() {
        appender.close();
        log.close();
    }
}
