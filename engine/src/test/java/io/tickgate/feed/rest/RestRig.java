package io.tickgate.feed.rest;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.ExceptionHandler;
import io.tickgate.input.EngineClock;
import io.tickgate.input.InputRing;
import io.tickgate.input.InputSlot;
import io.tickgate.publish.OpenGap;
import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.E8;
import io.tickgate.record.PriceFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.WatermarkFlyweight;
import io.tickgate.status.Counters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;

/**
 * Both agents between a venue that a test plays and a ring whose stage stands for the market: it closes what is back-filled. Time is moved
 * by hand.
 */
final class RestRig implements AutoCloseable {
    static final long START_EPOCH_NS = 1_800_000_000_000_000_000L;
    static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(50);
    static final BackFillSettings BACK_FILL =
            new BackFillSettings(480 * SECOND_NS, 3_600 * SECOND_NS, 86_400 * SECOND_NS, 3 * SECOND_NS, 10 * SECOND_NS);
    static final PollSettings POLL = new PollSettings(10 * SECOND_NS, 5 * SECOND_NS, 5 * SECOND_NS);
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(60);

    final PlayedVenue venue = new PlayedVenue();
    final Counters counters = Counters.inMemory();
    final ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
    /** Monotonic; engine time is as much after the start. */
    final AtomicLong nowNs = new AtomicLong(1_000_000);

    final EngineClock clock = new EngineClock(() -> START_EPOCH_NS, nowNs::get, 0);
    final Streams streams = new Streams();
    final InputRing ring;
    private final RestClient client = new RestClient(5 * SECOND_NS);
    private final List<String> records = new ArrayList<>();
    private final Map<Integer, TreeSet<Long>> missing = new HashMap<>();
    private List<OpenGap> open = List.of();
    /** Trade time in ns of an id, as the market knows it. */
    LongUnaryOperator tradeTimes = RestRig::timeOf;

    /** How far time moves at once. */
    long stepNs = STEP_NS;
    /** Whether the stage closes gaps. */
    volatile boolean isApplying = true;

    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** What the feeds and the market would say. */
    static final class Streams implements VenueOutage {
        volatile List<RestStream> wanted = List.of(new RestStream(7, "BTCUSDT", true));
        volatile long silentSinceEpochNs = NOT;
        final Map<Integer, Long> openSince = new HashMap<>();
        final Set<Integer> quarantined = new HashSet<>();

        @Override
        public List<RestStream> wantedStreams() {
            return wanted;
        }

        @Override
        public long silentSinceEpochNs() {
            return silentSinceEpochNs;
        }

        @Override
        public long openSinceEpochNs(int streamId) {
            return openSince.getOrDefault(streamId, NOT);
        }

        @Override
        public boolean isJumpQuarantined(int streamId) {
            return quarantined.contains(streamId);
        }
    }

    RestRig() {
        this(4_096);
    }

    RestRig(int ringSize) {
        ring = new InputRing(ringSize, new BlockingWaitStrategy(), 1, 1, new Failing());
        ring.addStage("recorder", (slot, sequence, isEndOfBatch) -> onRecord(slot));
        ring.start();
    }

    private void onRecord(InputSlot slot) throws InterruptedException {
        gate.await();
        String text = text(slot);
        synchronized (records) {
            records.add(text);
            BackFilledTradeFlyweight trade = new BackFilledTradeFlyweight().wrap(slot.buffer(), 0, slot.length());
            if (isApplying && trade.kindCode() == RecordKind.BACK_FILLED_TRADE.code()) {
                TreeSet<Long> ids = missing.getOrDefault(trade.streamId(), new TreeSet<>());
                ids.subSet(trade.firstTradeId(), true, trade.lastTradeId(), true)
                        .clear();
                open = gaps();
            }
        }
    }

    private static String text(InputSlot slot) {
        RecordKind kind = RecordKind.of(
                new RecordFlyweight().wrap(slot.buffer(), 0, slot.length()).kindCode());
        if (kind == RecordKind.BACK_FILLED_TRADE) {
            BackFilledTradeFlyweight trade = new BackFilledTradeFlyweight().wrap(slot.buffer(), 0, slot.length());
            return "TRADE " + trade.streamId() + " " + trade.firstTradeId() + ".." + trade.lastTradeId() + " at "
                    + E8.toString(trade.priceE8()) + " side " + trade.takerSide() + " flags " + trade.flags();
        }
        if (kind == RecordKind.WATERMARK) {
            WatermarkFlyweight mark = new WatermarkFlyweight().wrap(slot.buffer(), 0, slot.length());
            return "NEWEST " + mark.streamId() + " " + mark.newestTradeId() + " source " + mark.source();
        }
        PriceFlyweight price = new PriceFlyweight().wrap(slot.buffer(), 0, slot.length());
        return "PRICE " + price.streamId() + " " + E8.toString(price.priceE8()) + " bid "
                + E8.toString(price.bidPriceE8()) + " ask " + E8.toString(price.askPriceE8()) + " flags "
                + price.flags();
    }

