package io.tickgate.simulator.coinbase;

import java.util.List;
import java.util.Locale;

/** The channels that are spoken, and the names that their streams of one product have inside the simulator. */
public final class Channels {

    /** Each trade. */
    static final String MATCHES = "matches";

    /** The best bid and offer after each taker order. */
    static final String TICKER = "ticker";

    /** Once a second. */
    static final String HEARTBEAT = "heartbeat";

    static final List<String> SPOKEN = List.of(MATCHES, TICKER, HEARTBEAT);

    /** Those that want a signed request, which is not spoken. */
    static final List<String> AUTHENTICATED = List.of("level2", "level3", "full");

    private Channels() {}

    static String stream(String product, String channel) {
        return product.toLowerCase(Locale.ROOT) + '@' + channel;
    }

    /** Stream of a product's trades. */
    public static String matches(String product) {
        return stream(product, MATCHES);
    }

    /** Stream of a product's tickers. */
    public static String ticker(String product) {
        return stream(product, TICKER);
    }

    /** Stream of a product's heartbeats. */
    public static String heartbeat(String product) {
        return stream(product, HEARTBEAT);
    }

    static String productOf(String stream) {
        return stream.substring(0, stream.indexOf('@')).toUpperCase(Locale.ROOT);
    }

    /** The channel of a stream. */
    public static String channelOf(String stream) {
        return stream.substring(stream.indexOf('@') + 1);
    }
}
