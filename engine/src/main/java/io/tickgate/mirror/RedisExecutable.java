package io.tickgate.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** Where the embedded server's binary comes from: the PATH, or the one that the embedded-redis library carries (Redis 6.2). */
final class RedisExecutable {
    private static final List<String> NAMES = List.of("redis-server", "valkey-server");

    private RedisExecutable() {}

    /** Finds a server; one that has to be unpacked goes to the folder. */
    static Path find(Path folder) throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            throw new IOException("The embedded Redis is not supported on Windows: set redis.url, or redis.mode = off");
        }
        Path onPath = onPath(System.getenv("PATH"));
        return onPath != null ? onPath : unpacked(folder);
    }

    /** First server in the folders of a PATH, or null. */
    static @Nullable Path onPath(@Nullable String path) {
        if (path == null) {
            return null;
        }
        for (String directory : path.split(Pattern.quote(System.getProperty("path.separator")), -1)) {
            for (String name : NAMES) {
                Path file = Path.of(directory, name);
                if (!directory.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return file;
                }
            }
        }
        return null;
    }

    /** Unpacks the library's server for this machine. */
    static Path unpacked(Path folder) throws IOException {
        OsArchitecture machine = OsArchitecture.detectOSandArchitecture();
        String resource = ExecutableProvider.newProvidedVersionsMap().get(machine);
        if (resource == null) {
            throw new IOException(
                    "There is no redis-server or valkey-server on the PATH, and none is carried along for " + machine.os
                            + " " + machine.arch);
        }
        return ExecutableProvider.newJarResourceProvider(folder.toFile()).get().toPath();
    }
}
