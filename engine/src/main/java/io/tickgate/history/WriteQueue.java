package io.tickgate.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is appended, and keeps what the disk does not take until it does, in order. Writer's thread.
 *
 * <p>Full, it throws: then what was told is lost to the process, and is told again at the next start.
 */
final class WriteQueue {
    /** Some four million trades, hours of a busy node. */
    static final long BYTES_MAX = 64L << 20;

    private final Storage storage;
    private final long bytesMax;
    private final Consumer<IOException> onFailure;
    private final ArrayDeque<Write> waiting = new ArrayDeque<>();
    /** The blocks among them, by position. */
    private final Map<Long, byte[]> blocks = new HashMap<>();

    private long bytesWaiting;

    /** Something to write; the position of a block, or {@link #NO_BLOCK}. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Write(Path file, long at, byte[] bytes, long position) {}

    static final long NO_BLOCK = -1;

    /**
     * An empty one.
     *
     * @param storage written to.
     * @param bytesMax that may wait.
     * @param onFailure told of each write that fails.
     */
    WriteQueue(Storage storage, long bytesMax, Consumer<IOException> onFailure) {
        this.storage = storage;
        this.bytesMax = bytesMax;
        this.onFailure = onFailure;
    }

    /**
     * Writes, or keeps the bytes until they can be written.
     *
     * @param position of a block, by which {@link #block} finds it, or {@link #NO_BLOCK}.
     * @throws IOException when as many wait as may.
     */
    void write(Path file, long at, ByteBuffer bytes, long position) throws IOException {
        if (waiting.isEmpty()) {
            try {
                storage.write(file, at, bytes.duplicate());
                return;
            } catch (IOException e) {
                onFailure.accept(e);
            }
        }
        if (bytesWaiting + bytes.remaining() > bytesMax) {
            throw new IOException("more than " + bytesMax + " bytes wait to be written");
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        waiting.add(new Write(file, at, copy, position));
        bytesWaiting += copy.length;
        if (position != NO_BLOCK) {
            blocks.put(position, copy);
        }
    }

    /** Whether something waits. */
    boolean isBehind() {
        return !waiting.isEmpty();
    }

    /** Tries to write what waits; returns whether all of it is written. */
    boolean retry() {
        for (Write next = waiting.peek(); next != null; next = waiting.peek()) {
            try {
                storage.write(next.file, next.at, ByteBuffer.wrap(next.bytes));
            } catch (IOException e) {
                onFailure.accept(e);
                return false;
            }
            waiting.remove();
            bytesWaiting -= next.bytes.length;
            blocks.remove(next.position);
        }
        return true;
    }

    /** A block that waits; null when it is written. */
    byte @Nullable [] block(long position) {
        return blocks.get(position);
    }

    /** Forgets what waits. */
    void clear() {
        waiting.clear();
        blocks.clear();
        bytesWaiting = 0;
    }
}
