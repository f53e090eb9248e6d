package io.tickgate.feed.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A real HTTP server on loopback that answers from a table or by a rule. */
final class PlayedVenue implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<Reply> table = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Function<URI, Reply> rule = uri -> Reply.of(404, "{\"message\":\"NotFound\"}");
    private volatile Map<String, List<String>> headersSeen = Map.of();

    /** An answer, with what is wrong with it. */
    record Reply(int status, String body, Map<String, String> headers, boolean isDripping) {
        static Reply ok(String body) {
            return of(200, body);
        }

        static Reply of(int status, String body) {
            return new Reply(status, body, Map.of(), false);
        }

        Reply with(String name, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(name, value);
            return new Reply(status, body, more, isDripping);
        }

        /** The beginning of the body, and then nothing more until the server closes. */
        Reply dripping() {
            return new Reply(status, body, headers, true);
        }
    }

    PlayedVenue() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(executor);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next requests get these answers, one each; those after them go by the rule. */
    PlayedVenue then(Reply... replies) {
        table.addAll(List.of(replies));
        return this;
    }

    PlayedVenue always(Function<URI, Reply> newRule) {
        rule = newRule;
        return this;
    }

    /** Path and query of each request so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Of the newest request. */
    Map<String, List<String>> headersSeen() {
        return headersSeen;
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        headersSeen = Map.copyOf(exchange.getRequestHeaders());
        requests.add(uri.toString());
        Reply next = table.poll();
        Reply reply = next == null ? rule.apply(uri) : next;
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(
                reply.status(), reply.isDripping() ? body.length + 1_000 : body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
            if (reply.isDripping()) {
                out.flush();
                closing.await(20, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    /** Parameters of a query. */
    static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new HashMap<>();
        String query = uri.getQuery();
        if (query != null) {
            for (String each : query.split("&", -1)) {
                int equals = each.indexOf('=');
                parameters.put(each.substring(0, equals), each.substring(equals + 1));
            }
        }
        return parameters;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}
