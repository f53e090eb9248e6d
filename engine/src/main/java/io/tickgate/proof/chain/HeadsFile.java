package io.tickgate.proof.chain;

import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.keys.ProofException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * All heads, a line each, the canonical form and a line feed. Appended by the chain's thread, forced before anybody is told, read by any.
 * A line that a crash cut is taken away at the next start. A year of minutes is 525,600 heads: 400 MB of file, 4 MB of places in memory.
 */
final class HeadsFile implements AutoCloseable {
    /** A head has some 650 bytes. */
    private static final int LINE_MAX = 4_096;

    private static final int SCAN_LENGTH = 1 << 16;

    private final FileChannel channel;
    private final Path file;
    private long[] ends = new long[1_024];
    private int count;

    private HeadsFile(FileChannel channel, Path file) {
        this.channel = channel;
        this.file = file;
    }

    /** Opens the file, made if need be. */
    static HeadsFile open(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        HeadsFile heads = new HeadsFile(channel, file);
        heads.scan();
        return heads;
    }

    /**
     * Time of the newest head of a file that another process may be writing; 0 when there is none.
     *
     * @throws ProofException when the newest whole line is no head.
     */
    static long newestTimeEpochNs(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = Math.max(0, channel.size() - 2 * LINE_MAX);
            ByteBuffer bytes = ByteBuffer.allocate(2 * LINE_MAX);
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // As often as the file system wants.
            }
            String tail = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            int end = tail.lastIndexOf('\n');
            String line = tail.substring(tail.lastIndexOf('\n', end - 1) + 1, Math.max(0, end));
            return end < 0
                    ? 0
                    : Head.parse(line.getBytes(StandardCharsets.UTF_8)).timeEpochNs();
        } catch (NotCanonicalException e) {
            throw new ProofException("The newest head in " + file.toAbsolutePath() + " is damaged: " + e.getMessage());
        }
    }

    private void scan() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SCAN_LENGTH);
        long place = 0;
        while (channel.read(bytes.clear(), place) > 0) {
            for (int i = 0; i < bytes.position(); i++) {
                if (bytes.get(i) == '\n') {
                    add(place + i + 1);
                }
            }
            place += bytes.position();
        }
        channel.truncate(end(count));
    }

    private synchronized void add(long end) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count++] = end;
    }

    private long end(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    private synchronized long end() {
        return end(count);
    }

    /** Number of heads. */
    synchronized int count() {
        return count;
    }

    /** The newest head, null before the first. */
    synchronized @Nullable Head newest() {
        return count == 0 ? null : read(count - 1);
    }

    /** A head by its number, below the count. */
    synchronized Head read(int number) {
        try {
            return Head.parse(line(number));
        } catch (NotCanonicalException e) {
            throw new ProofException("Head " + number + " in " + file.toAbsolutePath() + " is damaged: "
                    + e.getMessage() + ". Restore the file from a copy, or from what the webhook was sent.");
        }
    }

    private byte[] line(int number) {
        long begin = end(number);
        long length = ends[number] - 1 - begin;
        if (length > LINE_MAX) {
            throw new ProofException("Line " + (number + 1) + " of " + file.toAbsolutePath() + " is no head.");
        }
        ByteBuffer line = ByteBuffer.allocate((int) length);
        try {
            while (line.hasRemaining() && channel.read(line, begin + line.position()) >= 0) {
                // As often as the file system wants.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.array();
    }

    /** The first head that covers a sequence, null while there is none. */
    synchronized @Nullable Head covering(long sequence) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (read(middle).sequence() < sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == count ? null : read(low);
    }

    /** Appends a head and forces it to the disk; readers see it then, and wait for nothing. The chain's thread only. */
    void append(Head head) throws IOException {
        byte[] line = head.toCanonical().toBytes();
        ByteBuffer bytes =
                ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        long place = end();
        while (bytes.hasRemaining()) {
            channel.write(bytes, place + bytes.position());
        }
        channel.force(true);
        add(place + line.length + 1);
    }

    /** Some heads as they are published, from a number on. */
    synchronized List<Head> page(long from, int limit) {
        long end = Math.min(count, from + limit);
        return LongStream.range(Math.min(from, end), end)
                .mapToObj(number -> read((int) number))
                .toList();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
