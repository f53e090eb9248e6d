package io.tickgate.feed.coinbase;

import io.tickgate.feed.decode.FrameMaker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes frames of Coinbase from a seed. */
final class CoinbaseMaker {
    private static final List<String> TICKER_KEYS = List.of(
            "sequence",
            "product_id",
            "price",
            "open_24h",
            "volume_24h",
            "low_24h",
            "high_24h",
            "volume_30d",
            "best_bid",
            "best_bid_size",
            "best_ask",
            "best_ask_size",
            "side",
            "time",
            "trade_id",
            "last_size");
    private static final List<String> WIRE_MATCH_KEYS = List.of(
            "trade_id", "maker_order_id", "taker_order_id", "side", "size", "price", "product_id", "sequence", "time");
    private static final List<String> DOCUMENTED_MATCH_KEYS = List.of(
            "trade_id", "sequence", "maker_order_id", "taker_order_id", "time", "product_id", "size", "price", "side");
    private static final List<String> WIRE_HEARTBEAT_KEYS = List.of("last_trade_id", "product_id", "sequence", "time");
    private static final List<String> DOCUMENTED_HEARTBEAT_KEYS =
            List.of("sequence", "last_trade_id", "product_id", "time");

    private final FrameMaker maker;

    private CoinbaseMaker(FrameMaker maker) {
        this.maker = maker;
    }

    static String frame(long seed) {
        return new CoinbaseMaker(new FrameMaker(seed)).frame();
    }

    private String frame() {
        String type = maker.oneOf(List.of("ticker", "ticker", "match", "match", "last_match", "heartbeat"));
        boolean isOfTheWire = maker.chance(2);
        List<String> keys = switch (type) {
            case "ticker" -> TICKER_KEYS;
            case "heartbeat" -> isOfTheWire ? WIRE_HEARTBEAT_KEYS : DOCUMENTED_HEARTBEAT_KEYS;
            default -> isOfTheWire ? WIRE_MATCH_KEYS : DOCUMENTED_MATCH_KEYS;
        };
        Map<String, String> members = new LinkedHashMap<>();
        members.put("type", maker.text(type));
        for (String key : keys) {
            if (!isOfTheWire || !key.endsWith("_size") || type.equals("match") || key.equals("last_size")) {
                members.put(key, value(key));
            }
        }
        return maker.object(members);
    }

    private String value(String key) {
        return switch (key) {
            case "sequence" -> maker.whole(37_475_248_783L, 1_000);
            case "trade_id" -> maker.whole(0, 4_000_000_000L);
            case "last_trade_id" -> maker.chance(4) ? "0" : maker.whole(0, 4_000_000_000L);
            case "product_id" -> maker.text(maker.oneOf(List.of("BTC-USD", "BTC-USD", "ETH-USD", "XRP-USD")));
            case "side" -> maker.text(maker.oneOf(List.of("buy", "sell", "buy", "sell", "buy", "sell", "none")));
            case "time" -> maker.isoTime();
            case "maker_order_id", "taker_order_id" -> maker.text("ac928c66-ca53-498f-9c13-a110027a60e8");
            default -> maker.decimal();
        };
    }
}
