package io.tickgate.feed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.SubscribeForm;
import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.binance.BinanceDialogue;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.status.Counters;
import io.tickgate.status.FeedState;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The state machine of a feed with a clock that is moved by hand, over connections without sockets. */
final class FeedHarness implements LinkOpener {
    static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    static final long STEP = TimeUnit.MILLISECONDS.toNanos(50);
    static final FeedStream BTC = new FeedStream(1, "BTCUSDT", true);
    static final FeedStream ETH = new FeedStream(2, "ETHUSDT", false);

    /** Where monotonic time overflows on the way: ages are differences. */
    private static final long START_NS = Long.MAX_VALUE - 20 * SECOND;

    final List<FakeLink> links = new ArrayList<>();
    final Counters counters = Counters.inMemory();
    final Dialogue dialogue;
    final VenueFeed feed;
    final ConnectBudget budget;
    private long nowNs = START_NS;
    private Runnable everyStep = () -> {};

    FeedHarness(FeedSettings settings, Dialogue dialogue, ConnectBudget budget, long seed) {
        this.dialogue = dialogue;
        this.budget = budget;
        feed = new VenueFeed(
                settings, dialogue, this, budget, new AtomicLong()::incrementAndGet, new Random(seed), counters, nowNs);
    }

    static FeedHarness binance(long seed) {
        return binance(FeedSettings.binance(3), SubscribeForm.AUTO, seed);
    }

    static FeedHarness binance(FeedSettings settings, SubscribeForm form, long seed) {
        Dialogue dialogue = new BinanceDialogue(
                BaseUrls.of(URI.create("wss://venue.example")), VenueTimeUnit.MILLISECOND, form, List.of());
        FeedHarness harness = new FeedHarness(settings, dialogue, new ConnectBudget(250), seed);
        assertTrue(harness.feed.want(BTC));
        assertTrue(harness.feed.want(ETH));
        return harness;
    }

    /** Connects, and opens the connection that comes of it. */
    FakeLink connect() {
        feed.connect(nowNs);
        run(STEP);
        last().open();
        run(STEP);
        return last();
    }

    @Override
    public @Nullable Link open(LinkRequest request) {
        long alive = links.stream().filter(link -> link.end() == null).count();
        if (alive >= 2) {
            return null;
        }
        FakeLink link = new FakeLink(request, dialogue, () -> nowNs);
        links.add(link);
        return link;
    }

    @Override
    public void awaitEnd() {}

    /** What happens before each step of {@link #run}. */
    void everyStep(Runnable what) {
        everyStep = what;
    }

    /** Lets time pass in steps. */
    void run(long durationNs) {
        for (long leftNs = durationNs; leftNs > 0; leftNs -= STEP) {
            nowNs += Math.min(STEP, leftNs);
            everyStep.run();
            feed.step(nowNs, nowNs - START_NS + SECOND);
        }
    }

    /** Lets time pass until there are so many attempts; how long it took. */
    long runUntilLinks(int count, long limitNs) {
        long startNs = nowNs;
        while (links.size() < count && nowNs - startNs < limitNs) {
            run(STEP);
        }
        assertTrue(links.size() >= count, links.size() + " attempts of " + count);
        return nowNs - startNs;
    }

    FakeLink last() {
        return links.get(links.size() - 1);
    }

    long nowNs() {
        return nowNs;
    }

    FeedState state() {
        return feed.status().state();
    }
}
