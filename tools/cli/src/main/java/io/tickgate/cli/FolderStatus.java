package io.tickgate.cli;

import io.tickgate.journal.DataFolder;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import io.tickgate.status.StatusFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.errors.ErrorLogReader;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a data folder beside its records, read without disturbing an engine that runs there.
 *
 * @param holder process that holds the folder, empty when none does.
 * @param counters of the process that holds it or held it last; empty when no engine has run.
 * @param errors distinct errors of the same process.
 * @param journalBytes length of the journal's files, which are sparse: they take less on the disk.
 * @param decisionsBytes the same of the decisions.
 */
record FolderStatus(
        String holder,
        Map<Counter, Long> counters,
        List<RecordedError> errors,
        long journalBytes,
        long decisionsBytes) {
    private static final String LOCK_FILE = "tickgate.lock";

    /**
     * An error that was recorded, once for all its occurrences.
     *
     * @param count of occurrences.
     * @param firstEpochMs wall clock of the first.
     * @param lastEpochMs wall clock of the last.
     * @param text stack trace.
     */
    record RecordedError(int count, long firstEpochMs, long lastEpochMs, String text) {
        /** Its first line. */
        String summary() {
            return text.lines().findFirst().orElse("");
        }
    }

    /** Reads a folder. */
    static FolderStatus read(Path dataFolder) throws IOException {
        return new FolderStatus(
                holder(dataFolder.resolve(LOCK_FILE)),
                counters(bytesOf(StatusFiles.countersOf(dataFolder))),
                errors(bytesOf(StatusFiles.errorsOf(dataFolder))),
                length(DataFolder.journalOf(dataFolder)),
                length(DataFolder.decisionsOf(dataFolder)));
    }

    /** Asks for a shared lock, which an engine's exclusive one denies; had for an instant otherwise. */
    private static String holder(Path lockFile) throws IOException {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.READ);
                FileLock lock = tryShared(channel)) {
            if (lock != null) {
                return "";
            }
            String pid = Files.readString(lockFile, StandardCharsets.US_ASCII).trim();
            return pid.isEmpty() ? "unknown" : pid;
        } catch (NoSuchFileException e) {
            return ""; // No engine has ever run here.
        }
    }

    private static @Nullable FileLock tryShared(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, true);
        } catch (OverlappingFileLockException e) {
            return null; // Held by this very process, as in a test.
        }
    }

    private static byte[] bytesOf(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    /** An older build has written fewer counters: what is missing counts as nothing. */
    private static Map<Counter, Long> counters(byte[] bytes) {
        Map<Counter, Long> values = new EnumMap<>(Counter.class);
        if (bytes.length > 0) {
            ByteBuffer copy = ByteBuffer.allocateDirect(Math.max(bytes.length, Counters.lengthBytes()));
            Counters counters = new Counters(new UnsafeBuffer(copy.put(bytes).clear()));
            for (Counter counter : Counter.values()) {
                values.put(counter, counters.get(counter));
            }
        }
        return values;
    }

    private static List<RecordedError> errors(byte[] bytes) {
        List<RecordedError> errors = new ArrayList<>();
        if (bytes.length > 0) {
            ByteBuffer copy = ByteBuffer.allocateDirect(bytes.length);
            ErrorLogReader.read(
                    new UnsafeBuffer(copy.put(bytes).clear()),
                    (count, firstMs, lastMs, text) -> errors.add(new RecordedError(count, firstMs, lastMs, text)));
        }
        return errors;
    }

    private static long length(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long length = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                length += Files.isRegularFile(file) ? Files.size(file) : 0;
            }
        }
        return length;
    }
}
