package io.tickgate.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** How history changes files; a seam for tests that end a process at each step. One thread. */
interface Storage extends AutoCloseable {
    /** Writes all of the bytes at a place of a file, which is made if need be. */
    void write(Path file, long position, ByteBuffer bytes) throws IOException;

    /** Cuts a file, if there is one, to a length. */
    void truncate(Path file, long length) throws IOException;

    /** Renames a file over another one, at once. */
    void replace(Path file, Path target) throws IOException;

    /** Deletes a file, if there is one. */
    void delete(Path file) throws IOException;

    @Override
    void close() throws IOException;
}
