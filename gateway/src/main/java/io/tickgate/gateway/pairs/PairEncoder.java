package io.tickgate.gateway.pairs;

import io.tickgate.gateway.encode.JsonBuffer;
import io.tickgate.pairs.PairStreamView;
import io.tickgate.pairs.PairView;
import io.tickgate.publish.PriceView;
import io.tickgate.publish.Published;

/** Pairs as JSON. Stateless. */
public final class PairEncoder {
    private PairEncoder() {}

    /** One pair, as the next element or value. */
    public static void pair(JsonBuffer json, PairView pair, Published published) {
        json.openObject();
        json.name("symbol").string(pair.symbol());
        json.name("aliases").openArray();
        pair.aliases().forEach(json::string);
        json.closeArray();
        json.name("origin").string(pair.origin());
        json.name("source").string(pair.source());
        json.name("onDemand").bool(pair.isOnDemand());
        json.name("hasMarket").bool(pair.hasMarket());
        json.name("wanted").bool(pair.streams().stream().anyMatch(PairStreamView::isWanted));
        json.name("delivering").bool(isDelivering(pair, published));
        json.name("streams").openArray();
        for (PairStreamView stream : pair.streams()) {
            json.openObject();
            json.name("venue").string(stream.venue());
            json.name("symbol").string(stream.symbol());
            json.name("content").string(stream.hasTrades() ? "trades" : "prices");
            json.name("wanted").bool(stream.isWanted());
            json.closeObject();
        }
        json.closeArray().closeObject();
    }

    /** Whether its price is fresh. */
    private static boolean isDelivering(PairView pair, Published published) {
        PriceView view = new PriceView();
        return published.prices().read(pair.instrumentId(), view)
                && view.hasPrice()
                && !view.health().isStale();
    }
}
