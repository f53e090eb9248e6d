package io.tickgate.feed;

import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.websocket.FrameReader;
import io.tickgate.feed.websocket.HandshakeException;
import io.tickgate.feed.websocket.WebSocketClient;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.status.Counter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * One connection on a thread of its own, from the attempt to its end: connect, read, cut frames, decode, publish, answer pings, carry out
 * the orders of the control thread. An exception ends the connection; an {@code Error} halts the process.
 *
 * <p>The reading between socket and ring allocates nothing; orders and statements of the venue do.
 */
final class FeedConnection implements Link {
    /** Each of the most streams of a venue can be told twice at once, beside some messages. */
    private static final int ORDERS_MAX = 16_384;
    /** A dialogue has one message under way; the rest is a venue that repeats itself. */
    private static final int NOTICES_MAX = 256;

    private final ConnectionPlace place;
    private final LinkRequest request;
    private final WebSocketClient client;
    private final FeedEvents events;
    private final MessageDesk desk;
    private final Outbox outbox;
    private final Thread thread;
    private final OneToOneConcurrentArrayQueue<FeedOrder> orders = new OneToOneConcurrentArrayQueue<>(ORDERS_MAX);
    private final OneToOneConcurrentArrayQueue<Notice> notices = new OneToOneConcurrentArrayQueue<>(NOTICES_MAX);
    /** How the control thread wants it to end. */
    private final AtomicReference<@Nullable LinkEnd> wantedEnd = new AtomicReference<>();

    /** End of the read before; of the connection's thread alone. */
    private long lastReadNs;

    private volatile boolean isOpen;
    private volatile @Nullable LinkEnd end;

