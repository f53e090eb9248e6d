package io.tickgate.mirror;

import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.publish.Published;
import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.TradeFlyweight;

/**
 * Follows the journal, never beyond what is published: of that, all decisions are recorded. Owned by one thread, which also makes it.
 */
final class JournalTail implements AutoCloseable {
    private final RecordReader reader;
    private final Published published;
    private final TradeFlyweight trade = new TradeFlyweight();
    private final BackFilledTradeFlyweight backFilled = new BackFilledTradeFlyweight();
    private boolean isHeld;
    private long lastSequence;
    private int lastCrc32c;

    JournalTail(RecordLog journal, Published published) {
        this.published = published;
        reader = journal.newReader();
    }

    /** Goes to the next record; returns whether there is one yet. */
    boolean next() {
        long limit = published.sequence();
        if (lastSequence >= limit || (!isHeld && !reader.next())) {
            return false;
        }
        isHeld = reader.header().sequence() > limit;
        if (isHeld) {
            return false;
        }
        lastSequence = reader.header().sequence();
        lastCrc32c = reader.header().crc32c();
        return true;
    }

    /** Whether the record is a trade. */
    boolean isTrade() {
        return reader.header().kindCode() == RecordKind.TRADE.code();
    }

    /** The record as a trade; valid until the next call of {@link #next()}. */
    TradeFlyweight trade() {
        return trade.wrap(reader.buffer(), 0, reader.header().length());
    }

    /** Whether the record is a fetched trade. */
    boolean isBackFilled() {
        return reader.header().kindCode() == RecordKind.BACK_FILLED_TRADE.code();
    }

    /** The record as a fetched trade; valid until the next call of {@link #next()}. */
    BackFilledTradeFlyweight backFilled() {
        return backFilled.wrap(reader.buffer(), 0, reader.header().length());
    }

    /** Where the tail stands: the record that {@link #next()} went to last. */
    MirrorPosition position() {
        return new MirrorPosition(lastSequence, lastCrc32c);
    }

    long lastSequence() {
        return lastSequence;
    }

    /** Whether everything published has been read. */
    boolean isAtEnd() {
        return lastSequence >= published.sequence();
    }

    /** Whether a position is one of this journal. Moves the tail: go somewhere next. */
    boolean contains(MirrorPosition position) {
        reader.seek(position.sequence());
        return reader.next()
                && reader.header().sequence() == position.sequence()
                && reader.header().crc32c() == position.crc32c();
    }

    /** Lets {@link #next()} return the record with a sequence, or the first after it. */
    void seek(long sequence) {
        reader.seek(sequence);
        isHeld = false;
        lastSequence = 0;
    }

    /** Lets {@link #next()} return a record at or (by up to an hour) before a time. */
    void seekTime(long engineTimeEpochNs) {
        reader.seekTime(engineTimeEpochNs);
        isHeld = false;
        lastSequence = 0;
    }

    @Override
    public void close() {
        reader.close();
    }
}
