package io.tickgate.feed;

import io.tickgate.config.BinanceConfig;
import io.tickgate.feed.decode.FeedMessage;
import io.tickgate.feed.decode.FeedMessage.Kind;
import io.tickgate.feed.decode.FrameDecoder;
import io.tickgate.feed.decode.FrameSink;
import io.tickgate.input.EngineClock;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection from its handshake to its end: reads, cuts frames, decodes, publishes, answers pings, watches for data. Reused from
 * connection to connection, as it owns the buffers; owned by the feed's thread.
 */
final class BinanceSession implements FrameSink {
    private static final Logger LOG = LoggerFactory.getLogger(BinanceSession.class);

    /** The venue closes connections that send more than 5 messages a second, pongs included; so at most 4. */
    private static final long PONG_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long LOG_INTERVAL_NS = TimeUnit.SECONDS.toNanos(10);

    private final EngineClock clock;
    private final Counters counters;
    private final long dataTimeoutNs;
    private final FrameReader frames;
    private final FrameDecoder decoder;
    private final TickPublisher ticks;
    private final FeedEvents events;
    private final ReconnectDelay reconnectDelay;

    private final byte[] ping = new byte[WebSocketClient.SEND_LENGTH_MAX];
    /** Length of the ping that waits for its pong, -1 for none. */
    private int pingLength = -1;

    private long pongNs;
    private long dataNs;
    private long firstDataNs;
    private boolean hasData;
    private long logNs;
    private long logsSuppressed;
    private long receivedEpochNs;
    private long nowNs;
    private @Nullable String endOfFrame;

    BinanceSession(
            BinanceConfig config,
            EngineClock clock,
            Counters counters,
            FrameDecoder decoder,
            TickPublisher ticks,
            FeedEvents events,
            ReconnectDelay reconnectDelay) {
        this.clock = clock;
        this.counters = counters;
        this.decoder = decoder;
        this.ticks = ticks;
        this.events = events;
        this.reconnectDelay = reconnectDelay;
        dataTimeoutNs = config.connection().dataTimeoutNs();
        frames = new FrameReader(config.connection().frameMaxBytes());
        logNs = clock.nowNs() - LOG_INTERVAL_NS;
    }

    /**
     * Starts with a new connection.
     *
     * @param waitedNs how long the thread waited for room in the ring since the handshake.
     */
    void begin(long waitedNs) {
        frames.reset();
        ticks.begin(waitedNs);
        pingLength = -1;
        hasData = false;
        nowNs = clock.nowNs();
        dataNs = nowNs;
        pongNs = nowNs - PONG_INTERVAL_NS;
    }

    /**
     * Reads once and handles what came; waits a fraction of a second when nothing does.
     *
     * @param client that is open.
     * @return why the connection is to be given up, or null to go on.
     * @throws IOException when it broke.
     */
    @Nullable
    String doWork(WebSocketClient client) throws IOException {
        int asked = frames.prepare();
        int length = client.read(frames.buffer(), frames.limit(), asked);
        // Both times after the read, never before: the process may have been stopped while bytes waited in the kernel.
        long readNs = clock.nowNs();
        if (length < 0) {
            return "closed by the venue without a word";
        }
        String end = null;
        if (length > 0) {
            frames.added(length);
            end = handleFrames(client, clock.nowEpochNs(), readNs);
            boolean isDrained = ticks.isDelayed() && length < asked && client.available() == 0;
            ticks.endOfRead(isDrained);
        }
        return end != null ? end : checkDuties(client, readNs);
    }

    private @Nullable String handleFrames(WebSocketClient client, long readEpochNs, long readNs) throws IOException {
        while (true) {
            int frame = frames.next();
            switch (frame) {
                case FrameReader.TEXT -> {
                    counters.increment(Counter.FRAMES_RECEIVED);
                    String end = handleText(readEpochNs, readNs);
                    if (end != null) {
                        return end;
                    }
                }
                case FrameReader.BINARY -> {
                    counters.increment(Counter.FRAMES_RECEIVED);
                    counters.increment(Counter.FRAMES_UNKNOWN);
                }
                case FrameReader.PING -> keepPing();
                case FrameReader.PONG -> {
                    // Unasked pongs are allowed and mean nothing (RFC 6455, 5.5.3).
                }
                case FrameReader.OVERSIZED -> counters.increment(Counter.FRAMES_OVERSIZED);
                case FrameReader.CLOSE -> {
                    return answerClose(client);
                }
                case FrameReader.NONE -> {
                    return null;
                }
                default -> {
                    counters.increment(Counter.FRAMES_MALFORMED);
                    return "the venue broke the WebSocket protocol";
                }
            }
        }
    }

    private @Nullable String handleText(long newReceivedEpochNs, long newNowNs) {
        receivedEpochNs = newReceivedEpochNs;
        nowNs = newNowNs;
        endOfFrame = null;
        decoder.decode(frames.payload(), frames.payloadOffset(), frames.payloadLength(), this);
        return endOfFrame;
    }

    @Override
    public void onMessage(FeedMessage message) {
        Kind kind = message.kind();
        if (kind == Kind.TRADE || kind == Kind.QUOTE) {
            noteData(nowNs);
            if (!ticks.publish(message, receivedEpochNs)) {
                endOfFrame = BinanceFeed.RING_CLOSED;
            }
        } else if (kind == Kind.SHUTDOWN) {
            endOfFrame = "the venue announced its shutdown";
        } else if (kind == Kind.ACK || kind == Kind.ERROR) {
            log(message, nowNs);
        }
    }

    private void noteData(long dataAtNs) {
        dataNs = dataAtNs;
        if (!hasData) {
            hasData = true;
            firstDataNs = dataAtNs;
        } else if (dataAtNs - firstDataNs >= ReconnectDelay.STABLE_NS) {
            reconnectDelay.onStable();
        }
    }

    /** At most a line in ten seconds: a venue may repeat itself with each frame. */
    private void log(FeedMessage message, long atNs) {
        if (atNs - logNs < LOG_INTERVAL_NS) {
            logsSuppressed++;
            return;
        }
        String text = message.kind() == Kind.ERROR ? "error: " + message.errorText() : "acknowledgement";
        LOG.warn("Binance sent an {} ({} messages before it not logged)", text, logsSuppressed);
        logNs = atNs;
        logsSuppressed = 0;
    }

    /** Only the newest ping needs a pong (RFC 6455, 5.5.3). */
    private void keepPing() {
        pingLength = frames.payloadLength();
        System.arraycopy(frames.payload(), frames.payloadOffset(), ping, 0, pingLength);
    }

    private String answerClose(WebSocketClient client) throws IOException {
        String text = FrameReader.closeText(frames.payload(), frames.payloadOffset(), frames.payloadLength());
        keepPing();
        client.send(FrameReader.CLOSE, ping, Math.min(pingLength, 2));
        return "closed by the venue: " + text;
    }

    private @Nullable String checkDuties(WebSocketClient client, long readNs) throws IOException {
        if (pingLength >= 0 && readNs - pongNs >= PONG_INTERVAL_NS) {
            client.send(FrameReader.PONG, ping, pingLength);
            pingLength = -1;
            pongNs = readNs;
        }
        if (readNs - dataNs < dataTimeoutNs) {
            return null;
        }
        String reason = "no data for " + TimeUnit.NANOSECONDS.toMillis(readNs - dataNs) + " ms";
        events.stalled(reason);
        return reason;
    }
}
