package io.tickgate.simulator.server;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultParser;
import io.tickgate.simulator.fault.FaultParser.BadFaultException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * {@code POST} and {@code DELETE /control/faults}, {@code DELETE /control/chaos}, {@code GET /control/state}. Runs on I/O threads, since nothing that it does blocks. Undertow reads odd lengths leniently
 * ({@code 18446744073709551619} as 3), so a body needs one plain Content-Length and no Transfer-Encoding.
 */
final class ControlEndpoint {

    static final String PREFIX = "/control/";

    private static final int BODY_MAX_BYTES = 16_384;

    /** A body that comes a byte a second is cut by no timeout of Undertow's. */
    private static final long BODY_DEADLINE_MS = 10_000;

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,7}");

    /** An address or this machine's name for itself. */
    private static final Pattern OWN_HOST = Pattern.compile("(localhost|[0-9.]+|\\[[0-9a-fA-F:.]+])(:[0-9]{1,5})?");

    private static final HttpString FETCH_SITE = new HttpString("Sec-Fetch-Site");

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int LENGTH_REQUIRED = 411;
    private static final int TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;

    private final Controls controls;

    ControlEndpoint(Controls controls) {
        this.controls = controls;
    }

    void handle(HttpServerExchange exchange) {
        if (isFromForeignPage(exchange)) {
            refuse(exchange, FORBIDDEN, "FOREIGN_ORIGIN", "pages of other sites may not control the simulator");
            return;
        }
        switch (exchange.getRequestPath()) {
            case "/control/faults" -> faults(exchange);
            case "/control/chaos" -> chaos(exchange);
            case "/control/state" -> state(exchange);
            default ->
                fail(exchange, NOT_FOUND, "NOT_FOUND", "there are /control/faults, /control/chaos and /control/state");
        }
    }

    /**
     * A browser names the page that a request comes from. The simulator has no pages, so only one that was opened by its own address is let through; a name that anybody could
     * have pointed here is not its address.
     */
    private static boolean isFromForeignPage(HttpServerExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        String site = exchange.getRequestHeaders().getFirst(FETCH_SITE);
        if (origin == null) {
            return "cross-site".equals(site);
        }
        String host = String.valueOf(exchange.getRequestHeaders().getFirst(Headers.HOST));
        return !origin.equals("http://" + host) || !OWN_HOST.matcher(host).matches();
    }

    private void state(HttpServerExchange exchange) {
        if (!exchange.getRequestMethod().equals(Methods.GET)) {
            notAllowed(exchange, "GET");
        } else if (checkNoBody(exchange)) {
            answer(exchange, OK, controls.stateJson());
        }
    }

    private void chaos(HttpServerExchange exchange) {
        if (!exchange.getRequestMethod().equals(Methods.DELETE)) {
            notAllowed(exchange, "DELETE");
        } else if (checkNoBody(exchange)) {
            controls.endChaos();
            answer(exchange, OK, "{\"chaos\":\"ended\"}");
        }
    }

    private void faults(HttpServerExchange exchange) {
        if (exchange.getRequestMethod().equals(Methods.POST)) {
            readFault(exchange);
        } else if (!exchange.getRequestMethod().equals(Methods.DELETE)) {
            notAllowed(exchange, "POST, DELETE");
        } else if (checkNoBody(exchange)) {
            answer(exchange, OK, "{\"cleared\":" + controls.clearFaults() + "}");
        }
    }

    private void readFault(HttpServerExchange exchange) {
        long length = checkedLength(exchange);
        if (length < 0) {
            return;
        }
        XnioExecutor.Key deadline = exchange.getIoThread()
                .executeAfter(
                        () -> IoUtils.safeClose(exchange.getConnection()), BODY_DEADLINE_MS, TimeUnit.MILLISECONDS);
        exchange.addExchangeCompleteListener((completed, next) -> {
            deadline.remove();
            next.proceed();
        });
        exchange.getRequestReceiver()
                .receiveFullBytes(
                        (received, body) -> inject(received, body),
                        (failed, error) -> fail(failed, BAD_REQUEST, "BAD_BODY", "the body could not be read"));
    }

    private void inject(HttpServerExchange exchange, byte[] body) {
        try {
            Fault fault = FaultParser.parse(new String(body, StandardCharsets.UTF_8));
            controls.inject(fault);
            answer(exchange, OK, "{\"injected\":\"" + fault.kind().label() + "\"}");
        } catch (BadFaultException e) {
            fail(exchange, BAD_REQUEST, e.code(), e.getMessage());
        } catch (IllegalArgumentException e) {
            fail(exchange, BAD_REQUEST, "BAD_FAULT", e.getMessage());
        } catch (IllegalStateException e) {
            fail(exchange, UNAVAILABLE, "TOO_MANY_FAULTS", e.getMessage());
        }
    }

    /** The length of a body that may be read, or −1 after an answer has been given. */
    private long checkedLength(HttpServerExchange exchange) {
        HeaderValues lengths = exchange.getRequestHeaders().get(Headers.CONTENT_LENGTH);
        if (exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING) || lengths == null) {
            refuse(exchange, LENGTH_REQUIRED, "LENGTH_REQUIRED", "a Content-Length and no Transfer-Encoding, please");
            return -1;
        }
        if (lengths.size() != 1 || !LENGTH.matcher(lengths.getFirst()).matches()) {
            refuse(exchange, BAD_REQUEST, "BAD_LENGTH", "Content-Length must be one number of at most seven digits");
            return -1;
        }
        long length = Long.parseLong(lengths.getFirst());
        if (length > BODY_MAX_BYTES) {
            refuse(exchange, TOO_LARGE, "BODY_TOO_LARGE", "a body has at most " + BODY_MAX_BYTES + " bytes");
            return -1;
        }
        return length;
    }

    private static boolean checkNoBody(HttpServerExchange exchange) {
        HeaderValues lengths = exchange.getRequestHeaders().get(Headers.CONTENT_LENGTH);
        boolean none =
                lengths == null || (lengths.size() == 1 && lengths.getFirst().equals("0"));
        if (!none || exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING)) {
            refuse(exchange, BAD_REQUEST, "NO_BODY_EXPECTED", "this request has no body");
            return false;
        }
        return true;
    }

    private static void notAllowed(HttpServerExchange exchange, String allowed) {
        exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
        refuse(exchange, METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", "allowed: " + allowed);
    }

    /** Answers without reading the body, after which the connection cannot go on. */
    private static void refuse(HttpServerExchange exchange, int status, String code, String message) {
        exchange.setPersistent(false);
        fail(exchange, status, code, message);
    }

    static void fail(HttpServerExchange exchange, int status, String code, @Nullable String message) {
        String text = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(String.valueOf(message)));
        answer(exchange, status, "{\"error\":\"" + code + "\",\"message\":\"" + text + "\"}");
    }

    private static void answer(HttpServerExchange exchange, int status, String json) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(json, StandardCharsets.UTF_8);
    }
}
