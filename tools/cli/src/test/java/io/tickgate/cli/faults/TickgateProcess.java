package io.tickgate.cli.faults;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** {@code tickgate run} as a process: started with the class path and flags of this one, spoken to over HTTP, ended by its pid. */
final class TickgateProcess implements AutoCloseable {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(REQUEST_TIMEOUT)
            .build();
    private final Path folder;
    private final int port;
    private final Path log;
    private final List<String> options;
    private Process process;

    /**
     * Starts it.
     *
     * @param folder for its data and its output.
     * @param options of the command line beside port and data.
     */
    TickgateProcess(Path folder, List<String> options) throws IOException {
        this.folder = folder;
        this.options = options;
        port = freePort();
        log = folder.resolve("output.log");
        process = launch();
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (argument.startsWith("--") || argument.startsWith("-Dchronicle")) {
                command.add(argument);
            }
        }
        command.addAll(
                List.of("-XX:+UseSerialGC", "-Xmx512m", "-cp", classPath(), "io.tickgate.cli.TickgateMain", "run"));
        command.addAll(List.of("--port", Integer.toString(port), "--data", data().toString()));
        command.addAll(options);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
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

    String output() throws IOException {
        return Files.readString(log);
    }

    /** Ends it as {@code kill -9} does and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
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
                        + process.isAlive() + "; output:\n" + outputOrNone());
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private String outputOrNone() {
        try {
            return output();
        } catch (IOException e) {
            return "none (" + e + ")";
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
    void stop() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new AssertionError("Process " + process.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd();
    }
}
