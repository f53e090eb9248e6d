package io.tickgate.gateway.ws;

import io.tickgate.gateway.catalogue.CloseCode;
import io.tickgate.gateway.catalogue.GatewayEvent;
import io.tickgate.gateway.encode.StatusSnapshot;
import io.tickgate.publish.Directory;
import io.tickgate.publish.OutcomePosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * One WebSocket: its socket, its subscriptions and its end. Owned by the connection's I/O thread; the package comment gives its memory.
 *
 * <p>Its end is either asked for by the client, or decided here with a {@link CloseCode}: then the close frame is the last thing
 * written, and a client that has not closed within two seconds is cut off.
 */
final class Session implements FrameParser.Listener {
    /** A client that takes nothing for so long is closed: longer than any hiccup of a radio network that it will survive. */
    static final long SLOW_LIMIT_NS = 10_000_000_000L;

    private static final long PING_INTERVAL_NS = 30_000_000_000L;
    private static final long CLOSE_WAIT_NS = 2_000_000_000L;

    private enum State {
        OPEN,
        CLOSING,
        ENDED
    }

    private final StreamConnection connection;
    private final ConduitStreamSourceChannel source;
    private final ConduitStreamSinkChannel sink;
    private final PriceFanOut fanOut;
    private final Delivery delivery;
    private final Dialogue dialogue;
    private final Inbound inbound;
    private final Subscriptions subscriptions;
    private boolean isPeerClosed;
    private boolean isWriteShut;
    private State state = State.OPEN;
    private long pingedNs;
    private long closeDeadlineNs;

    Session(StreamConnection connection, PriceFanOut fanOut) {
        this.connection = connection;
        this.fanOut = fanOut;
        source = connection.getSourceChannel();
        sink = connection.getSinkChannel();
        long nowNs = fanOut.clock().nowNs();
        dialogue = new Dialogue(this, fanOut, nowNs);
        inbound = new Inbound(source, this, fanOut, nowNs);
        subscriptions = new Subscriptions(this, fanOut);
        delivery = new Delivery(sink, fanOut, subscriptions, nowNs);
        pingedNs = nowNs;
    }

    /** Greets the client, subscribes to what its address asked for, tells prices and status, and begins to listen. */
    void start(String clientId, List<String> symbols) {
        fanOut.add(this);
        fanOut.counts().increment(GatewayEvent.SOCKETS_OPENED);
        source.setReadListener(channel -> onReadable());
        sink.setWriteListener(channel -> onWritable());
        fanOut.freshStore();
        dialogue.greet(clientId);
        if (!symbols.isEmpty()) {
            dialogue.subscribe(symbols);
        }
        delivery.statusDue();
        flush(fanOut.clock().nowNs());
        // Frames may have come together with the handshake: the socket need not become readable again.
        source.wakeupReads();
    }

    // Subscriptions.

    /** Subscribes to an instrument; it gets a snapshot and the status. False when the client has as many as it may. */
    boolean subscribe(int instrumentId) {
        return granted(state == State.OPEN && subscriptions.add(instrumentId));
    }

    /** Subscribes to all instruments, also those that come later. */
    boolean subscribeAll(Directory directory) {
        return granted(state == State.OPEN && subscriptions.addAll(directory));
    }

    private boolean granted(boolean isGranted) {
        if (isGranted) {
            delivery.statusDue();
        }
        return isGranted;
    }

    void unsubscribe(int instrumentId) {
        if (subscriptions.remove(instrumentId)) {
            delivery.notDue(instrumentId);
        }
    }

    void unsubscribeAll() {
        subscriptions.removeAll();
    }

    /** Wants the user's outcomes after a place; those that are held already come first. */
    void subscribeOutcomes(OutcomePosition since, boolean isComplete) {
        if (state == State.OPEN) {
            if (!delivery.outcomes().isWanted()) {
                fanOut.bettors().add(this);
            }
            delivery.outcomes().start(since, isComplete);
        }
    }

    void unsubscribeOutcomes() {
        if (delivery.outcomes().isWanted()) {
            fanOut.bettors().remove(this);
            delivery.outcomes().stop();
        }
    }

    // What the fan-out calls.

    /** Notes a new price. Returns whether the session is to be flushed in this round and was not known to be. */
    boolean markDue(int instrumentId) {
        return state == State.OPEN && delivery.markDue(instrumentId);
    }

    /** Sends what became due in this round. */
    void flushTouched(long nowNs) {
        delivery.untouched();
        flush(nowNs);
    }

    /** Sends outcomes that came; behind a full socket they wait for it. */
    void flushOutcomes(long nowNs) {
        if (!delivery.isWaitingForRoom()) {
            flush(nowNs);
        }
    }

    /** Tells the status, at once if the socket takes it, else as it is when the socket does. */
    void tellStatus(StatusSnapshot status, long nowNs) {
        if (state != State.OPEN) {
            return;
        }
        try {
            delivery.tellStatus(status, nowNs);
        } catch (IOException e) {
            end();
        }
    }

