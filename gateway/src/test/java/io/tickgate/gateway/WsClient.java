package io.tickgate.gateway;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The JDK's WebSocket client; collects what it gets. */
final class WsClient implements WebSocket.Listener {
    final List<String> messages = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private volatile @Nullable WebSocket socket;

    static WsClient connect(RunningGateway running, String path) throws Exception {
        return connect(running.client, running.gateway.port(), path);
    }

    static WsClient connect(HttpClient http, int port, String path) throws Exception {
        WsClient client = new WsClient();
        client.socket = http.newWebSocketBuilder()
                .buildAsync(java.net.URI.create("ws://127.0.0.1:" + port + path), client)
                .get(10, TimeUnit.SECONDS);
        return client;
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
        closeCode.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closeCode.completeExceptionally(error);
    }

    WebSocket socket() {
        WebSocket open = socket;
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        return open;
    }

    void send(String text) throws Exception {
        socket().sendText(text, true).get(10, TimeUnit.SECONDS);
    }

    int closeCode() throws Exception {
        return closeCode.get(10, TimeUnit.SECONDS);
    }

    /** Waits for a message that holds a text, and returns it. */
    String await(String part) {
        RunningGateway.await(part + " in " + messages, () -> messages.stream().anyMatch(text -> text.contains(part)));
        return messages.stream().filter(text -> text.contains(part)).findFirst().orElseThrow();
    }
}
