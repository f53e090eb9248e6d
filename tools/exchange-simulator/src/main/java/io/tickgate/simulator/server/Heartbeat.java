package io.tickgate.simulator.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * Pings a client and watches for the pong. As at the venue a pong counts only if it carries the payload of a ping; others are allowed and change nothing. Owned by the
 * connection's I/O thread.
 */
final class Heartbeat {

    /** Unanswered pings that are remembered: more than fit into a timeout at the venue's interval. Beyond, the oldest still decides. */
    private static final int OUTSTANDING_MAX = 64;

    private record Ping(String payload, long sentNs) {}

    private final XnioIoThread ioThread;
    private final long timeoutNs;
    private final ClientConnection connection;
    private final Deque<Ping> outstanding = new ArrayDeque<>();
    private final XnioExecutor.Key pinging;
    private XnioExecutor.@Nullable Key check;
    private long newestPayloadMs;

    Heartbeat(XnioIoThread ioThread, Duration interval, Duration timeout, ClientConnection connection) {
        this.ioThread = ioThread;
        this.timeoutNs = timeout.toNanos();
        this.connection = connection;
        this.pinging = ioThread.executeAtInterval(this::ping, interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void ping() {
        if (connection.isFrozen()) {
            return;
        }
        // The venue sends its time in milliseconds; no two pings may carry the same, also when the clock goes back.
        newestPayloadMs = Math.max(newestPayloadMs + 1, System.currentTimeMillis());
        String payload = Long.toString(newestPayloadMs);
        if (outstanding.size() < OUTSTANDING_MAX) {
            outstanding.add(new Ping(payload, System.nanoTime()));
        }
        connection.sendControl(Opcode.PING, payload.getBytes(StandardCharsets.US_ASCII));
        scheduleCheck();
    }

    /** Expects no answer to the pings so far; the client may not have seen them. */
    void forget() {
        outstanding.clear();
    }

    /** Takes the client's pong: it answers its ping and all before it. */
    void onPong(byte[] payload) {
        String text = new String(payload, StandardCharsets.US_ASCII);
        if (outstanding.stream().noneMatch(ping -> ping.payload().equals(text))) {
            return;
        }
        while (!outstanding.remove().payload().equals(text)) {
            // Answered along with the newer one.
        }
    }

    private void scheduleCheck() {
        Ping oldest = outstanding.peek();
        if (check == null && oldest != null) {
            long leftNs = timeoutNs - (System.nanoTime() - oldest.sentNs());
            check = ioThread.executeAfter(this::check, Math.max(1, leftNs), TimeUnit.NANOSECONDS);
        }
    }

    private void check() {
        check = null;
        Ping oldest = outstanding.peek();
        if (oldest == null) {
            return;
        }
        long nowNs = System.nanoTime();
        if (connection.isFrozen()) {
            check = ioThread.executeAfter(this::check, timeoutNs, TimeUnit.NANOSECONDS);
        } else if (nowNs - oldest.sentNs() < timeoutNs) {
            scheduleCheck();
        } else if (nowNs - connection.tookBytesNs() < timeoutNs) {
            // The ping may still wait behind data that the client takes slowly: it lives.
            check = ioThread.executeAfter(
                    this::check, timeoutNs - (nowNs - connection.tookBytesNs()), TimeUnit.NANOSECONDS);
        } else {
            connection.close(Opcode.CODE_POLICY, "Pong timeout", true);
        }
    }

    void stop() {
        pinging.remove();
        if (check != null) {
            check.remove();
        }
    }
}
