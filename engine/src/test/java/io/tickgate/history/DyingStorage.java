package io.tickgate.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Dies at a step, as a killed process does: the write under way is done in part, and nothing after it. */
final class DyingStorage implements Storage {
    /** The process is gone. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final DiskStorage disk = new DiskStorage();
    private final long dieAt;
    private final boolean isFull;
    private boolean isFilled;
    private long steps;

    private DyingStorage(long dieAt, boolean isFull) {
        this.dieAt = dieAt;
        this.isFull = isFull;
    }

    static DyingStorage killedAt(long step) {
        return new DyingStorage(step, false);
    }

    /** Nothing can be written from a step on. */
    static DyingStorage fullAt(long step) {
        return new DyingStorage(step, true);
    }

    static DyingStorage never() {
        return new DyingStorage(Long.MAX_VALUE, false);
    }

    long steps() {
        return steps;
    }

    /** Takes nothing from now on, or does again. */
    void fill(boolean isFullNow) {
        isFilled = isFullNow;
    }

    private void step() throws IOException {
        if (isFilled) {
            steps++;
            throw new IOException("No space left on device");
        }
        if (++steps >= dieAt) {
            if (isFull) {
                throw new IOException("No space left on device");
            }
            throw new Killed();
        }
    }

    @Override
    public void write(Path file, long position, ByteBuffer bytes) throws IOException {
        if (steps + 1 == dieAt) {
            ByteBuffer part = bytes.duplicate();
            part.limit(part.position() + part.remaining() / 2);
            disk.write(file, position, part);
        }
        step();
        disk.write(file, position, bytes);
    }

    @Override
    public void truncate(Path file, long length) throws IOException {
        step();
        disk.truncate(file, length);
    }

    @Override
    public void replace(Path file, Path target) throws IOException {
        step();
        disk.replace(file, target);
    }

    @Override
    public void delete(Path file) throws IOException {
        step();
        disk.delete(file);
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }
}