    /** Looks for a client that is slow, silent or late to close, and pings. */
    void onTimer(long nowNs) {
        if (!connection.isOpen()) {
            end();
        } else if (state == State.CLOSING) {
            if (nowNs - closeDeadlineNs > 0) {
                end();
            }
        } else if (delivery.isStuckSince(nowNs - SLOW_LIMIT_NS)) {
            close(CloseCode.SLOW_CLIENT);
        } else if (nowNs - inbound.heardNs() > fanOut.settings().idleTimeoutNs()) {
            close(CloseCode.IDLE);
        } else if (nowNs - pingedNs
                > Math.min(PING_INTERVAL_NS, fanOut.settings().idleTimeoutNs() / 2)) {
            pingedNs = nowNs;
            send(ServerFrame.ping());
        }
    }

    // Out.

    /** Sends a message, behind those that wait and before prices. The frame is valid for the call only. */
    void send(ByteBuffer frame) {
        if (state != State.OPEN) {
            return;
        }
        try {
            if (!delivery.send(frame, fanOut.clock().nowNs())) {
                close(CloseCode.SLOW_CLIENT);
            }
        } catch (IOException e) {
            end();
        }
    }

    private void flush(long nowNs) {
        if (state == State.ENDED) {
            return;
        }
        try {
            boolean isDone = delivery.flush(nowNs);
            if (delivery.outcomes().hasLost()) {
                close(CloseCode.OUTCOMES_LOST);
            } else if (isDone && state == State.CLOSING) {
                onCloseSent();
            }
        } catch (IOException e) {
            end();
        }
    }

    private void onWritable() {
        try {
            fanOut.freshStore();
            flush(fanOut.clock().nowNs());
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    // In.

    private void onReadable() {
        try {
            if (!inbound.read(() -> state != State.ENDED)) {
                end();
            } else if (state != State.ENDED) {
                source.resumeReads();
                flushAnswers();
            }
        } catch (IOException e) {
            end();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Snapshots, status and outcomes of what was just subscribed to. */
    private void flushAnswers() {
        if (delivery.isAnswerDue()) {
            fanOut.freshStore();
            flush(fanOut.clock().nowNs());
        }
    }

    @Override
    public void onText(String message) {
        if (state == State.OPEN) {
            dialogue.onText(message, inbound.heardNs());
        }
    }

    @Override
    public void onPing(byte[] payload) {
        if (state == State.OPEN && dialogue.isWithinRate(inbound.heardNs())) {
            send(ServerFrame.pong(payload));
        }
    }

    @Override
    public void onPong() {
        // That bytes came is noted already.
    }

    @Override
    public void onClose(int code) {
        isPeerClosed = true;
        if (state == State.CLOSING) {
            flush(inbound.heardNs());
        } else {
            close(CloseCode.NORMAL);
        }
    }

    @Override
    public void onViolation(CloseCode code) {
        close(code);
    }

    // The end.

    /** Closes with a code: nothing but the close frame is sent any more. */
    void close(CloseCode code) {
        if (state != State.OPEN) {
            return;
        }
        GatewayEvent event = event(code);
        if (event != null) {
            fanOut.counts().increment(event);
        }
        leave();
        state = State.CLOSING;
        delivery.endWith(ServerFrame.close(code));
        closeDeadlineNs = fanOut.clock().nowNs() + CLOSE_WAIT_NS;
        flush(fanOut.clock().nowNs());
    }

    private static @Nullable GatewayEvent event(CloseCode code) {
        return switch (code) {
            case NORMAL, GOING_AWAY, INTERNAL_ERROR -> null;
            case SLOW_CLIENT -> GatewayEvent.SOCKETS_CLOSED_SLOW;
            case IDLE -> GatewayEvent.SOCKETS_CLOSED_IDLE;
            default -> GatewayEvent.SOCKETS_CLOSED_FAULTY;
        };
    }

    /** The close frame is out. Ending the stream behind it lets the client close, whatever it still sends. */
    private void onCloseSent() throws IOException {
        if (!isWriteShut) {
            isWriteShut = true;
            sink.shutdownWrites();
            sink.flush();
        }
        if (isPeerClosed) {
            end();
        }
    }

    /** An error of ours in this session: it alone ends. */
    void fail(RuntimeException e) {
        fanOut.errors().onError(e);
        close(CloseCode.INTERNAL_ERROR);
        end();
    }

    private void leave() {
        subscriptions.leave();
        unsubscribeOutcomes();
        delivery.stop();
    }

    private void end() {
        if (state == State.ENDED) {
            return;
        }
        if (state == State.OPEN) {
            leave();
        }
        state = State.ENDED;
        fanOut.remove(this);
        fanOut.counts().increment(GatewayEvent.SOCKETS_CLOSED);
        IoUtils.safeClose(connection);
    }
}
