package io.tickgate.feed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.SubscribeForm;
import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.binance.BinanceDecoder;
import io.tickgate.feed.binance.BinanceDialogue;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.decode.FrameDecoder;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.Streams;
import io.tickgate.feed.decode.UnlistedSymbols;
import io.tickgate.feed.websocket.VenueServer;
import io.tickgate.input.EngineClock;
import io.tickgate.status.BadFrames;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;
import org.agrona.concurrent.SystemEpochNanoClock;

/** A feed between a venue that a test plays and a ring that a test reads, with a clock that can be moved on. */
final class FeedRig implements AutoCloseable {
    static final int FRAME_LENGTH_MAX = 4_096;
    static final long DATA_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);

    final VenueServer venue = newVenue();
    final RingRecorder recorder = new RingRecorder(1_024);
    final Counters counters = Counters.inMemory();
    final ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Throwable> halts = new ConcurrentLinkedQueue<>();
    /** Added to the monotonic clock, to pass time by hand. */
    final AtomicLong aheadNs = new AtomicLong();

    private static VenueServer newVenue() {
        try {
            return new VenueServer();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A decoder of Binance that knows the streams of the tests. */
    static FrameDecoder decoder(Counters counters) {
        FrameDecoder decoder = new BinanceDecoder(
                VenueTimeUnit.MILLISECOND, counters, BadFrames.inMemory(counters), new UnlistedSymbols(counters));
        decoder.streams(new StreamTable(Streams.BINANCE));
        return decoder;
    }

    /** A feed of Binance with short waits. */
    LiveFeed newFeed(long handshakeTimeoutNs) {
        return newFeed(handshakeTimeoutNs, new Random(7));
    }

    LiveFeed newFeed(long handshakeTimeoutNs, RandomGenerator random) {
        return newFeed(settings(handshakeTimeoutNs), dialogue(), Streams.BINANCE, random);
    }

    BinanceDialogue dialogue() {
        return new BinanceDialogue(
                BaseUrls.of(venue.url("ws")), VenueTimeUnit.MILLISECOND, SubscribeForm.AUTO, List.of());
    }

    LiveFeed newFeed(FeedSettings settings, Dialogue dialogue, List<FeedStream> streams, RandomGenerator random) {
        EngineClock clock = new EngineClock(SystemEpochNanoClock.INSTANCE, () -> System.nanoTime() + aheadNs.get(), 0);
        FeedContext context = new FeedContext(
                clock,
                () -> recorder.ring().newPublisher(),
                counters,
                errors::add,
                halts::add,
                random,
                (SSLSocketFactory) SSLSocketFactory.getDefault());
        VenueFeed feed = VenueFeed.over(settings, dialogue, () -> decoder(counters), context);
        streams.forEach(stream -> assertTrue(feed.want(stream)));
        return new LiveFeed(feed, context);
    }

    /** Settings under which a thousand connections take seconds. */
    static FeedSettings settings(long handshakeTimeoutNs) {
        FeedSettings usual = FeedSettings.binance(3);
        return new FeedSettings(
                "binance",
                3,
                FRAME_LENGTH_MAX,
                false,
                new ConnectSettings(
                        TimeUnit.SECONDS.toNanos(5),
                        handshakeTimeoutNs,
                        1_000_000,
                        10_000_000,
                        TimeUnit.SECONDS.toNanos(60),
                        TimeUnit.SECONDS.toNanos(10),
                        5,
                        TimeUnit.MILLISECONDS.toNanos(5),
                        3,
                        5_000),
                new WatchSettings(
                        DATA_TIMEOUT_NS,
                        DATA_TIMEOUT_NS,
                        0,
                        TimeUnit.SECONDS.toNanos(5),
                        TimeUnit.SECONDS.toNanos(10),
                        TimeUnit.MINUTES.toNanos(5)),
                usual.subscribe(),
                usual.rotation());
    }

    /** State of the newest connection's thread in the first place; terminated when there is none. */
    static Thread.State threadState(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .map(Thread::getState)
                .findFirst()
                .orElse(Thread.State.TERMINATED);
    }

    static boolean isFeedAlive() {
        return threadState("binance-1") != Thread.State.TERMINATED
                || threadState("binance-2") != Thread.State.TERMINATED;
    }

    static void await(BooleanSupplier condition) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(20), "not in time");
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() throws IOException {
        recorder.close();
        venue.close();
    }
}
