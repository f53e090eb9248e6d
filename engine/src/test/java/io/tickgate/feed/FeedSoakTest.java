package io.tickgate.feed;

import static io.tickgate.feed.FeedHarness.SECOND;
import static io.tickgate.feed.FeedHarness.STEP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.SubscribeForm;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.websocket.HandshakeException;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.status.BreakerState;
import io.tickgate.status.FeedState;
import io.tickgate.status.FeedStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random faults and orders under many seeds, then peace: whatever happened, the feed comes back with what is desired. */
@Tag("slow")
class FeedSoakTest {
    private static final int SEEDS = 150;

    @Test
    void shouldComeBackWithTheDesiredStreamsWhateverHappened() {
        Set<FeedState> states = new HashSet<>();
        Set<BreakerState> breakers = new HashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            new Run(seed, states, breakers).run();
        }

        assertEquals(Set.of(FeedState.values()), states);
        assertEquals(Set.of(BreakerState.values()), breakers);
    }

    private static final class Run {
        private final long seed;
        private final Random random;
        private final FeedHarness harness;
        private final Set<FeedState> states;
        private final Set<BreakerState> breakers;
        private boolean isPeace;
        private long tradeId;

        Run(long seed, Set<FeedState> states, Set<BreakerState> breakers) {
            this.seed = seed;
            this.states = states;
            this.breakers = breakers;
            random = new Random(seed);
            SubscribeForm[] forms = SubscribeForm.values();
            harness = FeedHarness.binance(FeedSettings.binance(3), forms[(int) (seed % forms.length)], seed);
        }

        void run() {
            harness.feed.connect(harness.nowNs());
            harness.everyStep(this::step);
            harness.run(600 * SECOND);
            isPeace = true;
            harness.feed.connect(harness.nowNs());
            harness.run(400 * SECOND);
            check();
        }

        private void step() {
            for (FakeLink link :
                    List.copyOf(harness.links.subList(Math.max(0, harness.links.size() - 2), harness.links.size()))) {
                if (link.end() == null) {
                    play(link);
                }
            }
            if (!isPeace && random.nextInt(200) == 0) {
                order();
            }
            states.add(harness.state());
            breakers.add(harness.feed.status().breaker());
            long alive =
                    harness.links.stream().filter(each -> each.end() == null).count();
            assertTrue(alive <= 2, "seed " + seed + ": " + alive + " connections");
            assertTrue(harness.feed.status().connectsInWindow() <= 250, "seed " + seed);
        }

        private void play(FakeLink link) {
            if (!link.isOpen()) {
                if (isPeace || random.nextInt(10) == 0) {
                    link.open();
                } else if (random.nextInt(20) == 0) {
                    link.end(refusal());
                }
                return;
            }
            link.isAnswering |= isPeace;
            int fault = isPeace ? 1_000 : random.nextInt(1_000);
            switch (fault) {
                case 0, 1, 2, 3, 4 -> link.end(LinkEnd.failed("reset"));
                case 5 -> link.say(new Notice(Notice.Kind.SHUTDOWN, RecordFlyweight.ABSENT, List.of(), ""));
                case 6 -> link.isAnswering = false;
                case 7 -> link.subscribed.clear();
                case 8 -> link.say(new Notice(Notice.Kind.ERROR, RecordFlyweight.ABSENT, List.of(), "odd"));
                case 9 -> link.say(new Notice(Notice.Kind.ACK, 3, List.of("odd@trade"), ""));
                default -> deliver(link);
            }
        }

        private LinkEnd refusal() {
            int[] statuses = {0, 403, 429, 451, 503};
            int status = statuses[random.nextInt(statuses.length)];
            return status == 0
                    ? LinkEnd.failed("refused")
                    : LinkEnd.refused(new HandshakeException("HTTP status " + status, status, 0));
        }

        /** Data of what the venue holds as subscribed. */
        private void deliver(FakeLink link) {
            tradeId++;
            for (FeedStream stream : link.streams.streams()) {
                if (link.subscribed.containsAll(harness.dialogue.names(stream))) {
                    link.trade(stream.streamId(), tradeId);
                }
            }
        }

        private void order() {
            int id = 10 + random.nextInt(6);
            switch (random.nextInt(8)) {
                case 0 -> harness.feed.disconnect("role lost");
                case 1, 2, 3 -> harness.feed.connect(harness.nowNs());
                case 4, 5 -> harness.feed.unwant(id);
                default -> harness.feed.want(new FeedStream(id, "S" + id, random.nextBoolean()));
            }
        }

        private void check() {
            FeedStatus status = harness.feed.status();
            int wanted = harness.feed.desired().size();
            assertEquals(FeedState.CONNECTED, status.state(), "seed " + seed + ": " + status);
            assertEquals(wanted, status.streamsSubscribed(), "seed " + seed + ": " + status);
            assertEquals(wanted, status.streamsDelivering(), "seed " + seed + ": " + status);
            assertEquals(List.of(), status.silentSymbols(), "seed " + seed);
            assertEquals(
                    1, harness.links.stream().filter(each -> each.end() == null).count(), "seed " + seed);
            FakeLink link = harness.links.stream()
                    .filter(each -> each.end() == null)
                    .findFirst()
                    .orElseThrow();
            Set<String> names = new HashSet<>();
            harness.feed.desired().forEach(stream -> names.addAll(harness.dialogue.names(stream)));
            assertEquals(names, link.subscribed, "seed " + seed);
            harness.run(STEP);
        }
    }
}
