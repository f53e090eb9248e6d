package io.tickgate.market;

import static io.tickgate.market.MarketHarness.PRICE;
import static io.tickgate.market.MarketHarness.S;

import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.SourceFlyweight;
import io.tickgate.record.StreamFlyweight;
import java.nio.ByteBuffer;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Feeds a market with what may come of instruments shown from several venues, each with streams of its own, beside {@link RandomInput}:
 * prices, polled prices, quotes that cross, connections that come and go, definitions that change.
 */
final class RandomVenues {
    /** Streams 11 to 13 are of instrument 2, 14 to 16 of 3, 17 and 18 of 4; venues have the streams' numbers. */
    private static final int FIRST = 11;

    private static final int LAST = 18;

    private final MarketHarness harness;
    private final Random random;
    private final long[] nextId = new long[LAST + 1];
    private long updateId;

    RandomVenues(MarketHarness harness, Random random) {
        this.harness = harness;
        this.random = random;
    }

    void define() {
        for (int stream = FIRST; stream <= LAST; stream++) {
            define(stream);
        }
        for (int instrument = 2; instrument <= 4; instrument++) {
            source(instrument);
        }
    }

    private void define(int stream) {
        int content = stream == LAST ? StreamFlyweight.PRICES : StreamFlyweight.TRADES;
        harness.defineVenueStream(stream, 2 + (stream - FIRST) / 3, random.nextInt(3), content);
    }

    private void source(int instrument) {
        int[] modes = {SourceFlyweight.FAILOVER, SourceFlyweight.BEST, SourceFlyweight.INDEX};
        harness.defineSource(instrument, modes[random.nextInt(3)], 1 + random.nextInt(2));
    }

    void next() {
        int stream = FIRST + random.nextInt(LAST - FIRST + 1);
        int what = random.nextInt(1_000);
        if (what < 500) {
            trade(stream);
        } else if (what < 750) {
            quote(stream);
        } else if (what < 900) {
            price(stream);
        } else if (what < 980) {
            link(stream);
        } else {
            rare(stream);
        }
    }

    private void trade(int stream) {
        nextId[stream] += random.nextInt(12) == 0 ? 1 + random.nextInt(4) : 1;
        long id = nextId[stream] - (random.nextInt(20) == 0 ? random.nextInt(6) : 0);
        long price = priceE8();
        harness.trade(id, trade -> trade.streamId(stream).priceE8(price).flags(flags()));
    }

    private long priceE8() {
        long far = random.nextInt(10) == 0 ? PRICE / 20 : 0;
        return PRICE + far + random.nextInt(1_000_001);
    }

    private int flags() {
        return random.nextInt(10) == 0 ? RecordFlags.DELAYED : 0;
    }

    private void quote(int stream) {
        long bid = priceE8();
        long spread = random.nextInt(5) == 0 ? -1_000 : 1_000;
        boolean isDated = random.nextBoolean();
        harness.quote(++updateId, quote -> {
            quote.streamId(stream).bid(bid, 5).ask(bid + spread, 7);
            if (isDated) {
                quote.eventTimeEpochNs(harness.now());
            }
        });
    }

    private void price(int stream) {
        boolean isPolled = random.nextBoolean();
        long price = priceE8();
        harness.price(stream, price, each -> each.flags(isPolled ? RecordFlags.POLLED : 0));
    }

    private void link(int venue) {
        int[] events = {
            FeedEventFlyweight.CONNECTED,
            FeedEventFlyweight.LOST,
            FeedEventFlyweight.CONNECT_FAILED,
            FeedEventFlyweight.STALLED
        };
        harness.feedEvent(venue, events[random.nextInt(events.length)]);
        if (random.nextBoolean()) {
            harness.feedEvent(venue, FeedEventFlyweight.DELIVERING, venue, venue);
        }
    }

    private void rare(int stream) {
        switch (random.nextInt(6)) {
            case 0 -> define(stream);
            case 1, 2 -> source(2 + random.nextInt(3));
            case 3 -> retire(stream, random.nextBoolean());
            case 4 -> harness.defineHealth((2 + random.nextInt(3)) * S, 10 * S, 30 * S);
            default ->
                harness.defineMarket(
                        MarketHarness.MARKET,
                        rule -> rule.quoteMoveMaxE8(random.nextInt(3)).version(2));
        }
    }

    private void retire(int stream, boolean isRetired) {
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(RecordFlyweight.RECORD_LENGTH_MAX));
        StreamFlyweight record = new StreamFlyweight().wrap(buffer);
        int instrument = 2 + (stream - FIRST) / 3;
        record.set(
                harness.now(),
                stream,
                stream,
                instrument,
                random.nextInt(3),
                StreamFlyweight.TRADES,
                isRetired,
                "SYMBOL" + stream);
        harness.feed(buffer, record.length());
    }
}
