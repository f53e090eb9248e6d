package io.tickgate.publish;

import io.tickgate.journal.JournalException;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.MarketOutput;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Output of a market that is fed from the journal: every decision must equal, byte for byte, the one that was recorded. Where the
 * record of decisions ends before the journal does (a crash between the two appends), what is derived is handed on as new.
 */
public final class DecisionReplay implements MarketOutput {
    /** Told of what the replay derives. */
    public interface Listener {
        /** Output that is not recorded, or a decision that equals its record. Valid for the call. */
        void onReplayed(UnsafeBuffer record, int length);

        /** A decision that was not recorded yet. Valid for the call. */
        void onUnrecorded(UnsafeBuffer record, int length);
    }

    private final @Nullable RecordReader recorded;
    private final Listener listener;
    private final RecordChecksum checksum = new RecordChecksum();
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX);
    private final UnsafeBuffer derived = new UnsafeBuffer(bytes);
    private final RecordFlyweight header = new RecordFlyweight().wrap(derived);
    private boolean isRecordedAtEnd;
    private long compared;
    private long unrecorded;

    /**
     * Compares with recorded decisions.
     *
     * @param recorded stands before the first decision; null when there is no record of decisions at all.
     * @param listener told of what is derived.
     */
    public DecisionReplay(@Nullable RecordReader recorded, Listener listener) {
        this.recorded = recorded;
        this.listener = listener;
        isRecordedAtEnd = recorded == null;
    }

    @Override
    public void onOutput(UnsafeBuffer record, int length) {
        int kindCode = record.getShort(RecordFlyweight.KIND_OFFSET, RecordFlyweight.BYTE_ORDER) & 0xFFFF;
        if (kindCode >= RecordKind.PRICE_CHANGED.code()) {
            listener.onReplayed(record, length);
            return;
        }
        derived.putBytes(0, record, 0, length);
        header.crc32c(checksum.of(bytes, 0, length));
        if (!isRecordedAtEnd && recorded != null && recorded.next()) {
            compareWith(recorded, length);
            compared++;
            listener.onReplayed(derived, length);
        } else {
            isRecordedAtEnd = true;
            unrecorded++;
            listener.onUnrecorded(derived, length);
        }
    }

    private void compareWith(RecordReader reader, int length) {
        boolean isEqual = reader.header().length() == length && isSame(reader.buffer(), length);
        if (!isEqual) {
            throw new JournalException(
                    "Replay differs from the record at sequence " + header.sequence()
                            + ": the journal gives " + describe(header) + " but recorded is "
                            + describe(reader.header())
                            + ". This build decides otherwise than the one that ran, or a file was changed; do not start on this folder.");
        }
    }

    private boolean isSame(UnsafeBuffer other, int length) {
        for (int i = 0; i < length; i++) {
            if (derived.getByte(i) != other.getByte(i)) {
                return false;
            }
        }
        return true;
    }

    private static String describe(RecordFlyweight record) {
        return RecordKind.of(record.kindCode()) + " (sequence " + record.sequence() + ", checksum "
                + Integer.toHexString(record.crc32c()) + ")";
    }

    /**
     * The journal has ended.
     *
     * @param lastSequence up to which every recorded decision must have been derived; later ones belong to an engine that runs on.
     * @throws JournalException when decisions are recorded that it does not give.
     */
    public void finish(long lastSequence) {
        if (isRecordedAtEnd || recorded == null || !recorded.next()) {
            return;
        }
        if (recorded.header().sequence() <= lastSequence) {
            throw new JournalException("A decision is recorded that the journal does not give: "
                    + describe(recorded.header())
                    + ". The journal has lost its end, or the folder holds decisions of another one.");
        }
    }

    /** Decisions that were compared and found equal. */
    public long compared() {
        return compared;
    }

    /** Decisions that were derived beyond the end of the recorded ones. */
    public long unrecorded() {
        return unrecorded;
    }
}
