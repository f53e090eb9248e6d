package io.tickgate.gateway.encode;

import static io.tickgate.gateway.encode.JsonBuffer.nameBytes;

import io.tickgate.publish.PriceView;
import io.tickgate.record.HealthState;

/**
 * A price as clients see it, everywhere the same: exact decimals as strings, times in ms since 1970. What is not known (a side of the
 * book, a time) is left out; the middle and the spread are left out too when a side is missing
 * or the bid is not below the offer ({@code crossed}).
 *
 * <p>Stateless; allocates nothing.
 */
public final class PriceEncoder {
    /**
     * Longest price object in bytes: a symbol and three sources of 64 bytes, escaped six-fold at worst, are 1,552 with their
     * quotes; names, words and punctuation 400; eight decimals of 24 and five whole numbers of 20 digits 292.
     */
    public static final int LENGTH_MAX = 2_300;

    private static final long MS_NS = 1_000_000L;
    /** Spread ÷ sum × this is hundredths of basis points of the middle. */
    private static final long TWICE_BPS_E2 = 2_000_000L;
    /** Above it, spread × 4 × 10^6 would overflow. */
    private static final long SPREAD_MAX = Long.MAX_VALUE / (2 * TWICE_BPS_E2);

    private static final byte[] SYMBOL = nameBytes("symbol");
    private static final byte[] PRICE = nameBytes("price");
    private static final byte[] SIZE = nameBytes("size");
    private static final byte[] SOURCE = nameBytes("source");
    private static final byte[] BEST_BID = nameBytes("bestBid");
    private static final byte[] BEST_ASK = nameBytes("bestAsk");
    private static final byte[] MID_PRICE = nameBytes("midPrice");
    private static final byte[] SPREAD = nameBytes("spread");
    private static final byte[] SPREAD_BPS = nameBytes("spreadBps");
    private static final byte[] SEQUENCE = nameBytes("sequence");
    private static final byte[] EVENT_TIME = nameBytes("eventTime");
    private static final byte[] RECEIVED_TIME = nameBytes("receivedTime");
    private static final byte[] HEALTH = nameBytes("health");
    private static final byte[] RECOVERING = nameBytes("recovering");
    private static final byte[] RECOVERING_SECONDS_LEFT = nameBytes("recovering_seconds_left");
    private static final byte[] STALE = nameBytes("stale");
    private static final byte[] CACHED = nameBytes("cached");
    private static final byte[] AGE_MS = nameBytes("age_ms");
    private static final byte[] POLLED = nameBytes("polled");
    private static final byte[] CROSSED = nameBytes("crossed");
    private static final byte[] FRESHNESS = nameBytes("freshness");
    private static final byte[] BEST = JsonBuffer.stringBytes("best");
    private static final byte[] INDEX = JsonBuffer.stringBytes("index");
    private static final byte[] REDIS = JsonBuffer.stringBytes("redis");
    private static final byte[] FRESH = JsonBuffer.stringBytes("fresh");
    private static final byte[] ACCEPTABLE = JsonBuffer.stringBytes("acceptable");
    private static final byte[] STALE_WORD = JsonBuffer.stringBytes("stale");
    private static final long FRESH_NS = 5_000_000_000L;
    private static final long ACCEPTABLE_NS = 60_000_000_000L;

    private PriceEncoder() {}

    /**
     * Writes the members of a price into an object that is open.
     *
     * @param json to write to.
     * @param text of the instrument.
     * @param price that was read and is there.
     * @param nowEpochNs engine time.
     */
    public static void members(JsonBuffer json, InstrumentText text, ShownPrice price, long nowEpochNs) {
        json.name(SYMBOL).value(text.symbol());
        json.name(PRICE).decimalE8(price.priceE8());
        if (price.isFromRedis()) {
            json.name(SOURCE).value(REDIS);
        } else {
            own(json, text, price.view());
        }
        json.name(RECEIVED_TIME).number(price.receivedEpochNs() / MS_NS);
        health(json, price, nowEpochNs);
        origin(json, price, nowEpochNs);
    }

    /** Writes where a price comes from, when it was received and how good it is, into an object that is open. */
    public static void standing(JsonBuffer json, InstrumentText text, ShownPrice price, long nowEpochNs) {
        json.name(SOURCE).value(price.isFromRedis() ? REDIS : source(text, price.view()));
        json.name(RECEIVED_TIME).number(price.receivedEpochNs() / MS_NS);
        health(json, price, nowEpochNs);
        origin(json, price, nowEpochNs);
    }

