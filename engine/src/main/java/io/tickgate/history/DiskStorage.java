package io.tickgate.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files of the operating system. What was written survives the process, not a loss of power: nothing here calls fsync, as nothing of the
 * journal does.
 */
final class DiskStorage implements Storage {
    /** The two files that grow, and the one that is being made. */
    private static final int OPEN_MAX = 4;

    private final Map<Path, FileChannel> open = new LinkedHashMap<>();

    @Override
    public void write(Path file, long position, ByteBuffer bytes) throws IOException {
        FileChannel channel = channel(file);
        long at = position;
        try {
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        } catch (IOException e) {
            forget(file); // An interrupt has closed it for good; the next write opens it again.
            throw e;
        }
    }

    private FileChannel channel(Path file) throws IOException {
        FileChannel channel = open.get(file);
        if (channel == null) {
            if (open.size() == OPEN_MAX) {
                forget(open.keySet().iterator().next());
            }
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            open.put(file, channel);
        }
        return channel;
    }

    private void forget(Path file) throws IOException {
        FileChannel channel = open.remove(file);
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void truncate(Path file, long length) throws IOException {
        if (Files.exists(file)) {
            channel(file).truncate(length);
        }
    }

    @Override
    public void replace(Path file, Path target) throws IOException {
        forget(file);
        forget(target);
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(Path file) throws IOException {
        forget(file);
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : open.values()) {
            channel.close();
        }
        open.clear();
    }
}
