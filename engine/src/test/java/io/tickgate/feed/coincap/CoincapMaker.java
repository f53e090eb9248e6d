package io.tickgate.feed.coincap;

import io.tickgate.feed.decode.FrameMaker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes frames of CoinCap from a seed. */
final class CoincapMaker {
    private static final List<String> SLUGS = List.of("bitcoin", "binance-coin", "ethereum", "xrp", "币");

    private CoincapMaker() {}

    static String frame(long seed) {
        FrameMaker maker = new FrameMaker(seed);
        Map<String, String> members = new LinkedHashMap<>();
        do {
            members.put(maker.oneOf(SLUGS), maker.decimal());
        } while (!maker.chance(4));
        return maker.object(members);
    }
}
