package io.tickgate.proof.chain;

import io.tickgate.proof.merkle.Sha256;
import io.tickgate.record.RecordFlyweight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Definitions of complete blocks: for each the 12 hashes of its path, its length (4 bytes, big endian), its bytes. Bounded by the ids of the engine and the versions of
 * markets: an all-market start adds 6,000 × 500 bytes. Owned by the chain, which locks.
 */
final class DefinitionFile implements AutoCloseable {
    private static final int PATH_LENGTH = Chain.BLOCK_LEVEL * Sha256.LENGTH;

    private final FileChannel channel;

    private DefinitionFile(FileChannel channel) {
        this.channel = channel;
    }

    static DefinitionFile open(Path file) throws IOException {
        return new DefinitionFile(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** Reads what lies below a sequence; the rest is taken away, since the chain comes to it again. */
    List<Definition> load(long belowSequence) throws IOException {
        List<Definition> definitions = new ArrayList<>();
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (all.hasRemaining() && channel.read(all, all.position()) >= 0) {
            // As often as the file system wants.
        }
        all.flip();
        int end = 0;
        while (all.remaining() >= PATH_LENGTH + Integer.BYTES) {
            List<byte[]> path = readPath(all);
            int length = all.getInt();
            if (length < RecordFlyweight.HEADER_LENGTH
                    || length > RecordFlyweight.RECORD_LENGTH_MAX
                    || length > all.remaining()) {
                break;
            }
            byte[] record = new byte[length];
            all.get(record);
            RecordFlyweight header = new RecordFlyweight().wrap(new UnsafeBuffer(record), 0, length);
            if (!Definition.isKept(header.kindCode()) || header.sequence() >= belowSequence) {
                break;
            }
            Definition definition = Definition.of(record, path);
            definitions.add(definition);
            end = all.position();
        }
        channel.truncate(end);
        return definitions;
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
        ByteBuffer entry = ByteBuffer.allocate(PATH_LENGTH + Integer.BYTES + definition.record().length);
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