    private static void own(JsonBuffer json, InstrumentText text, PriceView view) {
        side(json, BEST_BID, view.bidPriceE8(), view.bidSizeE8(), text.source(view.bidStreamId()));
        side(json, BEST_ASK, view.askPriceE8(), view.askSizeE8(), text.source(view.askStreamId()));
        if (view.isCrossed()) {
            json.name(CROSSED).bool(true);
        } else {
            middle(json, view.bidPriceE8(), view.askPriceE8());
        }
        json.name(SOURCE).value(source(text, view));
        json.name(SEQUENCE).number(view.sequence());
        if (view.eventTimeEpochNs() > 0) {
            json.name(EVENT_TIME).number(view.eventTimeEpochNs() / MS_NS);
        }
    }

    /** Venue that a price comes from as a JSON string, or what it is made to. */
    public static byte[] source(InstrumentText text, PriceView view) {
        return view.isBest() ? BEST : view.isIndex() ? INDEX : text.source(view.streamId());
    }

    private static void health(JsonBuffer json, ShownPrice price, long nowEpochNs) {
        HealthState health = price.health();
        json.name(HEALTH).value(HealthText.json(health));
        if (health == HealthState.RECOVERING) {
            long endsEpochNs = price.view().recoveryEndsEpochNs();
            json.name(RECOVERING).bool(true);
            json.name(RECOVERING_SECONDS_LEFT).number(HealthText.secondsLeft(endsEpochNs, nowEpochNs));
        }
        json.name(STALE).bool(health.isStale());
    }

    private static void origin(JsonBuffer json, ShownPrice price, long nowEpochNs) {
        PriceOrigin origin = price.origin();
        json.name(CACHED).bool(origin == PriceOrigin.REDIS || origin == PriceOrigin.LAST);
        if (!price.isFromRedis() && price.view().isPolled()) {
            json.name(POLLED).bool(true);
        }
        long ageNs = price.ageNs(nowEpochNs);
        if (ageNs >= 0) {
            json.name(AGE_MS).number(ageNs / MS_NS);
        }
        if (origin != PriceOrigin.LIVE) {
            json.name(FRESHNESS).value(freshness(ageNs));
        }
    }

    /** In words, for a price that is not live: {@code fresh} below 5 s, {@code acceptable} below a minute, else {@code stale}. */
    static byte[] freshness(long ageNs) {
        if (ageNs < 0 || ageNs >= ACCEPTABLE_NS) {
            return STALE_WORD;
        }
        return ageNs < FRESH_NS ? FRESH : ACCEPTABLE;
    }

    private static void side(JsonBuffer json, byte[] name, long priceE8, long sizeE8, byte[] source) {
        if (priceE8 <= 0) {
            return;
        }
        json.name(name).openObject();
        json.name(PRICE).decimalE8(priceE8);
        json.name(SIZE).decimalE8(sizeE8);
        json.name(SOURCE).value(source).closeObject();
    }

    private static void middle(JsonBuffer json, long bidE8, long askE8) {
        if (bidE8 <= 0 || askE8 <= bidE8) {
            return;
        }
        long spreadE8 = askE8 - bidE8;
        json.name(MID_PRICE).decimalE8(bidE8 + spreadE8 / 2, (spreadE8 & 1) != 0);
        json.name(SPREAD).decimalE8(spreadE8);
        json.name(SPREAD_BPS).hundredths(spreadBpsE2(bidE8, askE8));
    }

    /** Spread ÷ middle × 10^4, in hundredths, rounded half up. Very large prices lose digits that do not show. */
    static long spreadBpsE2(long bidE8, long askE8) {
        long spread = askE8 - bidE8;
        // Half of each, so that the sum fits; the middle is half of the sum.
        boolean isHuge = askE8 > Long.MAX_VALUE / 2;
        long sum = isHuge ? bidE8 / 2 + askE8 / 2 : bidE8 + askE8;
        spread = isHuge ? spread / 2 : spread;
        while (spread > SPREAD_MAX) {
            spread >>= 1;
            sum >>= 1;
        }
        return (spread * (2 * TWICE_BPS_E2) / sum + 1) / 2;
    }
}
