package io.tickgate.history;

import io.tickgate.record.RecordFlyweight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads blocks, each checked against its checksum. One thread at a time. Holds at most {@value #OPEN_MAX} files open and the last
 * {@value #KEPT_MAX} blocks in memory (64 KB each at most).
 */
final class BlockReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlockReader.class);
    /** A query of a week reads the edges of the window, in two files, and what was fetched late. */
    private static final int OPEN_MAX = 16;

    private static final int KEPT_MAX = 8;
    /** Damaged blocks that are logged, each once: whoever asks for one again and again must not fill the log. */
    private static final int TOLD_MAX = 100;

    private final Path folder;
    private final Map<Integer, FileChannel> open = new LinkedHashMap<>(OPEN_MAX, 0.75f, true);
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(BlockCodec.LENGTH_MAX);
    private final CRC32C crc = new CRC32C();
    private final @Nullable Rows[] kept = new @Nullable Rows[KEPT_MAX];
    private final long[] keptPosition = new long[KEPT_MAX];
    private final long[] keptLengthAndCrc = new long[KEPT_MAX];
    private int oldest;
    private final Set<Long> told = new HashSet<>();
    private QueryDeadline deadline = QueryDeadline.NONE;
    private final LongFunction<byte @Nullable []> unwritten;

    /** A reader of what is in files. */
    BlockReader(Path folder) {
        this(folder, position -> null);
    }

    /**
     * A reader of the writer's.
     *
     * @param unwritten the bytes of a block that is not in its file yet, by position; null of others.
     */
    BlockReader(Path folder, LongFunction<byte @Nullable []> unwritten) {
        this.folder = folder;
        this.unwritten = unwritten;
    }

    /** Until when its blocks may be read; {@link QueryDeadline#NONE} at first. */
    void deadline(QueryDeadline until) {
        deadline = until;
    }

    /** Reads a block; one that does not check is noted among the gaps, and is null. */
    @Nullable
    Rows read(long[] zones, int at, List<Gap> damaged) {
        try {
            return read(zones, at);
        } catch (DamagedBlockException e) {
            if (told.size() < TOLD_MAX && told.add(zones[at + Zone.POSITION])) {
                LOG.error(
                        "{}; windows with them are indeterminate and have no receipts. A start does not mend it: to have history made"
                                + " again from the journal, as far as that reaches back, stop the engine, move its folder {} away and start",
                        e.getMessage(),
                        folder);
            }
            damaged.add(new Gap(
                    Gap.Kind.DAMAGED,
                    RecordFlyweight.ABSENT,
                    RecordFlyweight.ABSENT,
                    zones[at + Zone.MIN_TIME],
                    zones[at + Zone.MAX_TIME],
                    e.firstSequence(),
                    e.lastSequence()));
            return null;
        }
    }

    /**
     * Reads a block.
     *
     * @param zones where its zone is.
     * @param at where in it.
     * @return its rows, valid until {@value #KEPT_MAX} others were read.
     * @throws DamagedBlockException when it does not check.
     * @throws PrunedException when its file is gone.
     */
    Rows read(long[] zones, int at) throws DamagedBlockException {
        deadline.check();
        long position = zones[at + Zone.POSITION];
        long lengthAndCrc = zones[at + Zone.LENGTH_AND_CRC];
        for (int i = 0; i < KEPT_MAX; i++) {
            Rows rows = kept[i];
            if (rows != null && keptPosition[i] == position && keptLengthAndCrc[i] == lengthAndCrc) {
                return rows;
            }
        }
        readBytes(position, (int) (lengthAndCrc >>> 32));
        crc.reset();
        crc.update(bytes.duplicate());
        if ((int) crc.getValue() != (int) lengthAndCrc) {
            throw damaged("does not match its checksum", zones, at);
        }
        return decode(position, lengthAndCrc, zones, at);
    }

    private Rows decode(long position, long lengthAndCrc, long[] zones, int at) throws DamagedBlockException {
        int slot = oldest;
        Rows reused = kept[slot];
        Rows rows = reused == null ? new Rows() : reused;
        kept[slot] = rows;
        keptLengthAndCrc[slot] = -1; // Nobody's while it is half read.
        try {
            BlockCodec.decode(bytes, rows);
        } catch (RuntimeException e) {
            throw damaged("cannot be read (" + e + ")", zones, at);
        }
        keptPosition[slot] = position;
        keptLengthAndCrc[slot] = lengthAndCrc;
        oldest = (slot + 1) % KEPT_MAX;
        return rows;
    }

    private static DamagedBlockException damaged(String what, long[] zones, int at) {
        return new DamagedBlockException(what, zones[at + Zone.FIRST_SEQUENCE], zones[at + Zone.LAST_SEQUENCE]);
    }

    private void readBytes(long position, int length) {
        bytes.clear().limit(Math.min(Math.max(0, length), bytes.capacity()));
        int segment = (int) (position >>> 32);
        byte[] waiting = unwritten.apply(position);
        if (waiting != null) {
            bytes.put(waiting).flip();
            return;
        }
        try {
            Segments.readFully(channel(segment), bytes, position & 0xFFFF_FFFFL);
        } catch (NoSuchFileException e) {
            throw new PrunedException(e);
        } catch (IOException e) {
            throw new HistoryException("File " + HistoryFiles.trades(folder, segment) + " cannot be read: " + e, e);
        }
    }

    private FileChannel channel(int segment) throws IOException {
        FileChannel channel = open.get(segment);
        if (channel == null) {
            if (open.size() == OPEN_MAX) {
                Integer leastUsed = open.keySet().iterator().next();
                FileChannel closed = open.remove(leastUsed);
                if (closed != null) {
                    closed.close();
                }
            }
            channel = FileChannel.open(HistoryFiles.trades(folder, segment), StandardOpenOption.READ);
            open.put(segment, channel);
        }
        return channel;
    }

    @Override
    public void close() {
        try {
            for (FileChannel channel : open.values()) {
                channel.close();
            }
            open.clear();
        } catch (IOException e) {
            throw new HistoryException("A file of " + folder + " cannot be closed: " + e, e);
        }
    }

    /** The file of a block was deleted since the reader looked what there is: look again. */
    static final class PrunedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PrunedException(Throwable cause) {
            super(cause);
        }
    }
}
