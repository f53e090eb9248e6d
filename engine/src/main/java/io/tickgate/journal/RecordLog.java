package io.tickgate.journal;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.TableStore;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.impl.single.TableStoreWriteLock;
import net.openhft.chronicle.queue.impl.table.Metadata;
import net.openhft.chronicle.queue.impl.table.SingleTableBuilder;
import net.openhft.chronicle.threads.BusyTimedPauser;

/**
 * An append-only log of records in a folder: one Chronicle queue. One appender, any number of readers, each on its own thread.
 *
 * <p>The queue's roll clock is the engine time of the records, so that the same records make the same files.
 */
public final class RecordLog implements AutoCloseable {
    private static final String METADATA_FILE = "metadata.cq4t";
    private static final long NS_PER_MS = 1_000_000;

    private final SingleChronicleQueue queue;
    private final Path folder;
    private final boolean isContiguous;
    private final EngineTime engineTime;
    private final LogFiles files;

    private RecordLog(SingleChronicleQueue queue, Path folder, boolean isContiguous, EngineTime engineTime) {
        this.queue = queue;
        this.folder = folder;
        this.isContiguous = isContiguous;
        this.engineTime = engineTime;
        files = new LogFiles(queue);
    }

    /**
     * Opens the log for its one writer. The caller holds the {@link DataFolder}: that proves that nobody else writes, so a write lock
     * left behind by a killed process is simply taken away (with the same pid after a restart in a container, Chronicle would wait
     * 15 s and give up).
     *
     * @param folder of the queue, made if need be.
     * @param isContiguous whether each record's sequence is the one before plus one (journal), or only never less (decisions).
     * @return the log.
     */
    public static RecordLog openForWriting(Path folder, boolean isContiguous) {
        releaseStaleLocks(folder);
        EngineTime engineTime = new EngineTime();
        SingleChronicleQueue queue = builder(folder).timeProvider(engineTime).build();
        engineTime.moveToCycle(queue);
        return new RecordLog(queue, folder, isContiguous, engineTime);
    }

    /**
     * Opens the log read-only, also while another process writes it.
     *
     * @param folder of the queue.
     * @param isContiguous as in {@link #openForWriting}.
     * @return the log.
     * @throws JournalException when there is no such log.
     */
    public static RecordLog openForReading(Path folder, boolean isContiguous) {
        if (!exists(folder)) {
            throw new JournalException("There is no journal in " + folder.toAbsolutePath()
                    + ". Name the data folder of an engine that has run (--journal DIR, or --data DIR).");
        }
        EngineTime engineTime = new EngineTime();
        SingleChronicleQueue queue =
                builder(folder).timeProvider(engineTime).readOnly(true).build();
        return new RecordLog(queue, folder, isContiguous, engineTime);
    }

    /** Whether a log was ever written in the folder. */
    public static boolean exists(Path folder) {
        return Files.exists(folder.resolve(METADATA_FILE));
    }

    private static SingleChronicleQueueBuilder builder(Path folder) {
        return SingleChronicleQueueBuilder.binary(folder.toFile()).rollCycle(RollCycles.FAST_HOURLY);
    }

    private static void releaseStaleLocks(Path folder) {
        File metadata = folder.resolve(METADATA_FILE).toFile();
        if (!metadata.exists()) {
            return;
        }
        // Otherwise done by the first queue of the process, which is too late: the metadata names its types by these
        // aliases.
        SingleChronicleQueueBuilder.addAliases();
        try (TableStore<Metadata.NoMeta> store = SingleTableBuilder.binary(metadata, Metadata.NoMeta.INSTANCE)
                .readOnly(false)
                .build()) {
            try (TableStoreWriteLock writeLock = new TableStoreWriteLock(store, BusyTimedPauser::new, 0L)) {
                writeLock.forceUnlock();
            }
        }
    }

    /** The appender; one a log, used by one thread. */
    public RecordAppender newAppender() {
        return new RecordAppender(queue, engineTime);
    }

