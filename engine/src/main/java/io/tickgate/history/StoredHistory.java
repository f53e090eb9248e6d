package io.tickgate.history;

import io.tickgate.touch.StreamCoverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** History as it was stored at a sequence, read from its files and checked. Writer's thread, or that of who only reads. */
final class StoredHistory implements StateFile.Reader {
    private final Path folder;
    private final Map<Integer, StreamHistory> streams = new HashMap<>();
    /** Of each lane the numbers of its first block and of the one after its last. */
    private final Map<Long, long[]> blocksWanted = new HashMap<>();

    private StateFile.Position position = new StateFile.Position(0, Long.MIN_VALUE, 0, 0, 0, 0, 0);
    private String defect = "";
    private String lost = "";
    /** Lanes of which a block was read. */
    private final Set<Long> begun = new HashSet<>();

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
        stored.readState(sequence, blockRows);
        stored.readBlocks(stored.position.firstSegment());
        if (!stored.defect.isEmpty()) {
            throw new IOException(stored.defect);
        }
        return stored;
    }

    /**
     * Reads what was stored, without the oldest files up to the last one that does not check: it begins behind them.
     *
     * @throws IOException when the state itself does not check.
     */
    static StoredHistory salvage(Path folder, long sequence, int blockRows) throws IOException {
        StoredHistory stored = new StoredHistory(folder);
        stored.readState(sequence, blockRows);
        int last = stored.position.segment();
        int from = last + 1;
        while (from > stored.position.firstSegment()
                && stored.defectOf(from - 1).isEmpty()) {
            from--;
        }
        for (; ; from++) {
            stored.defect = "";
            stored.readBlocks(from);
            if (stored.defect.isEmpty()) {
                break;
            }
            stored.lost = stored.defect;
            if (from > last) {
                throw new IOException(stored.defect);
            }
        }
        stored.giveUpBelow(from);
        return stored;
    }

    private String defectOf(int segment) throws IOException {
        String found = Segments.readIndex(folder, segment, indexLength(segment), (stream, lane, number, zone) -> {});
        if (found.isEmpty()) {
            defect = "";
            checkLength(segment, segment == position.segment());
            found = defect;
        }
        if (!found.isEmpty()) {
            lost = found;
        }
        return found;
    }

    /** What made {@link #salvage} give up files, for people. */
    String lost() {
        return lost;
    }

    private void giveUpBelow(int from) throws IOException {
        LostBlocks gone = new LostBlocks();
        for (int segment = position.firstSegment(); segment < from; segment++) {
            if (Files.exists(HistoryFiles.index(folder, segment))) {
                long length = indexLength(segment) / Segments.ENTRY_LENGTH * Segments.ENTRY_LENGTH;
                length = Math.min(
                        length,
                        Files.size(HistoryFiles.index(folder, segment))
                                / Segments.ENTRY_LENGTH
                                * Segments.ENTRY_LENGTH);
                Segments.readIndex(folder, segment, length, gone::onEntry);
            }
        }
        for (StreamHistory stream : streams.values()) {
            for (int lane = 0; lane < Lane.LANES; lane++) {
                gone.giveUp(stream, lane, blocksOf(stream.streamId(), lane)[0]);
            }
        }
        boolean isAll = from > position.segment();
        position = new StateFile.Position(
                position.sequence(),
                position.marketTimeEpochNs(),
                from,
                Math.max(from, position.segment()),
                isAll ? 0 : position.tradesLength(),
                isAll ? 0 : position.indexLength(),
                position.blockRows());
    }

    private void readState(long sequence, int blockRows) throws IOException {
        try {
            StateFile.read(HistoryFiles.state(folder, sequence), this);
        } catch (RuntimeException e) {
            throw new IOException("State " + sequence + " of " + folder + " cannot be used: " + e, e);
        }
        if (position.blockRows() != blockRows) {
            throw new IOException(
                    "The blocks of " + folder + " have " + position.blockRows() + " rows, not " + blockRows);
        }
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
        blocksWanted.put(key(stream.streamId(), lane), new long[] {firstBlock, blocks});
    }

    private long[] blocksOf(int streamId, int lane) {
        return blocksWanted.getOrDefault(key(streamId, lane), new long[2]);
    }

    private static long key(int streamId, int lane) {
        return (long) streamId * Lane.LANES + lane;
    }

    /** Reads what is in the files from one on; where that is the first one, nothing may lack, else lanes begin with what is found. */
    private void readBlocks(int from) throws IOException {
        boolean isWhole = from == position.firstSegment();
        for (StreamHistory stream : streams.values()) {
            for (int lane = 0; lane < Lane.LANES; lane++) {
                long[] wanted = blocksOf(stream.streamId(), lane);
                stream.lane(lane).blocks().beginAt(wanted[isWhole ? 0 : 1]);
            }
        }
        begun.clear();
        for (int segment = from; segment <= position.segment() && defect.isEmpty(); segment++) {
            long length = indexLength(segment);
            if (length > 0) {
                String found = Segments.readIndex(
                        folder,
                        segment,
                        length,
                        (streamId, lane, number, zone) -> onBlock(streamId, lane, number, zone, isWhole));
                defect = defect.isEmpty() ? found : defect;
            }
            checkLength(segment, segment == position.segment());
        }
        for (StreamHistory stream : streams.values()) {
            checkLanes(stream);
        }
    }

    private long indexLength(int segment) throws IOException {
        Path index = HistoryFiles.index(folder, segment);
        if (segment == position.segment()) {
            return position.indexLength();
        }
        return Files.exists(index) ? Files.size(index) : 0;
    }

    private void checkLength(int segment, boolean isLast) throws IOException {
        Path trades = HistoryFiles.trades(folder, segment);
        long wanted = isLast ? position.tradesLength() : 1;
        if (defect.isEmpty() && wanted > 0 && (!Files.exists(trades) || Files.size(trades) < wanted)) {
            defect = trades + " is missing or too short";
        }
    }

    private void onBlock(int streamId, int lane, long number, long[] zone, boolean isWhole) {
        StreamHistory stream = streams.get(streamId);
        if (stream == null || lane < 0 || lane >= Lane.LANES) {
            defect = "The index of " + folder + " names a stream that the state does not";
            return;
        }
        ZoneTable blocks = stream.lane(lane).blocks();
        if (!isWhole && begun.add(key(streamId, lane))) {
            blocks.beginAt(number);
        }
        if (number == blocks.count()) {
            blocks.add(zone);
        } else if (number > blocks.count()) {
            defect = "The index of " + folder + " lacks a block of stream " + streamId;
        }
    }

    private void checkLanes(StreamHistory stream) {
        for (int lane = 0; lane < Lane.LANES; lane++) {
            if (blocksOf(stream.streamId(), lane)[1]
                    != stream.lane(lane).blocks().count()) {
                defect = "The index of " + folder + " has other blocks of stream " + stream.streamId()
                        + " than its state names";
            }
        }
    }
}
