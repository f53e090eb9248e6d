package io.tickgate.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The data folder of one engine, held exclusively: a second writer is told so and cannot open it. The lock is the operating
 * system's, so it is gone with the process, however it ended.
 */
public final class DataFolder implements AutoCloseable {
    private static final String LOCK_FILE = "tickgate.lock";

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes the folder if need be and takes it.
     *
     * @param path of the folder.
     * @return the folder, to be closed last.
     * @throws JournalException when another process holds it, or it cannot be made or written.
     */
    public static DataFolder take(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel = FileChannel.open(
                    path.resolve(LOCK_FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String holder = holder(channel);
                channel.close();
                throw new JournalException("The data folder " + path.toAbsolutePath() + " is in use by process "
                        + holder + ". Stop that process, or give this one another folder (--data DIR).");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataFolder(path, channel, lock);
        } catch (IOException e) {
            throw new JournalException(
                    "The data folder " + path.toAbsolutePath() + " cannot be used: " + e
                            + ". Give a folder that this user may write (--data DIR).",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // Held by this very process: the same answer as for another one.
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).trim();
        return text.isEmpty() ? "(unknown)" : text;
    }

    public Path path() {
        return path;
    }

    /** Folder of the input records. */
    public Path journal() {
        return journalOf(path);
    }

    /** Folder of the decisions. */
    public Path decisions() {
        return decisionsOf(path);
    }

    /** Where the input records of a data folder lie. */
    public static Path journalOf(Path dataFolder) {
        return dataFolder.resolve("journal");
    }

    /** Where the decisions of a data folder lie. */
    public static Path decisionsOf(Path dataFolder) {
        return dataFolder.resolve("decisions");
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new JournalException("The data folder " + path + " could not be given back: " + e, e);
        }
    }
}
