package io.tickgate.history;

import io.tickgate.touch.StreamCoverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** History as it was stored at a sequence, read from its files and checked. Writer's thread, or that of who only reads. */
final class StoredHistory implements StateFile.Reader {
    private final Path folder;
    private final Map<Integer, StreamHistory> streams = new HashMap<>();
    private final Map<Long, Long> blocksWanted = new HashMap<>();
    private StateFile.Position position = new StateFile.Position(0, Long.MIN_VALUE, 0, 0, 0, 0, 0);
    private String defect = "";

    private StoredHistory(Path folder) {
        this.folder = folder;
    }

    /** Nothing at all. */
    static StoredHistory empty(Path folder) {
        return new StoredHistory(folder);
    }

    /**
     * Reads what was stored.
     *
     * @throws IOException when it is not there, or something does not check.
     */
    static StoredHistory read(Path folder, long sequence, int blockRows) throws IOException {
        StoredHistory stored = new StoredHistory(folder);
        try {
            StateFile.read(HistoryFiles.state(folder, sequence), stored);
            stored.readBlocks();
        } catch (RuntimeException e) {
            throw new IOException("State " + sequence + " of " + folder + " cannot be used: " + e, e);
        }
        if (stored.position.blockRows() != blockRows) {
            throw new IOException(
                    "The blocks of " + folder + " have " + stored.position.blockRows() + " rows, not " + blockRows);
        }
        if (!stored.defect.isEmpty()) {
            throw new IOException(stored.defect);
        }
        return stored;
    }

    StateFile.Position position() {
        return position;
    }

    Map<Integer, StreamHistory> streams() {
        return streams;
    }

    /** Hands out the zones of all blocks. */
    void zones(Consumer<long[]> taker) {
        for (StreamHistory stream : streams.values()) {
            for (int number = 0; number < Lane.LANES; number++) {
                ZoneTable blocks = stream.lane(number).blocks();
                for (long block = blocks.first(); block < blocks.count(); block++) {
                    int at = ZoneTable.offset(block);
                    taker.accept(Arrays.copyOfRange(blocks.zone(block), at, at + Zone.FIELDS));
                }
            }
        }
    }

    @Override
    public void onPosition(StateFile.Position stored) {
        position = stored;
    }

    @Override
    public StreamHistory onStream(
            int streamId, StreamCoverage coverage, CoverageArchive archive, long keptSinceEpochNs) {
        StreamHistory stream = new StreamHistory(streamId, position.blockRows());
        stream.restore(coverage, archive, keptSinceEpochNs);
        streams.put(streamId, stream);
        return stream;
    }

    @Override
    public void onLane(StreamHistory stream, int lane, long firstBlock, long blocks) {
        stream.lane(lane).blocks().beginAt(firstBlock);
        blocksWanted.put(key(stream.streamId(), lane), blocks);
    }

    private static long key(int streamId, int lane) {
        return (long) streamId * Lane.LANES + lane;
    }

    private void readBlocks() throws IOException {
        for (int segment = position.firstSegment(); segment <= position.segment() && defect.isEmpty(); segment++) {
            boolean isLast = segment == position.segment();
            Path index = HistoryFiles.index(folder, segment);
            long length = isLast ? position.indexLength() : Files.exists(index) ? Files.size(index) : 0;
            if (length > 0) {
                defect = Segments.readIndex(folder, segment, length, this::onBlock);
            }
            checkLength(segment, isLast);
        }
        for (StreamHistory stream : streams.values()) {
            checkLanes(stream);
        }
    }

    private void checkLength(int segment, boolean isLast) throws IOException {
        Path trades = HistoryFiles.trades(folder, segment);
        long wanted = isLast ? position.tradesLength() : 1;
        if (defect.isEmpty() && wanted > 0 && (!Files.exists(trades) || Files.size(trades) < wanted)) {
            defect = trades + " is missing or too short";
        }
    }

    private void onBlock(int streamId, int lane, long number, long[] zone) {
        StreamHistory stream = streams.get(streamId);
        if (stream == null || lane < 0 || lane >= Lane.LANES) {
            defect = "The index of " + folder + " names a stream that the state does not";
            return;
        }
        ZoneTable blocks = stream.lane(lane).blocks();
        if (number == blocks.count()) {
            blocks.add(zone);
        } else if (number > blocks.count()) {
            defect = "The index of " + folder + " lacks a block of stream " + streamId;
        }
    }

    private void checkLanes(StreamHistory stream) {
        for (int lane = 0; lane < Lane.LANES; lane++) {
            Long wanted = blocksWanted.get(key(stream.streamId(), lane));
            if (wanted == null || wanted != stream.lane(lane).blocks().count()) {
                defect = "The index of " + folder + " has other blocks of stream " + stream.streamId()
                        + " than its state names";
            }
        }
    }
}
