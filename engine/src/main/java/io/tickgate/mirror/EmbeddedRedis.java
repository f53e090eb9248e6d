package io.tickgate.mirror;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A Redis server of this process's own, for trying things out: on 127.0.0.1, a random port, nothing on disk but its log. It ends with
 * this process, however that ends: a shell between the two holds the read end of a pipe and kills the server when the pipe closes,
 * which the kernel does at our death.
 *
 * <p>Any thread may call it; it is closed by its owner. Not for Windows. A server that dies is not started again.
 */
public final class EmbeddedRedis implements AutoCloseable {
    /**
     * {@code $@} is the server and its options. Standard input is the pipe, standard output tells the server's pid. The server gets
     * neither. The inner shell reads the pipe (with {@code read}, not {@code cat}, so that there is no third process) and kills the
     * server at its end; if the server ends first, the outer shell ends the inner one. Ctrl-C is for the engine, which closes us.
     */
    private static final String KEEPER = """
            trap '' INT HUP
            exec 3<&0 </dev/null
            "$@" 3<&- >/dev/null 2>&1 &
            server=$!
            echo $server
            exec >/dev/null 2>&1
            (while read -r line <&3; do :; done; kill -9 $server) &
            reader=$!
            exec 3<&-
            wait $server
            kill -9 $reader
            """;

    private static final String HOST = "127.0.0.1";
    private static final String LOG_FILE = "redis.log";
    /** Somebody may take the port between our finding it free and the server's binding it. */
    private static final int ATTEMPTS = 5;
    /** It takes 0.2 s on an idle machine. */
    private static final long START_LIMIT_NS = 10_000_000_000L;

    private static final int ASK_TIMEOUT_MS = 1_000;
    private static final long ASK_INTERVAL_NS = 10_000_000;
    private static final int STOP_LIMIT_MS = 1_000;

    private final Process keeper;
    private final long pid;
    private final int port;

    private EmbeddedRedis(Process keeper, long pid, int port) {
        this.keeper = keeper;
        this.pid = pid;
        this.port = port;
    }

    /**
     * Starts the {@code redis-server} or {@code valkey-server} of the PATH or, without one, the server that came with Tickgate, and
     * waits until it answers.
     *
     * @param folder for its log and, if need be, its binary; made if need be.
     * @return the running server.
     * @throws IOException when there is no server for this machine or it does not start; the engine goes on without a mirror.
     */
    public static EmbeddedRedis start(Path folder) throws IOException {
        Files.createDirectories(folder);
        return start(folder, RedisExecutable.find(folder));
    }

    /** Starts a certain server. */
    static EmbeddedRedis start(Path folder, Path executable) throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve(LOG_FILE));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            EmbeddedRedis started = tryStart(folder, executable, freePort());
            if (started != null) {
                return started;
            }
        }
        throw new IOException("The embedded Redis (" + executable + ") did not start; it said: "
                + lastLineOf(folder.resolve(LOG_FILE)));
    }

    /** Starts a server on a port; null when it does not come up. */
    static @Nullable EmbeddedRedis tryStart(Path folder, Path executable, int port) throws IOException {
        Process keeper = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        KEEPER,
                        "redis-keeper",
                        executable.toString(),
                        "--bind",
                        HOST,
                        "--port",
                        Integer.toString(port),
                        "--save",
                        "",
                        "--appendonly",
                        "no",
                        "--daemonize",
                        "no",
                        "--dir",
                        folder.toAbsolutePath().toString(),
                        "--logfile",
                        LOG_FILE)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        EmbeddedRedis redis = new EmbeddedRedis(keeper, readPid(keeper), port);
        boolean isUp = false;
        try {
            isUp = redis.awaitAnswer();
        } finally {
            if (!isUp) {
                redis.close();
            }
        }
        return isUp ? redis : null;
    }

    private static long readPid(Process keeper) throws IOException {
        try (BufferedReader answer =
                new BufferedReader(new InputStreamReader(keeper.getInputStream(), StandardCharsets.US_ASCII))) {
            String line = answer.readLine();
            if (line == null) {
                throw new IOException("The shell that keeps the embedded Redis ended at once");
            }
            return Long.parseLong(line.trim());
        } catch (IOException | NumberFormatException e) {
            keeper.destroyForcibly();
            throw new IOException("The embedded Redis was not started", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    /** Waits until our server answers; another one that took the port does not count. */
    private boolean awaitAnswer() {
        long startNs = System.nanoTime();
        while (keeper.isAlive() && System.nanoTime() - startNs < START_LIMIT_NS) {
            if (isOurs()) {
                return true;
            }
            LockSupport.parkNanos(ASK_INTERVAL_NS);
        }
        return false;
    }

    private boolean isOurs() {
        RedisLink link = new RedisLink(address(), ASK_TIMEOUT_MS, ASK_TIMEOUT_MS, "tickgate-start");
        try {
            link.connect();
            return link.info("server").contains("process_id:" + pid + "\r\n");
        } catch (JedisException e) {
            return false; // Not up yet; the server's log has the rest.
        } finally {
            link.drop();
        }
    }

    private static String lastLineOf(Path log) throws IOException {
        if (!Files.exists(log)) {
            return "nothing";
        }
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        return lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1);
    }

    public RedisAddress address() {
        return RedisAddress.of(HOST, port);
    }

    public int port() {
        return port;
    }

    /** Process id of the server. */
    public long pid() {
        return pid;
    }

    /** Ends the server, without a goodbye: it has nothing to keep. Takes at most 1 s. */
    @Override
    public void close() {
        try {
            keeper.getOutputStream().close();
            if (!keeper.waitFor(STOP_LIMIT_MS, TimeUnit.MILLISECONDS)) {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
                keeper.destroyForcibly();
            }
        } catch (IOException e) {
            keeper.destroyForcibly(); // Its end closes the pipe as well.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
