package io.tickgate.perf.ticks;

import java.util.Locale;

/** Made-up frames of Coinbase Exchange, in the shapes of 2025. */
final class CoinbaseFrames {
    private static final long FIRST_SEQUENCE = 37_475_248_783L;
    private static final long FIRST_TRADE_ID = 370_843_401L;

    private CoinbaseFrames() {}

    static String make(boolean isTicker, long id, double price, double size) {
        String time = String.format(
                Locale.ROOT, "2025-10-19T23:%02d:%02d.%06dZ", id / 60 % 60, id % 60, id * 7_919 % 1_000_000);
        String side = id % 3 == 0 ? "buy" : "sell";
        return isTicker ? ticker(id, price, size, side, time) : match(id, price, size, side, time);
    }

    private static String ticker(long id, double price, double size, String side, String time) {
        return String.format(
                Locale.ROOT,
                "{\"type\":\"ticker\",\"sequence\":%d,\"product_id\":\"SKL-USD\",\"price\":\"%.2f\",\"open_24h\":\"61310.79\","
                        + "\"volume_24h\":\"5532.79269678\",\"low_24h\":\"60280.52\",\"high_24h\":\"62313.8\","
                        + "\"volume_30d\":\"188783.60117027\",\"best_bid\":\"%.2f\",\"best_bid_size\":\"%.8f\","
                        + "\"best_ask\":\"%.2f\",\"best_ask_size\":\"%.8f\",\"side\":\"%s\",\"time\":\"%s\","
                        + "\"trade_id\":%d,\"last_size\":\"%.8f\"}",
                FIRST_SEQUENCE + 2 * id,
                price,
                price - 0.01,
                size,
                price,
                size / 2,
                side,
                time,
                FIRST_TRADE_ID + id,
                size / 3);
    }

    private static String match(long id, double price, double size, String side, String time) {
        return String.format(
                Locale.ROOT,
                "{\"type\":\"match\",\"trade_id\":%d,\"maker_order_id\":\"ac928c66-ca53-498f-9c13-a11002%06x\","
                        + "\"taker_order_id\":\"132fb6ae-456b-4654-b4e0-d681ac%06x\",\"side\":\"%s\",\"size\":\"%.8f\","
                        + "\"price\":\"%.2f\",\"product_id\":\"SKL-USD\",\"sequence\":%d,\"time\":\"%s\"}",
                FIRST_TRADE_ID + id,
                id,
                id * 3,
                side,
                size,
                price,
                FIRST_SEQUENCE + 2 * id,
                time);
    }
}
