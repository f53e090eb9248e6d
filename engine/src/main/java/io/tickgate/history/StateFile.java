package io.tickgate.history;

import io.tickgate.touch.StreamCoverage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.zip.CRC32C;

/**
 * What history was at a sequence, apart from the blocks in files: how far these belong to it, the unfinished blocks, coverage. Big endian,
 * a CRC32C of all before it at the end.
 *
 * <pre>
 *   layout | sequence | market time | segments: first, current, length of blocks, length of index | rows of a block
 *   streams: id | kept since | coverage | archive | three lanes: first block, blocks, era, unfinished block
 * </pre>
 */
final class StateFile {
    private static final int LAYOUT = 1;
    /** Beyond any list that is written: a file that passes its checksum has none longer. */
    private static final int LENGTH_MAX = 1 << 20;

    private StateFile() {}

    /**
     * The position of the writer.
     *
     * @param sequence of the last record taken in.
     * @param marketTimeEpochNs of the market then.
     * @param firstSegment first file of blocks that belongs to it.
     * @param segment last one.
     * @param tradesLength of the last one.
     * @param indexLength of the index of the last one.
     * @param blockRows rows of a full block.
     */
    record Position(
            long sequence,
            long marketTimeEpochNs,
            int firstSegment,
            int segment,
            long tradesLength,
            long indexLength,
            int blockRows) {}

    static ByteBuffer write(Position position, Collection<StreamHistory> streams) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(LAYOUT);
            out.writeLong(position.sequence());
            out.writeLong(position.marketTimeEpochNs());
            out.writeInt(position.firstSegment());
            out.writeInt(position.segment());
            out.writeLong(position.tradesLength());
            out.writeLong(position.indexLength());
            out.writeInt(position.blockRows());
            out.writeInt(streams.size());
            byte[] block = new byte[BlockCodec.LENGTH_MAX];
            for (StreamHistory stream : streams) {
                writeStream(out, stream, block);
            }
            out.flush();
            CRC32C crc = new CRC32C();
            crc.update(bytes.toByteArray());
            out.writeInt((int) crc.getValue());
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    private static void writeStream(DataOutputStream out, StreamHistory stream, byte[] block) throws IOException {
        out.writeInt(stream.streamId());
        out.writeLong(stream.keptSinceEpochNs());
        writeCoverage(out, stream.coverage());
        out.writeLong(stream.archive().sinceEpochNs());
        writeLongs(out, stream.archive().breaks());
        writeLongs(out, stream.archive().gaps());
        for (int number = 0; number < Lane.LANES; number++) {
            Lane lane = stream.lane(number);
            out.writeLong(lane.blocks().first());
            out.writeLong(lane.blocks().count());
            out.writeLong(lane.eraRow());
            out.writeLong(lane.eraMaxId());
            out.writeBoolean(lane.isEraPending());
            ByteBuffer encoded = ByteBuffer.wrap(block);
            BlockCodec.encode(lane.tail(), lane.tail().end(), encoded);
            out.writeInt(encoded.position());
            out.write(block, 0, encoded.position());
        }
    }

    private static void writeCoverage(DataOutputStream out, StreamCoverage coverage) throws IOException {
        out.writeLong(coverage.sequence());
        out.writeLong(coverage.knownSinceEpochNs());
        out.writeBoolean(coverage.isSinceReset());
        out.writeBoolean(coverage.isSinceForgotten());
        writeLongs(out, coverage.gapFirstIds());
        writeLongs(out, coverage.gapLastIds());
        writeLongs(out, coverage.gapTimesBefore());
        writeLongs(out, coverage.gapTimesAfter());
        out.writeInt(coverage.gapsConfirmed());
        writeLongs(out, coverage.roundedTimes());
        writeLongs(out, coverage.aggregateTimes());
        out.writeLong(coverage.tradedEpochNs());
        out.writeLong(coverage.silentEpochNs());
        out.writeLong(coverage.headTradeId());
        out.writeBoolean(coverage.isOpen());
    }

    private static void writeLongs(DataOutputStream out, long[] values) throws IOException {
        out.writeInt(values.length);
        for (long value : values) {
            out.writeLong(value);
        }
    }

    /** Told of what a file holds. */
    interface Reader {
        void onPosition(Position position);

        /** A stream; its lanes follow. */
        StreamHistory onStream(int streamId, StreamCoverage coverage, CoverageArchive archive, long keptSinceEpochNs);

        /** A lane of it: the unfinished block is set, the finished ones are to be found in the index. */
        void onLane(StreamHistory stream, int lane, long firstBlock, long blocks);
    }

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read or does not check.
     */
    static void read(Path file, Reader reader) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes.length - Integer.BYTES;
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, Math.max(0, length));
        if (length < 0 || ByteBuffer.wrap(bytes).getInt(length) != (int) crc.getValue()) {
            throw new IOException(file + " does not match its checksum");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length))) {
            int layout = in.readInt();
            if (layout != LAYOUT) {
                throw new IOException(file + " has layout " + layout + ", which this build does not know");
            }
            reader.onPosition(new Position(
                    in.readLong(),
                    in.readLong(),
                    in.readInt(),
                    in.readInt(),
                    in.readLong(),
                    in.readLong(),
                    in.readInt()));
            int streams = in.readInt();
            for (int i = 0; i < streams; i++) {
                readStream(in, reader);
            }
        }
    }

    private static void readStream(DataInputStream in, Reader reader) throws IOException {
        int streamId = in.readInt();
        long keptSinceEpochNs = in.readLong();
        StreamCoverage coverage = readCoverage(in, streamId);
        CoverageArchive archive = new CoverageArchive(in.readLong(), readLongs(in), readLongs(in));
        StreamHistory stream = reader.onStream(streamId, coverage, archive, keptSinceEpochNs);
        for (int number = 0; number < Lane.LANES; number++) {
            long first = in.readLong();
            long blocks = in.readLong();
            long eraRow = in.readLong();
            long eraMaxId = in.readLong();
            boolean isEraPending = in.readBoolean();
            byte[] block = new byte[checked(in.readInt())];
            in.readFully(block);
            Rows rows = new Rows();
            BlockCodec.decode(ByteBuffer.wrap(block), rows);
            stream.lane(number).restore(rows, eraRow, eraMaxId, isEraPending);
            reader.onLane(stream, number, first, blocks);
        }
    }

    private static StreamCoverage readCoverage(DataInputStream in, int streamId) throws IOException {
        return new StreamCoverage(
                streamId,
                in.readLong(),
                in.readLong(),
                in.readBoolean(),
                in.readBoolean(),
                readLongs(in),
                readLongs(in),
                readLongs(in),
                readLongs(in),
                in.readInt(),
                readLongs(in),
                readLongs(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readBoolean());
    }

    private static long[] readLongs(DataInputStream in) throws IOException {
        long[] values = new long[checked(in.readInt())];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readLong();
        }
        return values;
    }

    private static int checked(int length) throws IOException {
        if (length < 0 || length > LENGTH_MAX) {
            throw new IOException("A list of " + length + " entries");
        }
        return length;
    }
}
