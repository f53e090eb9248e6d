package io.tickgate.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.journal.ChildProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EmbeddedRedisTest {
    private static final long GONE_LIMIT_NS = 2_000_000_000L;

    private final Path folder;

    EmbeddedRedisTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Starts a server on a certain port; null when that fails. */
    static @Nullable EmbeddedRedis tryStart(Path folder, Path executable, int port) {
        try {
            return EmbeddedRedis.tryStart(folder, executable, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldBeGoneWhenClosed() throws IOException {
        EmbeddedRedis redis = EmbeddedRedis.start(folder.resolve("with space and 'quotes'"));
        assertTrue(ProcessHandle.of(redis.pid()).isPresent());

        redis.close();

        assertGone(redis.pid());
    }

    @Test
    void shouldBeGoneWhenClosedWhileStopped() throws Exception {
        EmbeddedRedis redis = EmbeddedRedis.start(folder);
        new ProcessBuilder("kill", "-STOP", Long.toString(redis.pid())).start().waitFor();

        redis.close();

        assertGone(redis.pid());
    }

    @Test
    void shouldKeepNothingButItsLog() throws IOException {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder)) {
            RedisLink link = new RedisLink(redis.address(), 300, 500, "test");
            link.connect();
            assertTrue(link.info("persistence").contains("aof_enabled:0"));
            assertTrue(link.info("server").contains("tcp_port:" + redis.port()));
            link.drop();
        }

        try (var files = Files.list(folder)) {
            // Where the PATH has no server, the one that was unpacked stays for the next start.
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("redis-server-"))
                    .toList();
            assertEquals(List.of("redis.log"), names);
        }
    }

    @Test
    void shouldLeaveNoShellBehindWhenTheServerDiesFirst() throws IOException {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder)) {
            ProcessHandle keeper = ProcessHandle.current()
                    .children()
                    .filter(child -> child.descendants().anyMatch(process -> process.pid() == redis.pid()))
                    .findFirst()
                    .orElseThrow();
            var kept = keeper.descendants().toList();
            assertEquals(2, kept.size());

            ProcessHandle.of(redis.pid()).ifPresent(ProcessHandle::destroyForcibly);

            assertGone(keeper.pid());
            kept.forEach(process -> assertGone(process.pid()));
        }
    }

    @Test
    void shouldLeaveNoOrphanWhenItsProcessIsKilled() throws Exception {
        Process holder = ChildProcess.start(Holder.class, folder.toString());
        long pid = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.US_ASCII))) {
            while (pid == 0) {
                String line = String.valueOf(lines.readLine());
                assertNotEquals("null", line, "the holder ended");
                pid = line.startsWith("pid ") ? Long.parseLong(line.substring(4)) : 0;
            }
            assertTrue(ProcessHandle.of(pid).isPresent(), "no server " + pid);

            holder.destroyForcibly().waitFor();
        } finally {
            holder.destroyForcibly();
        }

        assertGone(pid);
    }

    @Test
    void shouldSayWhyWhenItCannotStart() throws IOException {
        Path notRedis = Files.writeString(folder.resolve("not-redis"), "#!/bin/sh\necho no > redis.log\nexit 1\n");
        assertTrue(notRedis.toFile().setExecutable(true));

        IOException thrown = assertThrows(IOException.class, () -> EmbeddedRedis.start(folder, notRedis));

        assertTrue(thrown.toString().contains(notRedis.toString()), thrown.toString());
    }

    @Test
    void shouldNotTakeAnotherServerForItsOwnWhenThePortIsTaken() throws IOException {
        try (EmbeddedRedis first = EmbeddedRedis.start(folder.resolve("first"))) {
            Path executable = RedisExecutable.find(folder);

            EmbeddedRedis second = EmbeddedRedis.tryStart(folder.resolve("first"), executable, first.port());

            assertNull(second);
            try (EmbeddedRedis third = EmbeddedRedis.start(folder.resolve("third"))) {
                assertNotEquals(first.port(), third.port());
            }
        }
    }

    @Test
    void shouldStartTheServerThatIsCarriedAlong() throws IOException {
        Path executable = RedisExecutable.unpacked(folder);
        EmbeddedRedis redis;
        try {
            redis = EmbeddedRedis.start(folder, executable);
        } catch (IOException e) {
            // It is linked against libssl.so.3 and glibc.
            System.out.println("SKIPPED: the carried server does not run on this machine: " + e);
            Assumptions.abort("the carried server does not run here");
            return;
        }

        try (redis) {
            RedisLink link = new RedisLink(redis.address(), 300, 500, "test");
            link.connect();
            assertTrue(link.info("server").contains("redis_version:6.2"), link.info("server"));
            link.drop();
        }
    }

    @Test
    void shouldFindNothingWhenThePathHasNone() {
        assertNull(RedisExecutable.onPath(null));
        assertNull(RedisExecutable.onPath("::" + folder));
    }

    private static void assertGone(long pid) {
        long startNs = System.nanoTime();
        MirrorRig.await("end of process " + pid, () -> ProcessHandle.of(pid).isEmpty());
        long tookNs = System.nanoTime() - startNs;
        assertTrue(tookNs < GONE_LIMIT_NS, "took " + tookNs + " ns");
    }

    /** A process that starts a server, tells its pid and lives on. */
    static final class Holder {
        private Holder() {}

        /** Entry point: the folder. */
        public static void main(String[] args) throws IOException {
            try (EmbeddedRedis redis = EmbeddedRedis.start(Path.of(args[0]))) {
                System.out.println("\npid " + redis.pid());
                while (System.in.read() >= 0) {
                    System.out.println("still there");
                }
            }
        }
    }
}
