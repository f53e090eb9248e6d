package io.tickgate.feed;

import io.tickgate.config.BinanceConfig;
import io.tickgate.feed.binance.BinanceDecoder;
import io.tickgate.feed.binance.BinanceStreams;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.decode.UnlistedSymbols;
import io.tickgate.input.EngineClock;
import io.tickgate.input.InputPublisher;
import io.tickgate.status.BadFrames;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;
import org.agrona.ErrorHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feed of Binance spot: trades and best prices of the given symbols, over one connection that is made anew whenever it ends, on one
 * thread named {@value #THREAD_NAME}. Start it once, close it once.
 *
 * <p>Out: TRADE, QUOTE and FEED_EVENT records through its own publisher, which nobody else may use. A connection ends in a LOST event
 * before the next one is tried. An unexpected exception ends the connection, not the thread; an {@code Error} ends the thread.
 */
public final class BinanceFeed implements AutoCloseable {
    /** Name of the thread. */
    public static final String THREAD_NAME = "binance";

    static final String RING_CLOSED = "the engine takes nothing more";

    private static final Logger LOG = LoggerFactory.getLogger(BinanceFeed.class);
    /** So that closing is noticed within it even if the wake-up is lost. */
    private static final long PARK_MAX_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long CLOSE_TIMEOUT_MS = 1_000;

    private final BinanceConfig config;
    private final URI url;
    private final EngineClock clock;
    private final Counters counters;
    private final ErrorHandler errorHandler;
    private final ErrorHandler haltHandler;
    private final RandomGenerator random;
    private final SSLSocketFactory tls;
    private final FeedEvents events;
    private final ReconnectDelay reconnectDelay;
    private final BinanceSession session;
    private final Thread thread;
    private volatile boolean isRunning = true;
    private volatile @Nullable WebSocketClient client;

    /**
     * A feed yet to be started.
     *
     * @param config section of the configuration.
     * @param streams to subscribe to, at least one.
     * @param venueId of Binance in the feed events.
     * @param clock of the engine.
     * @param publisher for this feed's thread alone.
     * @param counters where it counts.
     * @param badFrames where it keeps bad frames.
     * @param errorHandler told of unexpected exceptions, after which the feed connects anew.
     * @param haltHandler told of an {@code Error}, after which the process must not go on.
     * @param random for waits, keys and masks: unpredictable in production, seeded in a test.
     * @param tls for {@code wss}.
     * @throws IllegalArgumentException when one connection cannot carry the streams.
     */
    public BinanceFeed(
            BinanceConfig config,
            List<FeedStream> streams,
            int venueId,
            EngineClock clock,
            InputPublisher publisher,
            Counters counters,
            BadFrames badFrames,
            ErrorHandler errorHandler,
            ErrorHandler haltHandler,
            RandomGenerator random,
            SSLSocketFactory tls) {
        this.config = config;
        this.clock = clock;
        this.counters = counters;
        this.errorHandler = errorHandler;
        this.haltHandler = haltHandler;
        this.random = random;
        this.tls = tls;
        BinanceStreams binanceStreams = new BinanceStreams(streams);
        url = binanceStreams.url(config.connection().webSocketUrl(), config.timeUnit());
        events = new FeedEvents(venueId, clock, publisher, counters);
        reconnectDelay = new ReconnectDelay(
                config.connection().reconnectMinNs(), config.connection().reconnectMaxNs(), random);
        BinanceDecoder decoder =
                new BinanceDecoder(config.timeUnit(), counters, badFrames, new UnlistedSymbols(counters));
        decoder.streams(binanceStreams.table());
        session = new BinanceSession(
                config, clock, counters, decoder, new TickPublisher(publisher, counters), events, reconnectDelay);
        thread = new Thread(this::run, THREAD_NAME);
        // A name lookup can neither be bounded nor woken; it must not hold up the end of the process.
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (isRunning) {
                long delayNs = runConnection();
                pause(delayNs);
            }
        } catch (Throwable t) {
            // Exceptions of a connection are handled there: what comes here is an Error, or a handler that threw.
            isRunning = false;
            haltHandler.onError(t);
        }
    }

    /** Lives through one connection; the wait before the next one. */
    private long runConnection() {
        try (WebSocketClient connection = new WebSocketClient(url, tls, random, clock::nowNs)) {
            client = connection;
            String reason = isRunning ? open(connection) : "";
            while (isRunning && reason == null) {
                reason = session.doWork(connection);
            }
            return end(isRunning && reason != null ? reason : "closed by us");
        } catch (HandshakeException e) {
            return refused(e);
        } catch (IOException e) {
            return end(isRunning ? "broken: " + e.getMessage() : "closed by us");
        } catch (RuntimeException e) {
            errorHandler.onError(e);
            return end("an error of ours: " + e);
        }
    }

    private @Nullable String open(WebSocketClient connection) throws IOException {
        try {
            connection.open(
                    config.connection().connectTimeoutNs(), config.connection().handshakeTimeoutNs());
        } catch (IOException e) {
            if (isRunning) {
                counters.increment(Counter.CONNECT_FAILURES);
                LOG.warn("Binance at {} cannot be connected: {}", url.getHost(), e.toString());
            }
            throw e;
        }
        long waitedNs = events.connected(url.getHost());
        waitedNs += events.subscribed("by URL");
        session.begin(waitedNs);
        LOG.info("Binance at {} is connected", url.getHost());
        return null;
    }

    private long refused(HandshakeException e) {
        long delayNs = reconnectDelay.afterRefusalNs(e);
        LOG.warn("Binance refused the handshake; the next attempt is in {} s", TimeUnit.NANOSECONDS.toSeconds(delayNs));
        return delayNs;
    }

    private long end(String reason) {
        events.lost(reason);
        if (reason.equals(RING_CLOSED)) {
            isRunning = false;
        }
        long delayNs = reconnectDelay.afterFailureNs();
        if (isRunning) {
            LOG.info("Binance: {}; connecting again in {} ms", reason, TimeUnit.NANOSECONDS.toMillis(delayNs));
        } else {
            LOG.info("Binance: {}", reason);
        }
        return delayNs;
    }

    private void pause(long delayNs) {
        long startNs = clock.nowNs();
        long leftNs = delayNs;
        while (isRunning && leftNs > 0) {
            LockSupport.parkNanos(this, Math.min(leftNs, PARK_MAX_NS));
            leftNs = delayNs - (clock.nowNs() - startNs);
        }
    }

    /** Closes the socket and waits up to a second for the thread's end. Any thread but the feed's own may call it. */
    @Override
    public void close() {
        isRunning = false;
        WebSocketClient open = client;
        if (open != null) {
            open.close();
        }
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_TIMEOUT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
