package io.tickgate.feed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.BinanceConfig;
import io.tickgate.config.SubscribeForm;
import io.tickgate.config.Venue;
import io.tickgate.config.VenueConfig;
import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.binance.BinanceDecoder;
import io.tickgate.feed.decode.FrameDecoder;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.Streams;
import io.tickgate.feed.decode.UnlistedSymbols;
import io.tickgate.input.EngineClock;
import io.tickgate.status.BadFrames;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.net.URI;
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

    BinanceFeed newFeed(long handshakeTimeoutNs) {
        return newFeed(handshakeTimeoutNs, new Random(7));
    }

    BinanceFeed newFeed(long handshakeTimeoutNs, RandomGenerator random) {
        BinanceConfig config = new BinanceConfig(
                new VenueConfig(
                        Venue.BINANCE,
                        true,
                        List.of(venue.url("ws")),
                        URI.create("http://localhost"),
                        TimeUnit.SECONDS.toNanos(5),
                        handshakeTimeoutNs,
                        1_000_000,
                        10_000_000,
                        DATA_TIMEOUT_NS,
                        DATA_TIMEOUT_NS,
                        FRAME_LENGTH_MAX,
                        TimeUnit.HOURS.toNanos(23),
                        250,
                        100,
                        1_000_000),
                VenueTimeUnit.MILLISECOND,
                SubscribeForm.AUTO,
                false,
                1);
        EngineClock clock = new EngineClock(SystemEpochNanoClock.INSTANCE, () -> System.nanoTime() + aheadNs.get(), 0);
        return new BinanceFeed(
                config,
                Streams.BINANCE,
                3,
                clock,
                recorder.ring().newPublisher(),
                counters,
                BadFrames.inMemory(counters),
                errors::add,
                halts::add,
                random,
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    static boolean isFeedAlive() {
        return feedState() != Thread.State.TERMINATED;
    }

    static Thread.State feedState() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(BinanceFeed.THREAD_NAME))
                .map(Thread::getState)
                .findFirst()
                .orElse(Thread.State.TERMINATED);
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