    /** The gaps that the missing ids of each stream make. */
    private List<OpenGap> gaps() {
        List<OpenGap> gaps = new ArrayList<>();
        missing.forEach((streamId, ids) -> {
            long first = -1;
            long last = -1;
            for (long id : ids) {
                if (id != last + 1 || first < 0) {
                    add(gaps, streamId, first, last);
                    first = id;
                }
                last = id;
            }
            add(gaps, streamId, first, last);
        });
        return List.copyOf(gaps);
    }

    private void add(List<OpenGap> gaps, int streamId, long first, long last) {
        if (first >= 0) {
            gaps.add(new OpenGap(
                    streamId,
                    first,
                    last,
                    START_EPOCH_NS,
                    tradeTimes.applyAsLong(first - 1),
                    tradeTimes.applyAsLong(last + 1)));
        }
    }

    /** Trade times go up with the ids, some sharing a millisecond. */
    private static long timeOf(long tradeId) {
        return START_EPOCH_NS - 1_000 * SECOND_NS + tradeId * 400_000L;
    }

    /** Trade time of an id as the gaps tell it. */
    static long timeMs(long tradeId) {
        return TimeUnit.NANOSECONDS.toMillis(timeOf(tradeId));
    }

    /** Ids of a stream that the market misses. */
    RestRig miss(int streamId, long first, long last) {
        synchronized (records) {
            TreeSet<Long> ids = missing.computeIfAbsent(streamId, id -> new TreeSet<>());
            for (long id = first; id <= last; id++) {
                ids.add(id);
            }
            open = gaps();
        }
        return this;
    }

    Set<Long> missing(int streamId) {
        synchronized (records) {
            return new TreeSet<>(missing.getOrDefault(streamId, new TreeSet<>()));
        }
    }

    List<OpenGap> open() {
        synchronized (records) {
            return open;
        }
    }

    static VenueRestSettings settings(String name, PlayedVenue venue, int weightMax, long windowNs) {
        return new VenueRestSettings(
                name, venue.url(), 10 * SECOND_NS, weightMax, windowNs, 6_000, false, false, "secret-key");
    }

    VenueHost binance() {
        return VenueHost.binance(settings("binance", venue, 1_200, 60 * SECOND_NS), client, new Random(3));
    }

    VenueHost host(VenueRestSettings settings) {
        return switch (settings.venue()) {
            case "binance" -> VenueHost.binance(settings, client, new Random(3));
            case "coinbase" -> VenueHost.coinbase(settings, client, new Random(3));
            default -> VenueHost.coinCap(settings, client, new Random(3));
        };
    }

    Backfiller backfiller(VenueHost host) {
        return new Backfiller(
                List.of(new RestVenue(host, streams)),
                this::open,
                BACK_FILL,
                clock,
                ring.newPublisher(),
                counters,
                errors::add);
    }

    Poller poller(VenueHost host) {
        return new Poller(
                List.of(new RestVenue(host, streams)), POLL, clock, ring.newPublisher(), counters, errors::add);
    }

    /** Passes time in steps; while a request is under way time stands still. */
    void run(Backfiller agent, long durationNs) {
        long endNs = nowNs.get() + durationNs;
        while (nowNs.get() < endNs) {
            agent.doWork();
            awaitReal(() -> agent.isIdle() || agent.doWork() > 0);
            awaitReal(() -> agent.doWork() == 0);
            awaitRing();
            if (agent.isIdle()) {
                nowNs.addAndGet(stepNs);
            }
        }
    }

    /** As for the other agent. */
    void run(Poller agent, long durationNs) {
        long endNs = nowNs.get() + durationNs;
        while (nowNs.get() < endNs) {
            agent.doWork();
            awaitReal(() -> agent.isIdle() || agent.doWork() > 0);
            awaitReal(() -> agent.doWork() == 0);
            awaitRing();
            if (agent.isIdle()) {
                nowNs.addAndGet(stepNs);
            }
        }
    }

    void awaitRing() {
        awaitReal(() -> ring.depth() == 0);
    }

    static void awaitReal(BooleanSupplier condition) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > DEADLINE_NS) {
                throw new AssertionError("not in time");
            }
            LockSupport.parkNanos(100_000);
        }
    }

    /** Lets nothing through the ring until {@link #releaseRing()}. */
    void holdRing() {
        gate = new CountDownLatch(1);
    }

    void releaseRing() {
        gate.countDown();
    }

    List<String> records() {
        synchronized (records) {
            return List.copyOf(records);
        }
    }

    @Override
    public void close() {
        releaseRing();
        ring.close();
        client.close();
        venue.close();
    }

    private static final class Failing implements ExceptionHandler<InputSlot> {
        @Override
        public void handleEventException(Throwable e, long sequence, InputSlot slot) {
            throw new IllegalStateException(e);
        }

        @Override
        public void handleOnStartException(Throwable e) {
            throw new IllegalStateException(e);
        }

        @Override
        public void handleOnShutdownException(Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
