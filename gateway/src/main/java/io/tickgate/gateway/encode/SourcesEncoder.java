package io.tickgate.gateway.encode;

import io.tickgate.publish.InstrumentView;
import io.tickgate.publish.PriceView;
import io.tickgate.publish.Published;
import io.tickgate.publish.StreamView;
import io.tickgate.record.HealthState;
import io.tickgate.record.StreamStanding;

/**
 * What each venue says of an instrument and what it counts for. Stateless; for requests of people, so it may allocate.
 *
 * <p>{@code reason} is the name of a {@link StreamStanding}; {@code weight} is 1 where what is shown is made from the venue, else 0.
 */
public final class SourcesEncoder {
    private static final long MS_NS = 1_000_000L;

    private SourcesEncoder() {}

    /** Names how the price of an instrument is made: {@code failover}, {@code best} or {@code index}. */
    public static String mode(PriceView view) {
        return view.isBest() ? "best" : view.isIndex() ? "index" : "failover";
    }

    /**
     * Writes the venues as an array, in the order of their preference.
     *
     * @param json with the array's name written.
     * @param published to read.
     * @param instrument whose venues.
     * @param shown what the publish stage says of the instrument, for one that has a single stream.
     * @param isEngineStalled of {@link Published#isEngineStalled}.
     * @param nowEpochNs engine time.
     */
    public static void array(
            JsonBuffer json,
            Published published,
            InstrumentView instrument,
            PriceView shown,
            boolean isEngineStalled,
            long nowEpochNs) {
        StreamView row = new StreamView();
        boolean isSole = instrument.streamIds().size() == 1;
        json.openArray();
        for (int i = 0; i < instrument.streamIds().size(); i++) {
            json.openObject();
            json.name("source").string(instrument.sources().get(i));
            if (isSole) {
                sole(json, shown, isEngineStalled, nowEpochNs);
            } else if (published.streams().read(instrument.streamIds().get(i), row)) {
                one(json, row, isEngineStalled, nowEpochNs);
            } else {
                standing(json, 0, HealthState.CRITICAL, StreamStanding.NO_PRICE);
            }
            json.closeObject();
        }
        json.closeArray();
    }

    private static void sole(JsonBuffer json, PriceView view, boolean isEngineStalled, long nowEpochNs) {
        HealthState health = HealthText.effective(view.health(), isEngineStalled);
        price(json, view.priceE8(), view.receivedEpochNs());
        side(json, "bid", view.bidPriceE8(), view.bidSizeE8());
        side(json, "ask", view.askPriceE8(), view.askSizeE8());
        age(json, "age_ms", view.isPolled() ? view.receivedEpochNs() : view.refreshedEpochNs(), nowEpochNs);
        StreamStanding standing = view.isPolled()
                ? StreamStanding.POLLED
                : !view.hasPrice()
                        ? StreamStanding.NO_PRICE
                        : health == HealthState.CRITICAL ? StreamStanding.STALE : StreamStanding.USED;
        standing(json, view.hasPrice() ? 1 : 0, health, standing);
    }

    private static void one(JsonBuffer json, StreamView row, boolean isEngineStalled, long nowEpochNs) {
        price(json, row.priceE8(), row.receivedEpochNs());
        side(json, "bid", row.bidPriceE8(), row.bidSizeE8());
        side(json, "ask", row.askPriceE8(), row.askSizeE8());
        age(json, "age_ms", row.refreshedEpochNs(), nowEpochNs);
        standing(json, row.weight(), HealthText.effective(row.health(), isEngineStalled), row.standing());
        if (row.polledPriceE8() > 0) {
            json.name("polledPrice").decimalE8(row.polledPriceE8());
            age(json, "polled_age_ms", row.polledReceivedEpochNs(), nowEpochNs);
        }
        if (row.crossedQuotes() > 0) {
            json.name("crossedQuotes").number(row.crossedQuotes());
        }
    }

    private static void price(JsonBuffer json, long priceE8, long receivedEpochNs) {
        if (priceE8 > 0) {
            json.name("price").decimalE8(priceE8);
            json.name("receivedTime").number(receivedEpochNs / MS_NS);
        }
    }

    private static void side(JsonBuffer json, String name, long priceE8, long sizeE8) {
        if (priceE8 > 0) {
            json.name(name).openObject();
            json.name("price").decimalE8(priceE8);
            json.name("size").decimalE8(sizeE8).closeObject();
        }
    }

    private static void age(JsonBuffer json, String name, long fromEpochNs, long nowEpochNs) {
        if (fromEpochNs > 0) {
            json.name(name).number(Math.max(0, nowEpochNs - fromEpochNs) / MS_NS);
        }
    }

    private static void standing(JsonBuffer json, long weight, HealthState health, StreamStanding standing) {
        json.name("weight").number(weight);
        json.name("health").value(HealthText.json(health));
        if (health == HealthState.RECOVERING) {
            json.name("recovering").bool(true);
        }
        json.name("reason").string(standing.name());
    }
}
