package io.tickgate.proof.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that only their owner may read, written whole or not at all. Stateless. */
final class PrivateFiles {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.complementOf(EnumSet.copyOf(PosixFilePermissions.fromString("rwx------")));

    private PrivateFiles() {}

    static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        if (isPosix(folder)) {
            Files.setPosixFilePermissions(folder, OWNER_FOLDER);
        }
    }

    /** Replaces a file: a reader sees the old content or the new, also after a crash. */
    static void write(Path folder, String name, byte[] content) throws IOException {
        Path next = folder.resolve(name + ".new");
        Files.deleteIfExists(next);
        if (isPosix(folder)) {
            Files.createFile(next, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createFile(next);
        }
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(folder);
    }

    private static void syncFolder(Path folder) throws IOException {
        if (!isPosix(folder)) {
            return; // Other systems do not open folders.
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Reads a small file that must be its owner's alone.
     *
     * @param lengthMax of a sound one.
     * @throws ProofException when others may read or write it, or it is too long to be what it should be.
     */
    static byte[] read(Path file, int lengthMax) throws IOException {
        if (isPosix(file)) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.stream().anyMatch(OTHERS::contains)) {
                throw new ProofException("The secret file " + file.toAbsolutePath() + " is open to others ("
                        + PosixFilePermissions.toString(permissions) + "). Make it its owner's alone: chmod 600 " + file
                        + "; if others may have read it, rotate the key as well.");
            }
        }
        if (Files.size(file) > lengthMax) {
            throw new ProofException(
                    "The file " + file.toAbsolutePath() + " is longer than a key; it is not what it should be.");
        }
        return Files.readAllBytes(file);
    }

    private static boolean isPosix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }
}
