package io.tickgate.engine;

import com.lmax.disruptor.BlockingWaitStrategy;
import io.tickgate.config.TickgateConfig;
import io.tickgate.config.Venue;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.input.EngineClock;
import io.tickgate.input.InputRing;
import io.tickgate.input.StageErrorHandler;
import io.tickgate.market.Market;
import io.tickgate.market.MarketHarness;
import io.tickgate.pairs.PairChange;
import io.tickgate.pairs.PairRefusedException;
import io.tickgate.pairs.PairRequest;
import io.tickgate.publish.PublishedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A desk over a real ring and market, stepped by the test, with a clock moved by hand and feeds that only note what they are told. Its
 * one log holds definitions and wishes in the order in which they came.
 */
final class PairRig implements AutoCloseable, WantedStreams {
    private static final long DEADLINE_NS = 10_000_000_000L;

    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final PublishedWriter writer = new PublishedWriter();
    final DefinitionFixture fixture;
    final PairDesk desk;
    /** Streams of these symbols are refused by the feed. */
    final List<String> refused = new ArrayList<>();

    private final AtomicLong nowNs = new AtomicLong(1_000_000_000L);
    private final EngineClock clock = new EngineClock(() -> MarketHarness.T0, nowNs::get, 0);
    private final InputRing ring;
    /** While set, records go through the ring and nothing is published of them. */
    volatile boolean isPublishingHeld;

    PairRig(Path folder, String file, String... overrides) throws IOException {
        fixture = new DefinitionFixture(folder);
        fixture.apply(file, overrides);
        Market market = fixture.market();
        DefinitionUpdate update = fixture.update(file, overrides);
        TickgateConfig config = fixture.config(file, overrides);
        ring = new InputRing(
                1_024,
                new BlockingWaitStrategy(),
                market.lastSequence() + 1,
                1,
                new StageErrorHandler(error -> log.add(error.toString()), () -> {}));
        ring.addStage("test", (slot, ringSequence, isEndOfBatch) -> {
            market.onRecord(slot.buffer(), slot.length());
            log.add(DefinitionFixture.text(slot.buffer(), slot.length()));
            if (!isPublishingHeld) {
                writer.moved(slot.sequence(), clock.nowEpochNs());
            }
        });
        ring.start();
        desk = new PairDesk(
                config, update.writer(), update.onDemandIds(), this, ring.newPublisher(), writer.published(), clock);
        desk.start();
    }

    @Override
    public boolean want(int venueId, FeedStream stream) {
        boolean isTaken = !refused.contains(stream.venueSymbol());
        log.add((isTaken ? "want " : "refuse ") + venueId + ":" + stream.streamId() + " " + stream.venueSymbol()
                + (stream.isSettling() ? " settling" : ""));
        return isTaken;
    }

    @Override
    public void show(int venueId, FeedStream stream) {
        log.add("show " + venueId + ":" + stream.streamId() + " " + stream.venueSymbol());
    }

    @Override
    public void unwant(int venueId, int streamId) {
        log.add("unwant " + venueId + ":" + streamId);
    }

    void advanceMs(long ms) {
        nowNs.addAndGet(ms * 1_000_000L);
    }

    /** Steps until there is nothing more to do, each time with an empty ring. */
    void settle() {
        int work;
        do {
            awaitRing();
            work = desk.doWork();
            awaitRing();
        } while (work > 0);
    }

    private void awaitRing() {
        long startNs = System.nanoTime();
        while (ring.depth() > 0) {
            if (System.nanoTime() - startNs > DEADLINE_NS) {
                throw new AssertionError("the ring does not empty: " + log);
            }
            LockSupport.parkNanos(50_000);
        }
    }

    /** What came since the last call. */
    List<String> taken() {
        List<String> taken = List.copyOf(log);
        log.clear();
        return taken;
    }

    static PairRequest ltc() {
        return new PairRequest("LTC/USD", List.of("litecoin"), "LTCUSDT", "LTC-USD", "litecoin", "");
    }

    PairChange add(PairRequest request) throws PairRefusedException {
        return done(desk.add(request));
    }

    PairChange remove(String name) throws PairRefusedException {
        return done(desk.remove(name));
    }

    private PairChange done(CompletableFuture<PairChange> answer) throws PairRefusedException {
        settle();
        if (!answer.isDone()) {
            throw new AssertionError("not answered");
        }
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PairRefusedException refusal) {
                throw refusal;
            }
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Symbols that a feed of all symbols brings. */
    void unlisted(Venue venue, String... symbols) {
        for (String symbol : symbols) {
            desk.onUnlisted(venue, symbol);
        }
    }

    @Override
    public void close() {
        desk.close();
        ring.close();
    }
}
