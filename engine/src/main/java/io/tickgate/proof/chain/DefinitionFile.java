package io.tickgate.proof.chain;

import io.tickgate.proof.keys.ProofException;
import io.tickgate.proof.merkle.Sha256;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Definitions of complete blocks: for each the 12 hashes of its path, its length (4 bytes, big endian), its bytes. Bounded by the ids of the engine and the versions of
 * markets: an all-market start adds 6,000 × 500 bytes. Owned by the chain, which locks.
 *
 * <p>An entry needs no checksum of its own: its record has one, and record and path lead to the root of their block.
 */
final class DefinitionFile implements AutoCloseable {
    private static final int PATH_LENGTH = Chain.BLOCK_LEVEL * Sha256.LENGTH;
    private static final int HEAD_LENGTH = PATH_LENGTH + Integer.BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionFile.class);

    private final FileChannel channel;
    private final Path file;

    private DefinitionFile(FileChannel channel, Path file) {
        this.channel = channel;
        this.file = file;
    }

    static DefinitionFile open(Path file) throws IOException {
        return new DefinitionFile(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                file);
    }

    /** What stands at a place of the file. */
    private enum Place {
        /** A definition of a complete block. */
        SOUND,
        /** What was not forced before a crash: beyond the newest head, cut, or zeros. The chain comes to it again. */
        BEHIND,
        /** Something else. */
        DAMAGED
    }

    /**
     * Reads what lies below a sequence; what lies behind it is taken away, since the chain comes to it again. What is damaged is made again from the journal.
     *
     * @param belowSequence where the last complete block ends.
     * @param search of the same chain.
     * @throws ProofException when the file is damaged and the journal no longer has what it was made from; the file is left as it is.
     */
    List<Definition> load(long belowSequence, DefinitionSearch search) throws IOException {
        List<Definition> definitions = new ArrayList<>();
        ByteBuffer all = readAll();
        Place place = Place.SOUND;
        int end = 0;
        while (place == Place.SOUND && all.hasRemaining()) {
            Definition definition = parse(all);
            place = judge(definition, all.position(end), belowSequence, search);
            if (place == Place.SOUND && definition != null) {
                definitions.add(definition);
                end += HEAD_LENGTH + definition.record().length;
                all.position(end);
            }
        }
        boolean isLost = definitions.isEmpty() && search.isAnyBlock();
        if (place == Place.DAMAGED || isLost) {
            mend(definitions, end, place, search);
        } else {
            channel.truncate(end);
        }
        return definitions;
    }

    private ByteBuffer readAll() throws IOException {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (all.hasRemaining() && channel.read(all, all.position()) >= 0) {
            // As often as the file system wants.
        }
        return all.flip();
    }

    /** The entry at the buffer's position, null when there is no whole one that checks. */
    private static @Nullable Definition parse(ByteBuffer all) {
        if (all.remaining() < HEAD_LENGTH) {
            return null;
        }
        List<byte[]> path = readPath(all);
        int length = all.getInt();
        if (length < RecordFlyweight.HEADER_LENGTH
                || length > RecordFlyweight.RECORD_LENGTH_MAX
                || length > all.remaining()) {
            return null;
        }
        byte[] record = new byte[length];
        all.get(record);
        RecordFlyweight header = new RecordFlyweight().wrap(new UnsafeBuffer(record), 0, length);
        boolean isWhole = header.length() == length
                && header.crc32c() == new RecordChecksum().of(ByteBuffer.wrap(record), 0, length)
                && Definition.isKept(header.kindCode());
        return isWhole ? Definition.of(record, path) : null;
    }

    private static Place judge(
            @Nullable Definition definition, ByteBuffer rest, long belowSequence, DefinitionSearch search) {
        if (definition == null) {
            return isUnfinished(rest, belowSequence) ? Place.BEHIND : Place.DAMAGED;
        }
        if (definition.sequence() >= belowSequence) {
            return Place.BEHIND;
        }
        return search.isProven(definition) ? Place.SOUND : Place.DAMAGED;
    }

    /** Whether a crash leaves such an end: shorter than the shortest entry, an entry from beyond that lacks its end, or zeros. */
    private static boolean isUnfinished(ByteBuffer rest, long belowSequence) {
        int from = rest.position();
        if (rest.remaining() < HEAD_LENGTH + RecordFlyweight.HEADER_LENGTH) {
            return true;
        }
        RecordFlyweight header =
                new RecordFlyweight().wrap(new UnsafeBuffer(rest), from + HEAD_LENGTH, RecordFlyweight.HEADER_LENGTH);
        int length = rest.getInt(from + PATH_LENGTH);
        if (length == header.length()
                && length > rest.remaining() - HEAD_LENGTH
                && header.sequence() >= belowSequence) {
            return true;
        }
        for (int i = from; i < rest.limit(); i++) {
            if (rest.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private void mend(List<Definition> definitions, int end, Place place, DefinitionSearch search) throws IOException {
        long last = definitions.isEmpty()
                ? 0
                : definitions.get(definitions.size() - 1).sequence();
        List<Definition> found = search.behind(last);
        if (found == null && place != Place.DAMAGED) {
            LOG.warn(
                    "DEFINITIONS {} is empty, and the journal no longer has what it was made from: there is no receipt of what they defined",
                    file.toAbsolutePath());
            channel.truncate(end);
            return;
        }
        if (found == null) {
            throw new ProofException("The file " + file.toAbsolutePath() + " is damaged at byte " + end
                    + ", and the journal no longer has the records that it was made from. Restore the file from a copy; without one move"
                    + " the folder proof/chain away to begin a new chain, and tell those who keep its heads.");
        }
        channel.truncate(end);
        for (Definition definition : found) {
            append(definition);
        }
        force();
        definitions.addAll(found);
        if (place == Place.DAMAGED || !found.isEmpty()) {
            LOG.warn(
                    "DEFINITIONS {} was damaged at byte {}: {} definitions made again from the journal",
                    file.toAbsolutePath(),
                    end,
                    found.size());
        }
    }

    private static List<byte[]> readPath(ByteBuffer all) {
        List<byte[]> path = new ArrayList<>(Chain.BLOCK_LEVEL);
        for (int i = 0; i < Chain.BLOCK_LEVEL; i++) {
            byte[] hash = new byte[Sha256.LENGTH];
            all.get(hash);
            path.add(hash);
        }
        return path;
    }

    void append(Definition definition) throws IOException {
        ByteBuffer entry = ByteBuffer.allocate(HEAD_LENGTH + definition.record().length);
        definition.path().forEach(entry::put);
        entry.putInt(definition.record().length).put(definition.record()).flip();
        long end = channel.size();
        while (entry.hasRemaining()) {
            channel.write(entry, end + entry.position());
        }
    }

    void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
