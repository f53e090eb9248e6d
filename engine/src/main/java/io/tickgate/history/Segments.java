package io.tickgate.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The files that blocks are appended to, one after the other, each with an index file beside it: of every block its stream, its lane, its
 * number and its zone. Writer's thread.
 *
 * <pre>
 *   index entry, 208 bytes: stream id, i32 | lane, i32 | block, i64 | zone, 23 × i64 | unused, i32 | CRC32C of what is before, i32
 * </pre>
 */
final class Segments {
    /** Length after which the next file begins: a hundred files in a week of 1.5 × 10^9 trades, few enough to go over. */
    static final long LENGTH_MAX = 256L << 20;

    static final int ENTRY_LENGTH = Integer.BYTES * 2 + Long.BYTES + Zone.FIELDS * Long.BYTES + Integer.BYTES * 2;

    private final Path folder;
    private final WriteQueue writes;
    private final long lengthMax;
    private final ByteBuffer block = ByteBuffer.allocateDirect(BlockCodec.LENGTH_MAX);
    private final ByteBuffer entry = ByteBuffer.allocateDirect(ENTRY_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();
    private int first;
    private int current;
    private long tradesLength;
    private long indexLength;
    /** Of each file the greatest trade time, as far as its receipt bears it out. */
    private final TreeMap<Integer, Long> newestTimes = new TreeMap<>();

    Segments(Path folder, WriteQueue writes, long lengthMax) {
        this.folder = folder;
        this.writes = writes;
        this.lengthMax = lengthMax;
    }

    /** Goes on at a place; what is behind it is overwritten. */
    void startAt(int firstSegment, int currentSegment, long tradesEnd, long indexEnd) {
        first = firstSegment;
        current = currentSegment;
        tradesLength = tradesEnd;
        indexLength = indexEnd;
        newestTimes.clear();
        writes.clear();
    }

    int first() {
        return first;
    }

    int current() {
        return current;
    }

    long tradesLength() {
        return tradesLength;
    }

    long indexLength() {
        return indexLength;
    }

    /** Notes the times of a block that is in one of the files. */
    void noteTimes(long[] zone) {
        long newest = Math.min(zone[Zone.MAX_TIME], zone[Zone.MAX_RECEIVED]);
        newestTimes.merge((int) (zone[Zone.POSITION] >>> 32), newest, Math::max);
    }

    /** The first file from which on all is to be kept: others hold nothing from a time on, or are beyond the bytes that may be. */
    int firstToKeep(long beforeEpochNs, long bytesMax) throws IOException {
        long bytes = 0;
        int keep = current;
        while (keep > first) {
            long newest = newestTimes.getOrDefault(keep - 1, Long.MIN_VALUE);
            bytes += lengthOf(keep);
            if (newest < beforeEpochNs || bytes + lengthOf(keep - 1) > bytesMax) {
                break;
            }
            keep--;
        }
        return keep;
    }

    private long lengthOf(int segment) throws IOException {
        Path trades = HistoryFiles.trades(folder, segment);
        return Files.exists(trades) ? Files.size(trades) : 0;
    }

    /** Marks files below a number as no longer needed; they are deleted when no stored state names them. */
    void dropBelow(int segment) {
        first = Math.max(first, segment);
        newestTimes.headMap(first).clear();
    }

    /**
     * Appends a block.
     *
     * @param zone of it; position, length and checksum are set here.
     * @throws IOException when it cannot be written and no more may wait for that.
     */
    void append(int streamId, int lane, long number, Rows rows, long[] zone) throws IOException {
        if (tradesLength >= lengthMax) {
            current++;
            tradesLength = 0;
            indexLength = 0;
        }
        block.clear();
        BlockCodec.encode(rows, rows.end(), block);
        block.flip();
        crc.reset();
        crc.update(block.duplicate());
        zone[Zone.POSITION] = ((long) current << 32) | tradesLength;
        zone[Zone.LENGTH_AND_CRC] = ((long) block.limit() << 32) | crc.getValue();
        int length = block.limit();
        writes.write(HistoryFiles.trades(folder, current), tradesLength, block, zone[Zone.POSITION]);
        writeEntry(streamId, lane, number, zone);
        noteTimes(zone);
        tradesLength += length;
        indexLength += ENTRY_LENGTH;
    }

    private void writeEntry(int streamId, int lane, long number, long[] zone) throws IOException {
        entry.clear();
        entry.putInt(streamId).putInt(lane).putLong(number);
        for (long value : zone) {
            entry.putLong(value);
        }
        entry.putInt(0);
        crc.reset();
        crc.update(entry.duplicate().flip());
        entry.putInt((int) crc.getValue());
        writes.write(HistoryFiles.index(folder, current), indexLength, entry.flip(), WriteQueue.NO_BLOCK);
    }

    /** Told of each index entry, in order. */
    interface EntryVisitor {
        /** The zone is valid for the call. */
        void onEntry(int streamId, int lane, long number, long[] zone);
    }

    /**
     * Reads the index of a file.
     *
     * @param length of it that counts.
     * @param visitor told of the entries that check.
     * @return why it cannot be used; empty when it can.
     */
    static String readIndex(Path folder, int segment, long length, EntryVisitor visitor) throws IOException {
        String defect = "";
        Path file = HistoryFiles.index(folder, segment);
        if (!Files.exists(file) || Files.size(file) < length || length % ENTRY_LENGTH != 0) {
            return file + " is missing or too short";
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect(ENTRY_LENGTH * 1_024).order(ByteOrder.LITTLE_ENDIAN);
        long[] zone = new long[Zone.FIELDS];
        CRC32C check = new CRC32C();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long at = 0; at < length; at += bytes.limit()) {
                bytes.clear().limit((int) Math.min(bytes.capacity(), length - at));
                readFully(channel, bytes, at);
                for (int i = 0; i < bytes.limit(); i += ENTRY_LENGTH) {
                    if (!readEntry(bytes, i, zone, check, visitor) && defect.isEmpty()) {
                        defect = file + " does not match its checksum at byte " + (at + i);
                    }
                }
            }
        }
        return defect;
    }

    private static boolean readEntry(ByteBuffer bytes, int at, long[] zone, CRC32C check, EntryVisitor visitor) {
        int crcAt = at + ENTRY_LENGTH - Integer.BYTES;
        check.reset();
        check.update(bytes.duplicate().limit(crcAt).position(at));
        if ((int) check.getValue() != bytes.getInt(crcAt)) {
            return false;
        }
        int zoneAt = at + Integer.BYTES * 2 + Long.BYTES;
        for (int field = 0; field < zone.length; field++) {
            zone[field] = bytes.getLong(zoneAt + field * Long.BYTES);
        }
        visitor.onEntry(bytes.getInt(at), bytes.getInt(at + Integer.BYTES), bytes.getLong(at + 8), zone);
        return true;
    }

    /** Reads until the buffer's limit; what is beyond the file's end stays as it was. */
    static void readFully(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        bytes.position(0);
        long at = position;
        while (bytes.hasRemaining()) {
            int count = channel.read(bytes, at);
            if (count < 0) {
                break;
            }
            at += count;
        }
        bytes.position(0);
    }
}
