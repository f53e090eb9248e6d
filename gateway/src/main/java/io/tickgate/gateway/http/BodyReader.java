package io.tickgate.gateway.http;

import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.gateway.catalogue.GatewayCounts;
import io.tickgate.gateway.catalogue.GatewayEvent;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.ErrorHandler;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads one body whole on the I/O thread, without waiting: its length is known and bounded before a byte is taken, and it must be in by
 * an absolute deadline. One for each request that has a body; used within a dispatched task.
 */
final class BodyReader {
    private final HttpServerExchange exchange;
    private final ByteBuffer body;
    private final Consumer<byte[]> listener;
    private final GatewayCounts counts;
    private final ErrorHandler errors;
    private XnioExecutor.@Nullable Key timer;
    private boolean isEnded;

    /**
     * Makes the reader of a request's body.
     *
     * @param exchange dispatched, its Content-Length checked.
     * @param length of the body, within the limit.
     * @param listener told the body, on the I/O thread, if all of it came in time; otherwise the reader has answered.
     */
    BodyReader(
            HttpServerExchange exchange,
            int length,
            Consumer<byte[]> listener,
            GatewayCounts counts,
            ErrorHandler errors) {
        this.exchange = exchange;
        this.listener = listener;
        this.counts = counts;
        this.errors = errors;
        body = ByteBuffer.allocate(length);
    }

    /**
     * Begins to read.
     *
     * @param timeoutNs until the whole body must be in.
     */
    void start(long timeoutNs) {
        timer = exchange.getIoThread().executeAfter(this::onDeadline, timeoutNs, TimeUnit.NANOSECONDS);
        if (HttpContinue.requiresContinueResponse(exchange)) {
            HttpContinue.sendContinueResponse(exchange, new IoCallback() {
                @Override
                public void onComplete(HttpServerExchange done, Sender sender) {
                    read();
                }

                @Override
                public void onException(HttpServerExchange done, Sender sender, IOException e) {
                    onClientGone();
                }
            });
        } else {
            read();
        }
    }

    private void read() {
        StreamSourceChannel channel = exchange.getRequestChannel();
        if (channel == null || !readFrom(channel)) {
            return;
        }
        channel.getReadSetter().set(readable -> {
            if (!isEnded && !readFrom(readable)) {
                readable.suspendReads();
            }
        });
        channel.resumeReads();
    }

    /** Returns whether more is to come. */
    private boolean readFrom(StreamSourceChannel channel) {
        try {
            int count = 1;
            while (body.hasRemaining() && count > 0) {
                count = channel.read(body);
            }
            if (!body.hasRemaining()) {
                onWhole();
                return false;
            }
            if (count < 0) {
                onClientGone();
                return false;
            }
            return true;
        } catch (IOException e) {
            onClientGone();
            return false;
        }
    }

    private void onWhole() {
        if (end()) {
            try {
                listener.accept(body.array());
            } catch (RuntimeException e) {
                errors.onError(e);
                Responses.errorAndClose(exchange, ErrorCode.INTERNAL_ERROR);
            }
        }
    }

    private void onDeadline() {
        if (end()) {
            counts.increment(GatewayEvent.REQUESTS_TIMED_OUT);
            Responses.errorAndClose(exchange, ErrorCode.REQUEST_TIMEOUT);
        }
    }

    /** Nobody is left to answer. */
    private void onClientGone() {
        if (end()) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    private boolean end() {
        if (isEnded) {
            return false;
        }
        isEnded = true;
        if (timer != null) {
            timer.remove();
        }
        return true;
    }
}
