package io.tickgate.snapshot;

import io.tickgate.market.Market;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of a data folder: files named by their sequences; {@link KeptSnapshots} says which stay. A file appears whole or not at all: it is written
 * under another name and renamed. One thread writes; any may read.
 */
public final class SnapshotFolder {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFolder.class);
    private static final String SUFFIX = ".snapshot";
    private static final String UNFINISHED = ".unfinished";

    private final Path path;
    private final FolderSync sync;
    private boolean isSyncRefused;

    /** The folder within a data folder; it need not be there. */
    public SnapshotFolder(Path dataFolder) {
        this(dataFolder, SnapshotFolder::sync);
    }

    SnapshotFolder(Path dataFolder, FolderSync sync) {
        path = dataFolder.resolve("snapshots");
        this.sync = sync;
    }

    /** Lets the disk have the names in a folder; another one in tests, for what no file system at hand does. */
    @FunctionalInterface
    interface FolderSync {
        void sync(Path folder) throws IOException;
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    public Path path() {
        return path;
    }

    /**
     * The snapshots whose headers can be read, newest first; the others are told of in the log.
     *
     * @throws UncheckedIOException when the folder cannot be listed.
     */
    public List<SnapshotFile> newestFirst() {
        try {
            List<SnapshotFile> files = oldestFirst();
            Collections.reverse(files);
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of snapshots " + path + " cannot be listed", e);
        }
    }

    /** As {@link #newestFirst}, the other way round, for who goes on without. */
    List<SnapshotFile> oldestFirst() throws IOException {
        List<SnapshotFile> files = new ArrayList<>();
        for (Path each : list(SUFFIX)) {
            try {
                files.add(SnapshotFile.open(each));
            } catch (UnusableSnapshotException e) {
                LOG.warn("Snapshot {} cannot be used: {}", each, e.getMessage());
            }
        }
        files.sort(Comparator.comparingLong((SnapshotFile file) -> file.header().sequence()));
        return files;
    }

    private List<Path> list(String suffix) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Writes a snapshot. After a crash at any instruction it is there whole or not at all.
     *
     * @param header of it.
     * @param market of which it is.
     * @param content what else.
     * @return the file.
     * @throws IOException when the disk does not take it; nothing is left behind then.
     */
    SnapshotFile write(SnapshotHeader header, Market market, SnapshotContent content) throws IOException {
        Files.createDirectories(path);
        deleteUnfinished();
        Path file = path.resolve(String.format(Locale.ROOT, "%019d%s", header.sequence(), SUFFIX));
        Path unfinished = path.resolve(file.getFileName() + UNFINISHED);
        try {
            SnapshotFile.write(unfinished, header, market, content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        syncFolder();
        deleteOld();
        return new SnapshotFile(file, header);
    }

    /** What a process left behind that died while writing. */
    private void deleteUnfinished() throws IOException {
        for (Path each : list(UNFINISHED)) {
            Files.delete(each);
        }
    }

    /** Without this a power loss could take the name away again; not every file system lets a folder be synced, and none has to. */
    private void syncFolder() {
        try {
            sync.sync(path);
        } catch (IOException e) {
            if (!isSyncRefused) {
                isSyncRefused = true;
                LOG.warn(
                        "The folder {} cannot be synced: a power loss may take the newest snapshots: {}",
                        path,
                        e.toString());
            }
        }
    }

    /** A snapshot that is written is written, whatever becomes of those that nobody needs any more. */
    private void deleteOld() {
        try {
            List<Path> named = list(SUFFIX);
            Set<Path> kept =
                    new HashSet<>(named.subList(Math.max(0, named.size() - KeptSnapshots.NEWEST), named.size()));
            for (SnapshotFile file : KeptSnapshots.of(oldestFirst())) {
                kept.add(file.path());
            }
            for (Path each : named) {
                if (!kept.contains(each)) {
                    delete(each);
                }
            }
        } catch (IOException e) {
            LOG.warn("Old snapshots were not looked for in {}: {}", path, e.toString());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("Snapshot {} is not needed any more and cannot be deleted: {}", file, e.toString());
        }
    }

    /**
     * Deletes what lies before the journal's first record, save the newest: nothing can go on behind those.
     *
     * @param firstSequence of the journal.
     * @throws IOException when the folder cannot be listed.
     */
    void deleteBelow(long firstSequence) throws IOException {
        List<SnapshotFile> files = oldestFirst();
        for (SnapshotFile file : files.subList(0, Math.max(0, files.size() - KeptSnapshots.NEWEST))) {
            if (file.header().sequence() < firstSequence) {
                delete(file.path());
            }
        }
    }
}
