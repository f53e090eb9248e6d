package io.tickgate.simulator.binance;

import io.tickgate.simulator.fault.FrameKeys;
import io.tickgate.simulator.fault.FrameSort;
import io.tickgate.simulator.fault.VenueDialect;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What faults have to know of Binance's messages.
 *
 * @see <a href="https://github.com/binance/binance-spot-api-docs/blob/master/web-socket-streams.md">the venue's message page</a>
 */
public final class BinanceDialect implements VenueDialect {

    private static final FrameKeys UNKNOWN = FrameKeys.of(FrameSort.OTHER, Set.of(), Set.of());

    private static final Map<String, FrameKeys> KEYS = Map.of(
            "trade",
            FrameKeys.of(FrameSort.TRADE, Set.of("p"), Set.of("q")),
            "aggTrade",
            FrameKeys.of(FrameSort.OTHER, Set.of("p"), Set.of("q")),
            "bookTicker",
            FrameKeys.of(FrameSort.QUOTE, Set.of("a", "b"), Set.of("A", "B")).withBook("b", "B", "a", "A"),
            "ticker",
            FrameKeys.of(FrameSort.OTHER, Set.of("a", "b", "c", "h", "l", "o", "w", "x"), Set.of("A", "B", "Q"))
                    .withBook("b", "B", "a", "A"),
            "miniTicker",
            FrameKeys.of(FrameSort.OTHER, Set.of("c", "h", "l", "o"), Set.of()));

    @Override
    public String venue() {
        return "binance";
    }

    @Override
    public String symbolOf(String stream) {
        return StreamNames.symbolOf(stream);
    }

    @Override
    public String channelOf(String stream) {
        return stream.substring(stream.indexOf('@') + 1);
    }

    @Override
    public FrameKeys keysOf(String stream) {
        return KEYS.getOrDefault(channelOf(stream), UNKNOWN);
    }

    @Override
    public List<String> channels() {
        return List.of("trade", "bookTicker");
    }

    @Override
    public String shutdownNotice(boolean combined, long epochMs) {
        String notice = "{\"e\":\"serverShutdown\",\"E\":" + epochMs + "}";
        return combined ? "{\"stream\":\"!serverShutdown\",\"data\":" + notice + "}" : notice;
    }

    @Override
    public String bigFrameHead(boolean combined, String symbol) {
        String wrapper = "{\"stream\":\"" + StreamNames.lower(symbol) + "@depth20\",\"data\":";
        return (combined ? wrapper : "") + "{\"lastUpdateId\":160,\"asks\":[],\"bids\":[";
    }

    @Override
    public String bigFrameTail(boolean combined) {
        return combined ? "]}}" : "]}";
    }
}
