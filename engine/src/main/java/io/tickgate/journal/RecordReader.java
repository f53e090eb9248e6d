package io.tickgate.journal;

import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.TailerDirection;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records in order and checks each: length, checksum, kind, layout version, sequence. What does not check is never returned,
 * and nothing behind it is: once refused, {@link #next()} refuses until a seek. Owned by one thread. The record returned is a copy in this reader's memory, valid until the next call.
 */
public final class RecordReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordReader.class);
    /**
     * Torn records in a row that are left out: a full disk tears one, and each start while it is still full one more. More than these are no
     * crashes.
     */
    private static final int TORN_MAX = 64;

    private static final long NS_PER_MS = 1_000_000;

    private final SingleChronicleQueue queue;
    private final LogFiles files;
    private final Path folder;
    private final boolean isContiguous;
    private final ExcerptTailer tailer;
    private final RecordChecksum checksum = new RecordChecksum();
    private final ByteBuffer copyBytes = ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX);
    private final UnsafeBuffer copy = new UnsafeBuffer(copyBytes);
    private final UnsafeBuffer mapped = new UnsafeBuffer(0, 0);
    private final RecordFlyweight header = new RecordFlyweight().wrap(copy);
    private long lastSequence = RecordFlyweight.ABSENT;
    private @Nullable JournalException refusal;
    private boolean isTorn;
    private long position;

    RecordReader(SingleChronicleQueue queue, LogFiles files, Path folder, boolean isContiguous) {
        this.queue = queue;
        this.files = files;
        this.folder = folder;
        this.isContiguous = isContiguous;
        tailer = queue.createTailer();
        tailer.singleThreadedCheckDisabled(true);
    }

    /**
     * Goes to the next record.
     *
     * <p>A record that a crash tore at the end of the log does not check and is left out: nothing stands behind it, or, after a later
     * start, the record that took its place. Whatever else does not check is refused. That nothing decided is lost with a torn record is
     * seen by comparing journal and decisions.
     *
     * @return whether there is one; if not, it may be asked again later.
     * @throws JournalException when the next record does not check.
     */
    public boolean next() {
        if (refusal != null) {
            throw refusal; // The queue stands behind the record by now; reading on would pass over it.
        }
        try {
            return readNext();
        } catch (JournalException e) {
            refusal = e;
            if (!isTorn || lastSequence == RecordFlyweight.ABSENT) {
                throw e;
            }
            return nextAfterTorn(e);
        }
    }

    private boolean nextAfterTorn(JournalException damage) {
        long before = lastSequence;
        for (int torn = 1; torn <= TORN_MAX; torn++) {
            try {
                boolean isThere = readNext();
                LOG.warn(
                        "{} records after sequence {} in {} were torn by crashes; they are left out",
                        torn,
                        before,
                        file());
                refusal = null;
                return isThere;
            } catch (JournalException e) {
                damage.addSuppressed(e);
                if (!isTorn) {
                    break;
                }
            }
        }
        throw damage;
    }

    private boolean readNext() {
        isTorn = false;
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                return false;
            }
            position = document.index();
            copyOf(document);
        }
        check();
        return true;
    }

    /** The record, from byte 0 on; valid until the next call. */
    public UnsafeBuffer buffer() {
        return copy;
    }

    /** Header of the record; valid until the next call. */
    public RecordFlyweight header() {
        return header;
    }

    /** Where the record returned last lies, for {@link #seekPosition}; the same in every run. */
    public long position() {
        return position;
    }

    /**
     * Goes before the record at a position, so that {@link #next()} returns it. Looks at nothing else.
     *
     * @param place that {@link #position} returned in this log, now or in an earlier run.
     * @return whether there is a record; if not, seek again before reading.
     */
    public boolean seekPosition(long place) {
        forget();
        return tailer.moveToIndex(place);
    }

    /**
     * Goes before the first record with a sequence (or the first one after it), so that {@link #next()} returns it. Of a contiguous
     * log nothing is scanned but the first record of some files, since a record's place in its file follows from its sequence; of
     * another one the file in which it lies is read from its start.
     *
     * @param sequence to go to.
     */
    public void seek(long sequence) {
        forget();
        int[] cycles = files.cycles();
        int at = fileOf(sequence, cycles);
        long firstOfCycle = at < 0 ? 0 : files.firstSequence(cycles[at], this);
        forget();
        if (at < 0) {
            tailer.toStart();
        } else if (isContiguous) {
            moveTo(queue.rollCycle(), cycles[at], firstOfCycle, sequence);
        } else {
            tailer.moveToIndex(queue.rollCycle().toIndex(cycles[at], 0));
            scanTo(sequence);
        }
    }

    /** The newest file that begins with a sequence or before it (where sequences repeat: before it), -1 when there is none. */
    private int fileOf(long sequence, int[] cycles) {
        long least = isContiguous ? sequence : sequence - 1;
        int low = 0;
        int high = cycles.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (files.firstSequence(cycles[middle], this) <= least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** Sequence of the first record of a file, {@link LogFiles#EMPTY} when it has none. */
    long firstSequenceOf(int cycle) {
        forget();
        boolean isThere = tailer.moveToIndex(queue.rollCycle().toIndex(cycle, 0)) && next();
        return isThere ? header.sequence() : LogFiles.EMPTY;
    }

    /**
     * Goes before the first record of the file (an hour of engine time) in which a time lies, or of the first file after it.
     *
     * @param engineTimeEpochNs records of this time and later come after the place gone to; some older ones may, too.
     */
    public void seekTime(long engineTimeEpochNs) {
        forget();
        RollCycle rollCycle = queue.rollCycle();
        long wanted = engineTimeEpochNs / NS_PER_MS / rollCycle.lengthInMillis();
        for (int cycle : files.cycles()) {
            if (cycle >= wanted && tailer.moveToIndex(rollCycle.toIndex(cycle, 0))) {
                return;
            }
        }
        tailer.toEnd();
    }

    /** Sequence that the newest record names, whether it checks or not; 0 when there is none. Leaves this reader at the end. */
    long newestSequence() {
        tailer.direction(TailerDirection.BACKWARD).toEnd();
        long sequence = 0;
        try (DocumentContext document = tailer.readingDocument()) {
            Wire wire = document.wire();
            if (document.isPresent() && wire != null) {
                Bytes<?> bytes = wire.bytes();
                if (bytes.readRemaining() >= RecordFlyweight.HEADER_LENGTH) {
                    sequence = bytes.readLong(bytes.readPosition() + RecordFlyweight.SEQUENCE_OFFSET);
                }
            }
        }
        tailer.direction(TailerDirection.FORWARD).toEnd();
        return sequence;
    }

    /**
     * Asks, where {@link #next()} said that there is no more, whether that was the end: an entry that is marked as unfinished looks like
     * it to the queue, whatever stands behind.
     *
     * @param newestSequence {@link RecordLog#newestSequence} of before the reading; records torn by crashes may be among the last ones.
     * @throws JournalException when more than those is missing.
     */
    public void requireEnd(long newestSequence) {
        if (newestSequence - lastSequence > TORN_MAX) {
            throw new JournalException("The log cannot be read on behind sequence " + lastSequence + ", in " + file()
                    + ", although its newest record is " + newestSequence
                    + ": a file was changed or damaged there. Restore it from a copy.");
        }
    }

    private void forget() {
        lastSequence = RecordFlyweight.ABSENT;
        refusal = null;
    }

    private void moveTo(RollCycle rollCycle, int cycle, long firstOfCycle, long sequence) {
        if (tailer.moveToIndex(rollCycle.toIndex(cycle, sequence - firstOfCycle)) && next()) {
            boolean isThere = header.sequence() == sequence;
            lastSequence = RecordFlyweight.ABSENT;
            if (isThere) {
                tailer.moveToIndex(rollCycle.toIndex(cycle, sequence - firstOfCycle));
                return;
            }
        }
        // Past the end of this file, or its places do not follow the sequences: read on from its start.
        lastSequence = RecordFlyweight.ABSENT;
        tailer.moveToIndex(rollCycle.toIndex(cycle, 0));
        scanTo(sequence);
    }

    private void scanTo(long sequence) {
        long index = tailer.index();
        while (next() && header.sequence() < sequence) {
            index = tailer.index();
        }
        lastSequence = RecordFlyweight.ABSENT;
        tailer.moveToIndex(index);
    }

    private void copyOf(DocumentContext document) {
        Wire wire = document.wire();
        if (wire == null) {
            throw damaged("has no content");
        }
        Bytes<?> bytes = wire.bytes();
        long length = bytes.readRemaining();
        if (length < RecordFlyweight.HEADER_LENGTH || length > RecordFlyweight.DECISION_LENGTH_MAX) {
            throw damaged("is " + length + " bytes long, which no record is");
        }
        mapped.wrap(bytes.addressForRead(bytes.readPosition()), (int) length);
        copy.putBytes(0, mapped, 0, (int) length);
        if (header.length() != length) {
            throw torn("says that it is " + header.length() + " bytes long but takes " + length);
        }
    }

    private void check() {
        int length = header.length();
        if (checksum.of(copyBytes, 0, length) != header.crc32c()) {
            throw torn("does not match its checksum");
        }
        RecordKind kind = RecordKind.of(header.kindCode());
        if (kind == null || header.layoutVersion() != kind.layoutVersion()) {
            throw new JournalException(
                    "Record " + header.sequence() + " in " + file() + " is of kind "
                            + header.kindCode() + ", layout version " + header.layoutVersion()
                            + ", which this build does not know. Use the build that wrote it, or start with another data folder.");
        }
        long sequence = header.sequence();
        if (lastSequence != RecordFlyweight.ABSENT && !follows(sequence)) {
            throw damaged("has sequence " + sequence + ", which does not follow " + lastSequence);
        }
        lastSequence = sequence;
    }

    private boolean follows(long sequence) {
        return isContiguous ? sequence == lastSequence + 1 : sequence >= lastSequence;
    }

    /** Damage that an append which did not come to its end leaves behind, too. */
    private JournalException torn(String what) {
        isTorn = true;
        return damaged(what);
    }

    private JournalException damaged(String what) {
        String place = lastSequence == RecordFlyweight.ABSENT
                ? "The first record read"
                : "The record after sequence " + lastSequence;
        return new JournalException(place + " in " + file() + " (queue index "
                + Long.toHexString(tailer.index()) + ") " + what
                + ". It is damaged; restore the folder from a copy, or move it away to start a new journal.");
    }

    /** The file that the last record read stands in, or the folder before there is one. */
    private Path file() {
        File file = tailer.currentFile();
        return (file == null ? folder : file.toPath()).toAbsolutePath();
    }

    @Override
    public void close() {
        tailer.close();
    }
}
