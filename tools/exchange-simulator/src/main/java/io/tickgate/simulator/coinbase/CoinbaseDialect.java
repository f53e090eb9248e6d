package io.tickgate.simulator.coinbase;

import io.tickgate.simulator.fault.FrameKeys;
import io.tickgate.simulator.fault.FrameSort;
import io.tickgate.simulator.fault.VenueDialect;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What faults have to know of Coinbase's messages. A ticker is what stands for a quote here. */
public final class CoinbaseDialect implements VenueDialect {

    private static final FrameKeys UNKNOWN = FrameKeys.of(FrameSort.OTHER, Set.of(), Set.of());

    private static final Map<String, FrameKeys> KEYS = Map.of(
            Channels.MATCHES,
            FrameKeys.of(FrameSort.TRADE, Set.of("price"), Set.of("size")),
            Channels.TICKER,
            FrameKeys.of(
                            FrameSort.QUOTE,
                            Set.of("price", "best_bid", "best_ask"),
                            Set.of("last_size", "best_bid_size", "best_ask_size"))
                    .withBook("best_bid", "best_bid_size", "best_ask", "best_ask_size"));

    @Override
    public String venue() {
        return "coinbase";
    }

    @Override
    public String symbolOf(String stream) {
        return Channels.productOf(stream);
    }

    @Override
    public String channelOf(String stream) {
        return Channels.channelOf(stream);
    }

    @Override
    public FrameKeys keysOf(String stream) {
        return KEYS.getOrDefault(Channels.channelOf(stream), UNKNOWN);
    }

    @Override
    public List<String> channels() {
        return Channels.SPOKEN;
    }

    /** The venue announces nothing and closes. */
    @Override
    public @Nullable String shutdownNotice(boolean combined, long epochMs) {
        return null;
    }

    @Override
    public String bigFrameHead(boolean combined, String symbol) {
        return "{\"type\":\"snapshot\",\"product_id\":\"" + symbol + "\",\"asks\":[],\"bids\":[";
    }

    @Override
    public String bigFrameTail(boolean combined) {
        return "]}";
    }
}
