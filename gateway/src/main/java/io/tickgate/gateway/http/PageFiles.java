package io.tickgate.gateway.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The live page and what belongs to it, read from the jar once. Nothing else can be asked for: there is no path into a folder. */
final class PageFiles {
    @SuppressWarnings("ArrayRecordComponent")
    private record PageFile(byte[] content, String type, String etag) {}

    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private final Map<String, PageFile> files = Map.of(
            "", load("index.html", "text/html; charset=utf-8"),
            "live.css", load("live.css", "text/css; charset=utf-8"),
            "live.js", load("live.js", SCRIPT),
            "page.js", load("page.js", SCRIPT),
            "betting.js", load("betting.js", SCRIPT),
            "outcomes.js", load("outcomes.js", SCRIPT),
            "portfolio.js", load("portfolio.js", SCRIPT),
            "favicon.svg", load("favicon.svg", "image/svg+xml"));

    private static PageFile load(String name, String type) {
        try (InputStream resource = PageFiles.class.getResourceAsStream("page/" + name)) {
            if (resource == null) {
                throw new IllegalStateException("the jar lacks page/" + name);
            }
            byte[] content = resource.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new PageFile(content, type, '"' + HexFormat.of().formatHex(digest, 0, 8) + '"');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether there is such a file; the page itself has the empty name. */
    boolean has(String name) {
        return files.containsKey(name);
    }

    /** Sends a file, or 304 to a browser that has it. */
    void send(HttpServerExchange exchange, String name) {
        PageFile file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException(name);
        }
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache").put(Headers.ETAG, file.etag);
        if (isHeld(exchange.getRequestHeaders().getFirst(Headers.IF_NONE_MATCH), file)) {
            exchange.setStatusCode(304).endExchange();
            return;
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, file.type);
        exchange.getResponseSender().send(ByteBuffer.wrap(file.content));
    }

    private static boolean isHeld(@Nullable String etags, PageFile file) {
        return etags != null && etags.contains(file.etag);
    }
}
