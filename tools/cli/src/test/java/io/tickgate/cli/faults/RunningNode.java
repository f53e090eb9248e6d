package io.tickgate.cli.faults;

import io.tickgate.cli.TickgateProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A {@code tickgate run} that is spoken to over HTTP, and started again on the same folder and port after it was killed. */
final class RunningNode implements AutoCloseable {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(REQUEST_TIMEOUT)
            .build();
    private final Path folder;
    private final int port;
    private final List<String> options;
    private TickgateProcess process;

    /**
     * Starts it.
     *
     * @param folder for its data and its output.
     * @param options of the command line beside port and data.
     */
    RunningNode(Path folder, List<String> options) throws IOException {
        this.folder = folder;
        this.options = options;
        port = freePort();
        process = launch();
    }

    private TickgateProcess launch() throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("run", "--port", Integer.toString(port), "--data", data().toString()));
        arguments.addAll(options);
        return TickgateProcess.start(folder, arguments.toArray(String[]::new));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    int port() {
        return port;
    }

    /** What it wrote to its log. */
    String log() {
        return process.err();
    }

    /** Ends it as {@code kill -9} does and waits until it is gone. */
    void kill() throws InterruptedException {
        process.kill();
    }

    /** Starts it again on the same folder and port; returns ms from the launch until reads are served. */
    long restart() throws IOException {
        long startNs = System.nanoTime();
        process = launch();
        awaitReady();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
    }

    /** Sends it a signal by name. */
    void signal(String name) throws IOException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        boolean isSent = false;
        try {
            isSent = kill.waitFor(5, TimeUnit.SECONDS) && kill.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!isSent) {
            throw new IllegalStateException("No " + name + " to " + process.pid());
        }
    }

    /** Waits until reads are served. */
    void awaitReady() {
        await("ready", 30, () -> statusOf("/readyz") == 200 && statusOf("/api/prices") == 200);
    }

    /**
     * Waits for something to become true.
     *
     * @param what for the message.
     * @param seconds at the most.
     * @param condition asked every few ms.
     */
    void await(String what, int seconds, BooleanSupplier condition) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() - startNs > TimeUnit.SECONDS.toNanos(seconds)) {
                throw new AssertionError("Not " + what + " within " + seconds + " s; process alive: "
                        + process.isAlive() + "; log:\n" + log());
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private int statusOf(String path) {
        try {
            return get(path).statusCode();
        } catch (IOException e) {
            return -1;
        }
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(request(path).GET().build());
    }

    HttpResponse<String> post(String path, String body) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(REQUEST_TIMEOUT);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Ends it by SIGTERM and waits until it is gone. */
    void stop() throws InterruptedException {
        process.terminate();
        process.awaitExit();
    }

    @Override
    public void close() {
        process.close();
    }
}
