package io.tickgate.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The data folder of one engine, held exclusively: a second writer is told so and cannot open it. The lock is the operating
 * system's, so it is gone with the process, however it ended.
 */
public final class DataFolder implements AutoCloseable {
    private static final String LOCK_FILE = "tickgate.lock";

    /**
     * Lock files that this process holds. Asked before the file is opened: POSIX drops all of a process's locks on a file as soon as
     * it closes any descriptor of it, so that even a refused second attempt would give the folder away.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Path file;
    private final FileChannel channel;

    private DataFolder(Path path, Path file, FileChannel channel) {
        this.path = path;
        this.file = file;
        this.channel = channel;
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
            Path file = path.toRealPath().resolve(LOCK_FILE);
            if (!HELD.add(file)) {
                throw inUse(path, Long.toString(ProcessHandle.current().pid()));
            }
            return lock(path, file);
        } catch (IOException e) {
            throw new JournalException(
                    "The data folder " + path.toAbsolutePath() + " cannot be used: " + why(e)
                            + ". Give a folder that this user may write (--data DIR).",
                    e);
        }
    }

    /** The reason without Java's names. */
    private static String why(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "it is not there and cannot be made";
        }
        if (failure instanceof AccessDeniedException) {
            return "this user may not write there";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "it is a file";
        }
        return String.valueOf(failure.getMessage());
    }

    private static DataFolder lock(Path path, Path file) throws IOException {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw inUse(path, holder(channel));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataFolder(path, file, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            HELD.remove(file);
            throw e;
        }
    }

    private static JournalException inUse(Path path, String holder) {
        return new JournalException("The data folder " + path.toAbsolutePath() + " is in use by process " + holder
                + ". Stop that process, or give this one another folder (--data DIR).");
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

    /** Gives the folder back; again is nothing. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close(); // Ends the lock as well.
            HELD.remove(file);
        } catch (IOException e) {
            throw new JournalException("The data folder " + path + " could not be given back: " + e, e);
        }
    }
}
