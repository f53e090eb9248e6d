package io.tickgate.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.SubscribeForm;
import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.binance.BinanceDialogue;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.input.EngineClock;
import io.tickgate.simulator.ExchangeSimulator;
import io.tickgate.simulator.SimulatorOptions;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.io.IOException;
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
class FeedSimulatorTest {
    private static final long DATA_TIMEOUT_NS = TimeUnit.MILLISECONDS.toNanos(1_000);

    private final ExchangeSimulator simulator = startSimulator();
    private final RingRecorder recorder = new RingRecorder(1_024);
    private final Counters counters = Counters.inMemory();
    private final ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final LiveFeed feed = newFeed();

    private static ExchangeSimulator startSimulator() {
        try {
            return ExchangeSimulator.start(SimulatorOptions.defaults()
                    .withEventsPerSecond(2_000)
                    .withPing(Duration.ofMillis(300), Duration.ofMillis(2_500)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private LiveFeed newFeed() {
        FeedSettings usual = FeedRig.settings(TimeUnit.SECONDS.toNanos(5));
        FeedSettings settings = usual.with(new WatchSettings(
                DATA_TIMEOUT_NS,
                DATA_TIMEOUT_NS,
                0,
                TimeUnit.SECONDS.toNanos(5),
                TimeUnit.SECONDS.toNanos(10),
                TimeUnit.MINUTES.toNanos(5)));
        FeedContext context = new FeedContext(
                new EngineClock(SystemEpochNanoClock.INSTANCE, System::nanoTime, 0),
                () -> recorder.ring().newPublisher(),
                counters,
                errors::add,
                errors::add,
                new Random(3),
                (SSLSocketFactory) SSLSocketFactory.getDefault());
        VenueFeed venueFeed = VenueFeed.over(
                settings,
                new BinanceDialogue(
                        BaseUrls.of(simulator.uri()), VenueTimeUnit.MILLISECOND, SubscribeForm.AUTO, List.of()),
                () -> FeedRig.decoder(counters),
                context);
        assertTrue(venueFeed.want(new FeedStream(1, "BTCUSDT", true)));
        assertTrue(venueFeed.want(new FeedStream(2, "ETHUSDT", false)));
        return new LiveFeed(venueFeed, context);
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

        // The answer to the audit is the one frame that is none of data.
        assertEquals(counters.get(Counter.FRAMES_CONTROL), counters.get(Counter.FRAMES_FALLBACK));
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

        List<String> connections = records.stream()
                .filter(record -> record.startsWith("CONNECTED") || record.startsWith("LOST"))
                .map(record -> record.substring(0, record.indexOf(' ') + 2))
                .toList();
        assertEquals(List.of("CONNECTED 1", "LOST 1", "CONNECTED 2", "LOST 2", "CONNECTED 3"), connections);
    }

    @Test
    void shouldComeBackAfterBeingRefused() {
        feed.start();
        awaitTradesAfter("CONNECTED 1");

        simulator.inject(Fault.refuse(1));
        simulator.inject(Fault.disconnect(true));
        awaitTradesAfter("CONNECTED ([2-9]|[0-9]{2,}) ");

        assertTrue(counters.get(Counter.CONNECT_FAILURES) > 1);
    }

    @Test
    void shouldReplaceAConnectionThatFallsSilent() {
        feed.start();
        awaitTradesAfter("CONNECTED 1");

        simulator.inject(Fault.silence(1.5, null, true));
        List<String> records = awaitTradesAfter("CONNECTED 2");

        List<String> events = events(records);
        assertTrue(events.indexOf("STALLED 1") + 1 == events.indexOf("LOST 1"), events.toString());
    }

    @Test
    void shouldKeepTheConnectionThroughGarbage() {
        feed.start();
        awaitTradesAfter("CONNECTED 1");

        simulator.inject(Fault.garbage(200, null));
        recorder.await("the garbage", all -> counters.get(Counter.FRAMES_MALFORMED) > 0);
        int before = recorder.records().size();
        List<String> records = recorder.await("more", all -> all.size() > before + 100);

        assertEquals(
                List.of("CONNECTED 1", "SUBSCRIBED 1/1", "SUBSCRIBED 1/2"),
                events(records).stream()
                        .filter(event -> !event.startsWith("DELIVERING"))
                        .toList());
    }

    private List<String> awaitTradesAfter(String event) {
        Predicate<List<String>> condition = all -> {
            int index = -1;
            for (int i = 0; i < all.size(); i++) {
                index = all.get(i).matches(event + ".*") ? i : index;
            }
            return index >= 0 && count(all.subList(index, all.size()), "TRADE") > 0;
        };
        return recorder.await("trades after " + event, condition);
    }

    private static List<String> events(List<String> records) {
        return records.stream()
                .filter(record -> !record.matches("(TRADE|QUOTE|WATERMARK) .*"))
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
