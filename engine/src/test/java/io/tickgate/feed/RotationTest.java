package io.tickgate.feed;

import static io.tickgate.feed.FeedHarness.SECOND;
import static io.tickgate.feed.FeedHarness.STEP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.RecordFlyweight;
import io.tickgate.status.Counter;
import io.tickgate.status.FeedState;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How one connection takes over from another, on a clock moved by hand. */
class RotationTest {
    private static final Notice SHUTDOWN = new Notice(Notice.Kind.SHUTDOWN, RecordFlyweight.ABSENT, List.of(), "");

    private final FeedHarness harness = FeedHarness.binance(1);
    private final FakeLink old = harness.connect();
    private long tradeId = 1;

    private void deliver(FakeLink link) {
        link.trade(1, tradeId++);
        link.data(2);
    }

    /** Lets the old one deliver, and the venue announce its shutdown; the successor. */
    private FakeLink successor() {
        harness.everyStep(() -> deliver(old));
        harness.run(SECOND);
        old.say(SHUTDOWN);
        harness.run(2 * STEP);
        return harness.last();
    }

    @Test
    void shouldReplaceAConnectionBeforeItsDayIsOver() {
        harness.everyStep(() -> deliver(old));

        long tookNs = harness.runUntilLinks(2, TimeUnit.HOURS.toNanos(23));

        assertTrue(tookNs >= TimeUnit.HOURS.toNanos(22), "after " + tookNs);
        FeedHarness other = FeedHarness.binance(2);
        FakeLink otherOld = other.connect();
        other.everyStep(() -> otherOld.data(1));
        assertNotEquals(tookNs, other.runUntilLinks(2, TimeUnit.HOURS.toNanos(24)));
    }

    @Test
    void shouldCloseTheOldOneWhenTheNewOneBringsTheSame() {
        FakeLink next = successor();

        next.open();
        harness.run(SECOND);
        LinkEnd whileSilent = old.end();
        next.data(1);
        next.data(2);
        harness.run(SECOND);
        LinkEnd whileWithoutTrades = old.end();
        long firstId = tradeId + 9;
        next.trade(1, firstId);
        harness.run(8 * STEP);
        LinkEnd whileTradesAreMissing = old.end();
        harness.run(STEP);

        assertEquals(2, harness.links.size());
        assertNull(whileSilent);
        assertNull(whileWithoutTrades);
        assertNull(whileTradesAreMissing);
        assertEquals(LinkEnd.intended("rotated: the venue announced its shutdown"), old.end());
        assertNull(next.end());
        assertEquals(FeedState.CONNECTED, harness.state());
        assertEquals(1, harness.counters.get(Counter.ROTATIONS));
        assertEquals(0, harness.feed.status().consecutiveFailures());
    }

    @Test
    void shouldNotWaitForAStreamWithoutEnd() {
        FakeLink next = successor();
        next.open();
        next.data(2);

        harness.everyStep(() -> {
            if (old.end() == null) {
                deliver(old);
            }
            next.data(2);
        });
        harness.run(59 * SECOND);
        LinkEnd before = old.end();
        harness.run(2 * SECOND);

        assertNull(before);
        assertEquals(true, old.end() != null && old.end().isIntended());
    }

    @Test
    void shouldGoOnWithTheSuccessorWhenTheOldOneEndsEarly() {
        FakeLink next = successor();
        harness.everyStep(() -> {});

        old.end(LinkEnd.failed("reset"));
        harness.run(5 * SECOND);
        next.open();
        next.trade(1, 7);
        harness.run(STEP);

        assertEquals(2, harness.links.size());
        assertEquals(FeedState.CONNECTED, harness.state());
    }

    @Test
    void shouldKeepTheOldOneWhileSuccessorsFail() {
        FakeLink next = successor();

        next.end(LinkEnd.failed("refused"));
        harness.run(20 * SECOND);

        assertEquals(3, harness.links.size());
        assertNull(old.end());
        assertEquals(FeedState.CONNECTED, harness.state());
    }

    @Test
    void shouldDropRepeatedQuotesOnlyWhileTwoConnectionsDeliver() {
        FakeLink next = successor();
        StreamActivity before = activity(old);
        StreamActivity after = activity(next);
        next.open();
        harness.run(STEP);

        boolean isFirstTaken = before.takeQuote(10);
        boolean isRepeatedTaken = after.takeQuote(10);
        boolean isNewTaken = after.takeQuote(11);
        boolean isOldTaken = before.takeQuote(11);
        next.trade(1, 5);
        next.data(2);
        harness.run(STEP);
        boolean isTakenAlone = after.takeQuote(3);

        assertEquals(
                List.of(true, false, true, false, true),
                List.of(isFirstTaken, isRepeatedTaken, isNewTaken, isOldTaken, isTakenAlone));
    }

    @Test
    void shouldTakeEachQuoteAgainWhenOneOfTwoConnectionsHasEnded() {
        FakeLink next = successor();
        StreamActivity before = activity(old);
        next.open();
        harness.run(STEP);
        activity(next).takeQuote(1_000);

        boolean isTakenBeside = before.takeQuote(5);
        next.end(LinkEnd.failed("reset"));
        harness.run(STEP);

        assertFalse(isTakenBeside);
        assertTrue(before.takeQuote(6));
    }

    @Test
    void shouldTakeEachQuoteOfTheSuccessorWhenTheOldOneHasEnded() {
        FakeLink next = successor();
        next.open();
        harness.run(STEP);
        activity(old).takeQuote(1_000);

        boolean isTakenBeside = activity(next).takeQuote(5);
        harness.everyStep(() -> {});
        old.end(LinkEnd.failed("reset"));
        harness.run(STEP);

        assertFalse(isTakenBeside);
        assertTrue(activity(next).takeQuote(6));
    }

    private static StreamActivity activity(FakeLink link) {
        StreamActivity activity = link.streams.activity(1);
        assertTrue(activity != null);
        return activity;
    }

    @Test
    void shouldNotFollowAVenueThatAnnouncesItsShutdownOnEachConnection() {
        harness.everyStep(() -> harness.links.forEach(link -> {
            if (link.end() == null) {
                link.open();
                deliver(link);
                link.say(SHUTDOWN);
            }
        }));

        harness.run(300 * SECOND);

        assertTrue(harness.links.size() <= 62, harness.links.size() + " connections");
        assertFalse(harness.links.size() < 50);
    }
}
