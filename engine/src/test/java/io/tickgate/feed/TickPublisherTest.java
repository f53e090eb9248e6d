package io.tickgate.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.feed.decode.FeedMessage;
import io.tickgate.feed.decode.FrameDecoder;
import io.tickgate.feed.websocket.VenueServer;
import io.tickgate.record.E8;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TickPublisherTest {
    private final Counters counters = Counters.inMemory();
    private final RingRecorder recorder = new RingRecorder(64);
    private final TickPublisher ticks = new TickPublisher(recorder.ring().newPublisher(), counters);
    private final FrameDecoder decoder = FeedRig.decoder(counters);

    @AfterEach
    void close() {
        recorder.close();
    }

    @Test
    void shouldWriteTheFlagsOfTheMessage() {
        publish(VenueServer.trade(1).replace("2.00000000", "2.000000005").replace("1.00000000", "1e12"));

        assertEquals(
                List.of("TRADE 7 id 1 price 200000000 flags 12"), recorder.await("the trade", all -> all.size() == 1));
        assertEquals(1, counters.get(Counter.TICKS_ROUNDED));
        assertEquals(1, counters.get(Counter.TICKS_SATURATED));
        assertEquals(0, counters.get(Counter.RING_FULL_WAITS));
    }

    @Test
    void shouldRejectATradeFromFurtherAheadThanAnyClockIsWrong() {
        String farAhead = VenueServer.trade(1).replaceAll("\"T\":[0-9]+", "\"T\":9000000000000");

        publish(farAhead);
        publish(VenueServer.trade(2));

        assertEquals(
                List.of("TRADE 7 id 2 price 200000000 flags 0"), recorder.await("the trade", all -> all.size() == 1));
        assertEquals(1, counters.get(Counter.TICKS_REJECTED));
    }

    @Test
    void shouldRejectAPriceFromFurtherAheadThanAnyClockIsWrong() {
        FeedMessage price = new FeedMessage();
        price.beginPrice(7);
        price.price(200_000_000, E8.Outcome.EXACT);
        price.eventTime(9_000_000_000_000L, 1_000_000);

        boolean isIn = ticks.publish(price, 1_672_515_782_137_000_000L);

        assertTrue(isIn);
        assertEquals(1, counters.get(Counter.TICKS_REJECTED));
    }

    @Test
    void shouldFlagFromTheNextReadOnAfterALongWaitOfTheConnection() {
        ticks.begin(TickPublisher.DELAY_NS + 1);
        publish(VenueServer.trade(1));
        ticks.endOfRead(false);
        publish(VenueServer.trade(2));
        ticks.endOfRead(true);
        publish(VenueServer.trade(3));

        assertEquals(
                List.of(
                        "TRADE 7 id 1 price 200000000 flags 2",
                        "TRADE 7 id 2 price 200000000 flags 2",
                        "TRADE 7 id 3 price 200000000 flags 0"),
                recorder.await("the trades", all -> all.size() == 3));
        assertEquals(2, counters.get(Counter.TICKS_DELAYED));
    }

    @Test
    void shouldNotFlagAfterAShortWait() {
        ticks.begin(TickPublisher.DELAY_NS);

        assertFalse(ticks.isDelayed());
    }

    @Test
    void shouldSayThatTheRingIsClosed() {
        assertTrue(publish(VenueServer.trade(1)));

        recorder.ring().close();

        assertFalse(publish(VenueServer.trade(2)));
    }

    private boolean publish(String frame) {
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        boolean[] isIn = {false};
        decoder.decode(bytes, 0, bytes.length, message -> isIn[0] = ticks.publish(message, 1_672_515_782_137_000_000L));
        return isIn[0];
    }
}
