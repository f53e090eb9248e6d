package io.tickgate.feed.coinbase;

import io.tickgate.feed.decode.BadFrameReason;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.decode.OracleJson;
import io.tickgate.feed.decode.OracleTick;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What frames of Coinbase say, worked out apart from the decoder; of ticks and heartbeats only. Remembers sequences. */
final class CoinbaseOracle {
    private final List<FeedStream> streams;
    private final Map<Integer, Long> newest = new HashMap<>();

    CoinbaseOracle(List<FeedStream> streams) {
        this.streams = streams;
    }

    List<String> read(byte[] frame) {
        Object json = OracleJson.read(frame);
        if (json == OracleJson.MALFORMED) {
            return List.of("MALFORMED");
        }
        if (!(json instanceof Map<?, ?> object)) {
            return List.of("UNKNOWN");
        }
        String type = OracleJson.text(object, "type");
        if (!List.of("ticker", "match", "last_match", "heartbeat").contains(type)) {
            return List.of("UNKNOWN");
        }
        String product = OracleJson.text(object, "product_id");
        if (product.isEmpty()) {
            return List.of("REJECTED stream 0 id absent SYMBOL");
        }
        for (FeedStream stream : streams) {
            if (stream.venueSymbol().equals(product)) {
                return tick(object, type, stream.streamId());
            }
        }
        return List.of("UNKNOWN");
    }

    private List<String> tick(Map<?, ?> object, String type, int streamId) {
        return switch (type) {
            case "ticker" -> tickerAndTrade(object, streamId);
            case "match" -> List.of(match(object, streamId));
            case "last_match" -> {
                OracleTick last = new OracleTick("NEWEST_TRADE", streamId);
                last.id(OracleJson.whole(OracleJson.text(object, "trade_id")));
                event(last, object);
                yield List.of(last.newestTrade(3));
            }
            default -> heartbeat(object, streamId);
        };
    }

    private List<String> tickerAndTrade(Map<?, ?> object, int streamId) {
        String quote = ticker(object, streamId);
        Long id = OracleJson.whole(OracleJson.text(object, "trade_id"));
        if (!quote.startsWith("QUOTE") || id == null || id == 0) {
            return List.of(quote);
        }
        OracleTick newest = new OracleTick("NEWEST_TRADE", streamId);
        newest.id(id);
        event(newest, object);
        return List.of(quote, newest.newestTrade(2));
    }

    private String ticker(Map<?, ?> object, int streamId) {
        OracleTick quote = new OracleTick("QUOTE", streamId);
        if (object.get("sequence") instanceof String text) {
            Long sequence = OracleJson.whole(text);
            quote.id(sequence);
            if (sequence != null && sequence < newest.getOrDefault(streamId, -1L)) {
                quote.fault(BadFrameReason.OLD_SEQUENCE);
            }
            remember(streamId, sequence);
        }
        event(quote, object);
        String bid =
                quote.side("bid", OracleJson.text(object, "best_bid"), OracleJson.text(object, "best_bid_size"), false);
        String ask =
                quote.side("ask", OracleJson.text(object, "best_ask"), OracleJson.text(object, "best_ask_size"), false);
        return quote.quote(bid + ask);
    }

    private void remember(int streamId, @Nullable Long sequence) {
        long before = newest.getOrDefault(streamId, -1L);
        if (sequence != null && sequence > before && (before < 0 || sequence - before <= 1_000_000_000)) {
            newest.put(streamId, sequence);
        }
    }

    private String match(Map<?, ?> object, int streamId) {
        OracleTick trade = new OracleTick("TRADE", streamId);
        trade.id(OracleJson.whole(OracleJson.text(object, "trade_id")));
        Long time = time(OracleJson.text(object, "time"));
        trade.event(time);
        trade.traded(time);
        String price = trade.price(OracleJson.text(object, "price"));
        String size = trade.size(OracleJson.text(object, "size"));
        remember(streamId, OracleJson.whole(OracleJson.text(object, "sequence")));
        String maker = OracleJson.text(object, "side");
        return trade.trade(price, size, maker.equals("buy") ? 2 : maker.equals("sell") ? 1 : 0);
    }

    private static List<String> heartbeat(Map<?, ?> object, int streamId) {
        List<String> messages = new ArrayList<>();
        if (object.get("last_trade_id") instanceof String text) {
            Long id = OracleJson.whole(text);
            if (id == null || id != 0) {
                OracleTick newest = new OracleTick("NEWEST_TRADE", streamId);
                newest.id(id);
                event(newest, object);
                messages.add(newest.newestTrade(1));
            }
        }
        OracleTick heartbeat = new OracleTick("HEARTBEAT", streamId);
        event(heartbeat, object);
        messages.add(heartbeat.heartbeat());
        return messages;
    }

    private static void event(OracleTick tick, Map<?, ?> object) {
        if (object.get("time") instanceof String text) {
            tick.event(time(text));
        }
    }

    private static @Nullable Long time(String text) {
        if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z")
                || text.contains("T24:")
                || text.startsWith("2262")) {
            return null;
        }
        try {
            Instant instant = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
