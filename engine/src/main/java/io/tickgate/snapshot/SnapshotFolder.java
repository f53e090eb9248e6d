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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of a data folder: files named by their sequences, the newest {@value #KEPT} kept. A file appears whole or not at all: it is written under
 * another name and renamed. One thread writes; any may read.
 */
public final class SnapshotFolder {
    /** One more than pruning relies on, so that a damaged one does not at once leave the older of two. */
    static final int KEPT = 3;

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFolder.class);
    private static final String SUFFIX = ".snapshot";
    private static final String UNFINISHED = ".unfinished";

    private final Path path;

    /** The folder within a data folder; it need not be there. */
    public SnapshotFolder(Path dataFolder) {
        path = dataFolder.resolve("snapshots");
    }

    public Path path() {
        return path;
    }

    /** The snapshots whose headers can be read, newest first; the others are told of in the log. */
    public List<SnapshotFile> newestFirst() {
        List<SnapshotFile> files = new ArrayList<>();
        for (Path each : list(SUFFIX)) {
            try {
                files.add(SnapshotFile.open(each));
            } catch (UnusableSnapshotException e) {
                LOG.warn("Snapshot {} cannot be used: {}", each, e.getMessage());
            }
        }
        files.sort(Comparator.comparingLong((SnapshotFile file) -> file.header().sequence())
                .reversed());
        return files;
    }

    private List<Path> list(String suffix) {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of snapshots " + path + " cannot be listed", e);
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
    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private void deleteOld() throws IOException {
        List<Path> files = list(SUFFIX);
        for (int i = 0; i < files.size() - KEPT; i++) {
            Files.delete(files.get(i));
        }
    }
}
