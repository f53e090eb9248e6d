package io.tickgate.cli.venues;

import io.tickgate.config.GatewayConfig;
import io.tickgate.engine.Engine;
import io.tickgate.gateway.Gateway;
import io.tickgate.gateway.settings.EngineAccess;
import io.tickgate.gateway.settings.GatewaySettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The gateway before a lab's engine, and its clients. Used by one thread. */
final class LabGateway implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final Gateway gateway;

    LabGateway(VenueLab lab) {
        GatewayConfig config = lab.config().gateway();
        Engine engine = lab.engine();
        gateway = Gateway.start(
                new GatewaySettings(
                        "127.0.0.1",
                        0,
                        1,
                        config.connectionsMax(),
                        config.bodyMaxBytes(),
                        config.requestTimeoutNs(),
                        config.idleTimeoutNs(),
                        config.statusIntervalNs(),
                        config.subscriptionsMax(),
                        config.betsInFlightMax(),
                        lab.config().health().recoveryNs(),
                        false),
                new EngineAccess(
                        engine.published(),
                        engine.feeds(),
                        engine.pairs(),
                        engine.proofs(),
                        engine.history(),
                        engine::snapshots,
                        engine::newPublisher,
                        engine.clock(),
                        engine.counters(),
                        engine.errorHandler()));
    }

    private HttpResponse<String> send(String path, String method, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Body of a GET. */
    String get(String path) {
        return send(path, "GET", "").body();
    }

    /** Adds a pair; returns status and body. */
    String add(String body) {
        HttpResponse<String> answer = send("/api/admin/pairs", "POST", body);
        return answer.statusCode() + " " + answer.body();
    }

    /** Removes a pair; returns status and body. */
    String remove(String name) {
        HttpResponse<String> answer = send("/api/admin/pairs/" + name, "DELETE", "");
        return answer.statusCode() + " " + answer.body();
    }

    /**
     * Streams prices.
     *
     * @param symbol that is wanted.
     * @return the messages, growing.
     */
    List<String> stream(String symbol) throws Exception {
        List<String> messages = new CopyOnWriteArrayList<>();
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + gateway.port() + "/ws/prices"), new Collector(messages))
                .get(10, TimeUnit.SECONDS);
        socket.sendText("{\"op\":\"subscribe\",\"symbols\":[\"" + symbol + "\"]}", true)
                .get(10, TimeUnit.SECONDS);
        return messages;
    }

    @Override
    public void close() {
        gateway.close();
    }

    /** Puts whole messages into a list; the end of the socket is one. */
    private static final class Collector implements WebSocket.Listener {
        private final List<String> messages;
        private final StringBuilder partial = new StringBuilder();

        Collector(List<String> messages) {
            this.messages = messages;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                messages.add(partial.toString());
                partial.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            messages.add("closed " + statusCode + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            messages.add("failed " + error);
        }
    }
}
