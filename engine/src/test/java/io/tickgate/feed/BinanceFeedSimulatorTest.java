package io.tickgate.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.BinanceConfig;
import io.tickgate.config.SubscribeForm;
import io.tickgate.config.Venue;
import io.tickgate.config.VenueConfig;
import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.input.EngineClock;
import io.tickgate.simulator.ExchangeSimulator;
import io.tickgate.simulator.SimulatorOptions;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.status.BadFrames;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The feed against the simulated exchange, over a real socket. */
@Tag("slow")
@Timeout(90)
class BinanceFeedSimulatorTest {
    private static final long DATA_TIMEOUT_NS = TimeUnit.MILLISECONDS.toNanos(1_000);

    private final ExchangeSimulator simulator = startSimulator();
    private final RingRecorder recorder = new RingRecorder(1_024);
    private final Counters counters = Counters.inMemory();
    private final ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final BinanceFeed feed = newFeed();

    private static ExchangeSimulator startSimulator() {
        try {
            return ExchangeSimulator.start(SimulatorOptions.defaults()
                    .withEventsPerSecond(2_000)
                    .withPing(Duration.ofMillis(300), Duration.ofMillis(2_500)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private BinanceFeed newFeed() {
        BinanceConfig config = new BinanceConfig(
                new VenueConfig(
                        Venue.BINANCE,
                        true,
                        List.of(simulator.uri()),
                        URI.create("http://localhost"),
                        TimeUnit.SECONDS.toNanos(5),
                        TimeUnit.SECONDS.toNanos(5),
                        1_000_000,
                        20_000_000,
                        DATA_TIMEOUT_NS,
                        DATA_TIMEOUT_NS,
                        65_536,
                        TimeUnit.HOURS.toNanos(23),
                        250,
                        100,
                        1_000_000),
                VenueTimeUnit.MILLISECOND,
                SubscribeForm.AUTO,
                false,
                1);
        return new BinanceFeed(
                config,
                List.of(new FeedStream(1, "BTCUSDT", true), new FeedStream(2, "ETHUSDT", false)),
                1,
                new EngineClock(SystemEpochNanoClock.INSTANCE, System::nanoTime, 0),
                recorder.ring().newPublisher(),
                counters,
                BadFrames.inMemory(counters),
                errors::add,
                errors::add,
                new Random(3),
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    @AfterEach
    void close() {
        feed.close();
        recorder.close();
        simulator.close();
        assertEquals(List.of(), List.copyOf(errors));
        assertEquals(0, counters.get(Counter.FRAMES_ERROR));
    }

    @Test
    void shouldReadItsFramesByTheScannerAlone() {
        feed.start();

        List<String> records = recorder.await(
                "trades and quotes",
                all -> count(all, "TRADE 1") > 50
                        && count(all, "TRADE 2") > 50
                        && count(all, "QUOTE 1") > 50
                        && count(all, "QUOTE 2") > 50);

        assertEquals(0, counters.get(Counter.FRAMES_FALLBACK));
        assertContiguous(records);
    }

    @Test
    void shouldStayConnectedByAnsweringPings() {
        feed.start();

        // Longer than the simulator goes without a pong.
        long startNs = System.nanoTime();
        recorder.await("four seconds of data", all -> System.nanoTime() - startNs > TimeUnit.SECONDS.toNanos(4));

        assertEquals(1, counters.get(Counter.CONNECTS));
        assertEquals(0, simulator.state().paceCount());
    }

    @Test
    void shouldComeBackAfterDisconnects() {
        feed.start();
        awaitTradesAfter("CONNECTED 1");

        simulator.inject(Fault.disconnect(false));
        awaitTradesAfter("CONNECTED 2");
        simulator.inject(Fault.disconnect(true));
        List<String> records = awaitTradesAfter("CONNECTED 3");

        List<String> events = events(records);
        assertEquals(
                List.of(
                        "CONNECTED 1",
                        "SUBSCRIBED 1",
                        "LOST 1",
                        "CONNECTED 2",
                        "SUBSCRIBED 2",
                        "LOST 2",
                        "CONNECTED 3",
                        "SUBSCRIBED 3"),
                events);
    }

    @Test
    void shouldComeBackAfterBeingRefused() {
        feed.start();
        awaitTradesAfter("CONNECTED 1");

        simulator.inject(Fault.refuse(1));
        simulator.inject(Fault.disconnect(true));
        awaitTradesAfter("CONNECTED 2");

        assertTrue(counters.get(Counter.CONNECT_FAILURES) > 1);
    }

    @Test
    void shouldReplaceAConnectionThatFallsSilent() {
        feed.start();
        awaitTradesAfter("CONNECTED 1");

        simulator.inject(Fault.silence(1.5, null, true));
        List<String> records = awaitTradesAfter("CONNECTED 2");

        assertEquals("STALLED 1", events(records).get(2));
        assertEquals("LOST 1", events(records).get(3));
    }

    @Test
    void shouldKeepTheConnectionThroughGarbage() {
        feed.start();
        awaitTradesAfter("CONNECTED 1");

        simulator.inject(Fault.garbage(200, null));
        recorder.await("the garbage", all -> counters.get(Counter.FRAMES_MALFORMED) > 0);
        int before = recorder.records().size();
        List<String> records = recorder.await("more", all -> all.size() > before + 100);

        assertEquals(List.of("CONNECTED 1", "SUBSCRIBED 1"), events(records));
    }

    private List<String> awaitTradesAfter(String event) {
        Predicate<List<String>> condition = all -> {
            int index = -1;
            for (int i = 0; i < all.size(); i++) {
                index = all.get(i).startsWith(event) ? i : index;
            }
            return index >= 0 && count(all.subList(index, all.size()), "TRADE") > 0;
        };
        return recorder.await("trades after " + event, condition);
    }

    private static List<String> events(List<String> records) {
        return records.stream()
                .filter(record -> !record.startsWith("TRADE") && !record.startsWith("QUOTE"))
                .map(record -> Stream.of(record.split(" ", -1))
                        .limit(2)
                        .reduce((a, b) -> a + " " + b)
                        .orElse(""))
                .toList();
    }

    private static long count(List<String> records, String start) {
        return records.stream().filter(record -> record.startsWith(start)).count();
    }

    private static void assertContiguous(List<String> records) {
        long last = -1;
        for (String record : records) {
            if (record.startsWith("TRADE 1 ")) {
                long id = Long.parseLong(record.split(" ", -1)[3]);
                assertTrue(last < 0 || id == last + 1, record);
                last = id;
            }
        }
    }
}
