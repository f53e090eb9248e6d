package io.tickgate.cli.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Listens for the bettor's own outcomes over WebSocket, and goes on where it was when the process is back. Remembers what each bet was
 * said to be, and what was said twice or otherwise than before. Any thread may ask.
 */
final class OutcomeSocket {
    private static final int PROBLEMS_MAX = 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final Map<String, String> told = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private String position = "0";
    private @Nullable WebSocket socket;

    OutcomeSocket(int port) {
        address = URI.create("ws://127.0.0.1:" + port + "/ws/prices");
    }

    /** Connects to the process that serves now and asks for what came after the last outcome that was heard. */
    void connect() {
        try {
            // Not within the lock: what is heard at once needs it.
            WebSocket open = http.newWebSocketBuilder()
                    .buildAsync(address, new Connection())
                    .join();
            open.sendText("{\"op\":\"subscribe\",\"outcomes\":true,\"since\":\"" + position() + "\"}", true)
                    .join();
            remember(open);
        } catch (CompletionException e) {
            problem("no connection: " + e.getMessage());
        }
    }

    private synchronized String position() {
        return position;
    }

    private synchronized void remember(WebSocket open) {
        socket = open;
    }

    private synchronized void problem(String what) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(what);
        }
    }

    private void onMessage(String text) {
        if (text.startsWith("{\"type\":\"bet\"")) {
            onOutcome(Json.scalars(text));
        } else if (text.startsWith("{\"type\":\"error\"")) {
            problem(text);
        }
    }

    /** Puts the parts of messages together, one call at a time. */
    private final class Connection implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            part.append(data);
            if (isLast) {
                onMessage(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            // The process was killed.
        }
    }

    private synchronized void onOutcome(Map<String, String> bet) {
        String key = bet.getOrDefault("idempotencyKey", "");
        String state = bet.getOrDefault("state", "");
        position = bet.getOrDefault("outcome.position", position);
        String before = told.put(key, state);
        if (before != null) {
            problem(key + " was told as " + before + " and again as " + state);
        }
    }

    /** By key: as what each bet was told to have ended. A copy. */
    synchronized Map<String, String> told() {
        return new HashMap<>(told);
    }

    /** What should not have been said, or was not. */
    synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    /** Forgets the connection. */
    synchronized void abort() {
        if (socket != null) {
            socket.abort();
            socket = null;
        }
    }
}