    FeedConnection(ConnectionPlace place, LinkRequest request) {
        this.place = place;
        this.request = request;
        client = place.newClient(request.opening().url());
        events = place.newEvents(request.connectionId());
        desk = new MessageDesk(place.ticks, events, place.context.counters(), notices, request.streams());
        outbox = new Outbox(
                place.settings.subscribe().sendIntervalNs(),
                place.context.clock().nowNs());
        thread = new Thread(this::run, place.name);
        // A name lookup can neither be bounded nor woken; it must not hold up the end of the process.
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    void start() {
        thread.start();
    }

    private void run() {
        try {
            LinkEnd lived = live();
            client.close();
            LinkEnd wanted = wantedEnd.get();
            LinkEnd result = wanted == null ? lived : wanted;
            takeOrders();
            events.ended(result.reason(), result.isIntended());
            end = result;
        } catch (Throwable t) {
            // Exceptions of a connection are handled there: what comes here is an Error, or a handler that threw.
            client.close();
            end = LinkEnd.failed("an error of ours: " + t);
            place.context.haltHandler().onError(t);
        }
    }

    private LinkEnd live() {
        try {
            client.open(
                    place.settings.connect().connectTimeoutNs(),
                    place.settings.connect().handshakeTimeoutNs());
            begin();
            LinkEnd reason = null;
            while (reason == null && wantedEnd.get() == null) {
                reason = doWork();
            }
            if (reason == null) {
                Outbox.close(client);
            }
            return reason == null ? LinkEnd.intended("closed by us") : reason;
        } catch (HandshakeException e) {
            return LinkEnd.refused(e);
        } catch (IOException e) {
            return LinkEnd.failed((isOpen ? "broken: " : "cannot be connected: ") + e.getMessage());
        } catch (RuntimeException e) {
            place.context.errorHandler().onError(e);
            return LinkEnd.failed("an error of ours: " + e);
        }
    }

    private void begin() {
        lastReadNs = place.context.clock().nowNs();
        place.frames.reset();
        place.decoder.reset();
        place.decoder.streams(request.streams().table());
        long waitedNs = events.connected(request.opening().url().getHost());
        for (FeedStream stream : request.opening().subscribed()) {
            waitedNs += events.publish(FeedEventFlyweight.SUBSCRIBED, stream.streamId(), "by URL");
        }
        place.ticks.begin(waitedNs);
        isOpen = true;
    }

    /** Reads once and handles what came; waits a fraction of a second when nothing does. Null to go on. */
    private @Nullable LinkEnd doWork() throws IOException {
        if (!takeOrders()) {
            return LinkEnd.failed("too many messages wait to be sent");
        }
        FrameReader frames = place.frames;
        int asked = frames.prepare();
        // Ring, events, writes or a process that was stopped: what arrived meanwhile has waited in the kernel.
        long pausedNs = place.context.clock().nowNs() - lastReadNs;
        int length = client.read(frames.buffer(), frames.limit(), asked);
        // Both times after the read, never before: the process may have been stopped while bytes waited in the kernel.
        long nowNs = place.context.clock().nowNs();
        lastReadNs = nowNs;
        if (length < 0) {
            return LinkEnd.failed("closed by the venue without a word");
        }
        LinkEnd reason = null;
        if (length > 0) {
            frames.added(length);
            place.ticks.beginRead(pausedNs);
            desk.beginRead(place.context.clock().nowEpochNs(), nowNs);
            reason = handleFrames(frames);
            boolean isDrained = place.ticks.isDelayed() && length < asked && client.available() == 0;
            place.ticks.endOfRead(isDrained);
        }
        if (reason == null) {
            outbox.step(client, nowNs);
        }
        return reason;
    }

    private boolean takeOrders() {
        boolean isRoom = true;
        FeedOrder order = orders.poll();
        while (order != null) {
            String message = order.message();
            StreamSet streams = order.streams();
            if (message != null) {
                isRoom &= outbox.add(message.getBytes(StandardCharsets.UTF_8));
            } else if (streams != null) {
                place.decoder.streams(streams.table());
                desk.streams(streams);
            } else if (isOpen) {
                events.publish(order.event(), order.streamId(), order.text());
                desk.onReported(order.event(), order.streamId());
            }
            order = orders.poll();
        }
        return isRoom;
    }

    private @Nullable LinkEnd handleFrames(FrameReader frames) throws IOException {
        while (desk.end() == null) {
            switch (frames.next()) {
                case FrameReader.TEXT -> {
                    place.context.counters().increment(Counter.FRAMES_RECEIVED);
                    place.decoder.decode(frames.payload(), frames.payloadOffset(), frames.payloadLength(), desk);
                }
                case FrameReader.BINARY -> {
                    place.context.counters().increment(Counter.FRAMES_RECEIVED);
                    place.context.counters().increment(Counter.FRAMES_UNKNOWN);
                }
                case FrameReader.PING ->
                    outbox.keepPing(frames.payload(), frames.payloadOffset(), frames.payloadLength());
                case FrameReader.PONG -> {
                    // Unasked pongs are allowed and mean nothing (RFC 6455, 5.5.3).
                }
                case FrameReader.OVERSIZED -> place.context.counters().increment(Counter.FRAMES_OVERSIZED);
                case FrameReader.CLOSE -> {
                    return answerClose(frames);
                }
                case FrameReader.NONE -> {
                    return null;
                }
                default -> {
                    place.context.counters().increment(Counter.FRAMES_MALFORMED);
                    return LinkEnd.failed("the venue broke the WebSocket protocol");
                }
            }
        }
        return desk.end();
    }

    private LinkEnd answerClose(FrameReader frames) throws IOException {
        String text = FrameReader.closeText(frames.payload(), frames.payloadOffset(), frames.payloadLength());
        Outbox.answerClose(client, frames.payload(), frames.payloadOffset(), frames.payloadLength());
        return LinkEnd.failed("closed by the venue: " + text);
    }

    @Override
    public String name() {
        return place.name;
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public @Nullable LinkEnd end() {
        return end;
    }

    @Override
    public @Nullable Notice poll() {
        return notices.poll();
    }

    @Override
    public boolean send(String message) {
        return orders.offer(FeedOrder.send(message));
    }

    @Override
    public boolean report(int event, int streamId, String text) {
        return orders.offer(FeedOrder.report(event, streamId, text));
    }

    @Override
    public boolean streams(StreamSet streams) {
        return orders.offer(FeedOrder.streams(streams));
    }

    @Override
    public void close(String reason) {
        wantedEnd.compareAndSet(null, LinkEnd.intended(reason));
        if (!isOpen) {
            client.close(); // An open one looks four times a second, and says goodbye.
        }
    }

    @Override
    public void fail(String reason) {
        wantedEnd.compareAndSet(null, LinkEnd.failed(reason));
        client.close();
    }

    @Override
    public void watch(long nowNs) {
        client.closeIfOverdue(nowNs);
    }

    /** Waits for the thread's end, up to a number of milliseconds. */
    void join(long timeoutMs) throws InterruptedException {
        thread.join(timeoutMs);
    }
}
