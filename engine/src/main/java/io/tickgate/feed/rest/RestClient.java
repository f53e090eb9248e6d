package io.tickgate.feed.rest;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The one HTTP client of the process: HTTP/1.1, no redirects, no cookies, no proxy authentication, bodies up to {@value #BODY_MAX_BYTES}
 * bytes. Any thread may send; bodies are collected on its thread named {@value #THREAD_NAME}, which the library wants to own, next to a
 * selector thread that the library names itself.
 */
public final class RestClient implements AutoCloseable {
    /** Name of the thread that collects bodies. */
    public static final String THREAD_NAME = "rest-io";
    /** All prices of Binance are 0.3 MB, 1,000 trades 0.15 MB; what is longer is not what was asked for. */
    public static final int BODY_MAX_BYTES = 4 << 20;

    private final ExecutorService executor;
    private final HttpClient client;

    /**
     * A client without connections.
     *
     * @param connectTimeoutNs for TCP and, with {@code https}, TLS.
     */
    public RestClient(long connectTimeoutNs) {
        executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, THREAD_NAME);
            thread.setDaemon(true);
            return thread;
        });
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofNanos(connectTimeoutNs))
                .executor(executor)
                .build();
    }

    /**
     * Sends a GET request.
     *
     * @param url whole.
     * @param headers to send; they may hold a key and are never logged.
     * @param deadlineNs monotonic time at which the call has failed, however much of the answer there is.
     */
    RestCall send(URI url, Map<String, String> headers, long deadlineNs) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .GET()
                .header("Accept", "application/json")
                // A newest trade id out of a cache would be no statement about now.
                .header("Cache-Control", "no-cache");
        headers.forEach(request::header);
        return new RestCall(client.sendAsync(request.build(), info -> new BoundedBody(BODY_MAX_BYTES)), deadlineNs);
    }

    /** Ends the thread; what is under way fails. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
