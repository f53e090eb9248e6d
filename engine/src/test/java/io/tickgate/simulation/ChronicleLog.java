package io.tickgate.simulation;

import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.record.RecordFlyweight;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** A log that is the real queue in a folder, opened anew for each life of the process. */
final class ChronicleLog implements Log, AutoCloseable {
    /** All records of a run lie in the first megabytes of the file. */
    private static final long SEARCHED_MAX = 1 << 22;

    private final Path folder;
    private final boolean isContiguous;
    private final UnsafeBuffer scratch =
            new UnsafeBuffer(ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX));
    /** What was appended whole; of the journal kept apart from the queue. */
    private final List<byte[]> appended = new ArrayList<>();

    private @Nullable RecordLog log;
    private @Nullable RecordAppender appender;
    private @Nullable Path flippedFile;
    private long flippedAt;
    private int flippedMask;

    ChronicleLog(Path folder, boolean isContiguous) {
        this.folder = folder;
        this.isContiguous = isContiguous;
    }

    @Override
    public void open() {
        close();
        log = RecordLog.openForWriting(folder, isContiguous);
        appender = log.newAppender();
    }

    RecordAppender appender() {
        if (appender == null) {
            throw new IllegalStateException("The log is closed");
        }
        return appender;
    }

    RecordReader reader() {
        if (log == null) {
            throw new IllegalStateException("The log is closed");
        }
        return log.newReader();
    }

    @Override
    public void append(byte[] record) {
        scratch.putBytes(0, record);
        appender().append(scratch, record.length);
        appended.add(record);
    }

    @Override
    public void tear(byte[] record) {
        scratch.putBytes(0, record);
        int from = RecordFlyweight.SEQUENCE_OFFSET;
        scratch.setMemory(from, record.length - from, (byte) 0);
        appender().append(scratch, record.length);
    }

    @Override
    public List<byte[]> read(int from, long lastSequence) {
        List<byte[]> all = new ArrayList<>();
        try (RecordReader reader = reader()) {
            while (reader.next()) {
                byte[] record = new byte[reader.header().length()];
                reader.buffer().getBytes(0, record);
                all.add(record);
            }
        }
        return all.subList(from, all.size());
    }

    @Override
    public List<byte[]> appended() {
        note();
        return List.copyOf(appended);
    }

    /** The real publish stage appends decisions by itself: they are read again while the queue is undamaged. */
    private void note() {
        if (!isContiguous && log != null && flippedFile == null) {
            appended.clear();
            appended.addAll(read(0, 0));
        }
    }

    @Override
    public int positionBehind(int count) {
        return count;
    }

    @Override
    public boolean isFlippedFrom(int position) {
        return flippedFile != null;
    }

    @Override
    public boolean flip(Chance chance) {
        close();
        if (appended.size() < 3 || flippedFile != null) {
            return false;
        }
        byte[] record = appended.get(chance.below(appended.size() - 2) + 1);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".cq4"))
                    .sorted()
                    .toList()) {
                long at = find(file, record);
                if (at >= 0) {
                    flippedFile = file;
                    flippedAt = at + chance.below(record.length);
                    flippedMask = 1 << chance.below(Byte.SIZE);
                    toggle(file);
                    return true;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return false;
    }

    private static long find(Path file, byte[] record) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            byte[] head = new byte[(int) Math.min(bytes.length(), SEARCHED_MAX)];
            bytes.readFully(head);
            for (int at = 0; at + record.length <= head.length; at++) {
                if (head[at] == record[0] && matches(head, at, record)) {
                    return at;
                }
            }
        }
        return -1;
    }

    private static boolean matches(byte[] head, int at, byte[] record) {
        for (int i = 0; i < record.length; i++) {
            if (head[at + i] != record[i]) {
                return false;
            }
        }
        return true;
    }

    private void toggle(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(flippedAt);
            int old = bytes.read();
            bytes.seek(flippedAt);
            bytes.write(old ^ flippedMask);
        }
    }

    @Override
    public void restore() {
        Path file = flippedFile;
        if (file != null) {
            close();
            try {
                toggle(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            flippedFile = null;
        }
    }

    @Override
    public int size() {
        return appended.size();
    }

    @Override
    public void close() {
        note();
        if (appender != null) {
            appender.close();
            appender = null;
        }
        if (log != null) {
            log.close();
            log = null;
        }
    }
}
