package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client by the JDK's own WebSocket, which nobody here wrote; keeps what it receives until the test asks for it. */
final class SocketClient implements AutoCloseable, WebSocket.Listener {

    static final long DEADLINE_S = 20;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> binaries = new LinkedBlockingQueue<>();
    final BlockingQueue<ByteBuffer> pings = new LinkedBlockingQueue<>();
    final BlockingQueue<ByteBuffer> pongs = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private @Nullable WebSocket socket;

    static SocketClient connect(URI base, String target) {
        SocketClient client = new SocketClient();
        client.socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create(base + target), client)
                .orTimeout(DEADLINE_S, TimeUnit.SECONDS)
                .join();
        return client;
    }

    WebSocket socket() {
        assertNotNull(socket);
        return socket;
    }

    void send(String message) {
        socket().sendText(message, true).orTimeout(DEADLINE_S, TimeUnit.SECONDS).join();
    }

    /** Sends a control message and waits for the next text, which must be its answer. */
    String ask(String message) throws InterruptedException {
        send(message);
        return next();
    }

    String next() throws InterruptedException {
        String next = texts.poll(DEADLINE_S, TimeUnit.SECONDS);
        assertNotNull(next, "no message within " + DEADLINE_S + " s");
        return next;
    }

    List<String> next(int count) throws InterruptedException {
        List<String> messages = new ArrayList<>();
        while (messages.size() < count) {
            messages.add(next());
        }
        return messages;
    }

    /** The code that the server closed with; 1006 for an end without a close frame. */
    int closeCode() throws Exception {
        return closed.get(DEADLINE_S, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            texts.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            binaries.add(binary.toByteArray());
            binary.reset();
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        pings.add(copy(message));
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        pongs.add(copy(message));
        from.request(1);
        return null;
    }

    private static ByteBuffer copy(ByteBuffer message) {
        return ByteBuffer.allocate(message.remaining()).put(message).flip();
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        socket().abort();
    }
}