    /** A reader that stands before the first record; used by one thread. */
    public RecordReader newReader() {
        return new RecordReader(queue, files, folder, isContiguous);
    }

    /**
     * The files that hold records, oldest first. Looks into each file that nobody has looked into yet.
     *
     * @param reader of this log, of the calling thread; stands elsewhere afterwards.
     * @return the list; the caller's.
     */
    public List<LogFile> files(RecordReader reader) {
        List<LogFile> list = new ArrayList<>();
        long cycleMs = queue.rollCycle().lengthInMillis();
        for (int cycle : files.cycles()) {
            long firstSequence = files.firstSequence(cycle, reader);
            if (firstSequence != LogFiles.EMPTY) {
                Path path = pathOf(cycle);
                list.add(new LogFile(path, path.toFile().length(), firstSequence, cycle * cycleMs * NS_PER_MS));
            }
        }
        return list;
    }

    private Path pathOf(int cycle) {
        RollCycle rollCycle = queue.rollCycle();
        DateTimeFormatter names =
                DateTimeFormatter.ofPattern(rollCycle.format(), Locale.ROOT).withZone(ZoneOffset.UTC);
        Instant start = Instant.ofEpochMilli((long) cycle * rollCycle.lengthInMillis());
        return folder.resolve(names.format(start) + SingleChronicleQueue.SUFFIX);
    }

    /**
     * Deletes the oldest file. A reader that stands in it reads it to its end and is refused the next one; who needs it must have
     * said so before.
     *
     * @param oldest first of {@link #files}.
     * @throws IOException when the file system refuses.
     */
    public void delete(LogFile oldest) throws IOException {
        Files.delete(oldest.path());
        files.forget(
                (int) (oldest.startEpochNs() / NS_PER_MS / queue.rollCycle().lengthInMillis()));
        // Otherwise readers would look for it; the listing is kept in a file that only a roll brings up to date.
        queue.refreshDirectoryListing();
    }

    /**
     * Lets the disk have what is written from a record on, files and their names, so that a power loss does not take it. Takes as long as the disk does;
     * appends go on meanwhile. The files are mapped into memory: what is forced of a file is what was stored into its pages.
     *
     * @param sequence of the first record; all files that may hold it or later ones are forced.
     * @param reader of this log, of the calling thread; stands elsewhere afterwards.
     * @throws IOException when a file is not there, or the disk refuses.
     */
    public void force(long sequence, RecordReader reader) throws IOException {
        int[] cycles = files.cycles();
        for (int i = 0; i < cycles.length; i++) {
            boolean isBefore = i + 1 < cycles.length && files.firstSequence(cycles[i + 1], reader) <= sequence;
            if (!isBefore) {
                force(pathOf(cycles[i]), StandardOpenOption.WRITE);
            }
        }
        force(folder, StandardOpenOption.READ);
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    /**
     * Sequence of the newest record as it stands there, unchecked: for telling people how much there is to read.
     *
     * @return the sequence, or 0 when there is no record.
     */
    public long newestSequence() {
        try (RecordReader reader = newReader()) {
            return reader.newestSequence();
        }
    }

    @Override
    public void close() {
        queue.close();
    }

    /** The roll clock: the greatest engine time appended. */
    static final class EngineTime implements TimeProvider {
        private volatile long newestMs;

        void moveTo(long engineTimeEpochNs) {
            long ms = engineTimeEpochNs / NS_PER_MS;
            if (ms > newestMs) {
                newestMs = ms;
            }
        }

        /** Never below the last file there is: a record of an older time would be put into an older file, before records it follows. */
        void moveToCycle(SingleChronicleQueue queue) {
            int cycle = queue.lastCycle();
            if (cycle != Integer.MIN_VALUE) {
                newestMs = (long) cycle * queue.rollCycle().lengthInMillis();
            }
        }

        @Override
        public long currentTimeMillis() {
            return newestMs;
        }
    }
}
