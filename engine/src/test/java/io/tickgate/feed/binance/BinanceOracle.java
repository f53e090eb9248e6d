package io.tickgate.feed.binance;

import io.tickgate.feed.decode.BadFrameReason;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.decode.OracleJson;
import io.tickgate.feed.decode.OracleJson.Decimal;
import io.tickgate.feed.decode.OracleTick;
import io.tickgate.feed.decode.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What frames of Binance say, in ms, worked out apart from the decoder; of ticks and tickers only. */
final class BinanceOracle {
    private BinanceOracle() {}

    static List<String> read(byte[] frame) {
        Object json = OracleJson.read(frame);
        if (json == OracleJson.MALFORMED) {
            return List.of("MALFORMED");
        }
        String stream = json instanceof Map<?, ?> outer ? OracleJson.text(outer, "stream") : "";
        Object payload = json;
        if (json instanceof Map<?, ?> outer
                && (outer.get("data") instanceof Map || outer.get("data") instanceof List)) {
            payload = outer.get("data");
        }
        List<String> messages = new ArrayList<>();
        if (payload instanceof Map<?, ?> object) {
            messages.add(event(object, stream));
        } else if (payload instanceof List<?> list && (stream.isEmpty() || stream.equals("!miniTicker@arr"))) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> object
                        && OracleJson.text(object, "e").equals("24hrMiniTicker")) {
                    messages.add(event(object, stream.isEmpty() ? "" : "!@miniTicker"));
                }
            }
            messages.removeIf("UNKNOWN"::equals);
        }
        return messages.isEmpty() ? List.of("UNKNOWN") : messages;
    }

    private static String event(Map<?, ?> object, String stream) {
        String kind = OracleJson.text(object, "e");
        String channel = switch (kind) {
            case "trade" -> "@trade";
            case "24hrTicker" -> "@ticker";
            case "24hrMiniTicker" -> "@miniTicker";
            case "" -> "@bookTicker";
            default -> "none";
        };
        boolean isQuote = object.get("u") instanceof String
                && (!stream.isEmpty() || object.get("b") instanceof String || object.get("a") instanceof String);
        if ((!stream.isEmpty() && !stream.endsWith(channel))
                || channel.equals("none")
                || (kind.isEmpty() && !isQuote)) {
            return "UNKNOWN";
        }
        String symbol = OracleJson.text(object, "s");
        if (symbol.isEmpty()) {
            return "REJECTED stream 0 id absent SYMBOL";
        }
        if (!stream.isEmpty() && stream.charAt(0) != '!' && !stream.equals(symbol.toLowerCase(Locale.ROOT) + channel)) {
            return "REJECTED stream 0 id absent CONTRADICTION";
        }
        Optional<FeedStream> known = Streams.BINANCE.stream()
                .filter(each -> each.venueSymbol().equals(symbol))
                .findAny();
        return known.map(each -> tick(object, channel, each.streamId())).orElse("UNKNOWN");
    }

    private static String tick(Map<?, ?> object, String channel, int streamId) {
        return switch (channel) {
            case "@trade" -> trade(object, streamId);
            case "@bookTicker" -> {
                OracleTick quote = new OracleTick("QUOTE", streamId);
                quote.id(OracleJson.whole(OracleJson.text(object, "u")));
                yield quote.quote(side(quote, object, "bid", "b", "B") + side(quote, object, "ask", "a", "A"));
            }
            case "@ticker" -> {
                String newest = OracleJson.text(object, "L");
                boolean isNone = newest.equals("0") || newest.equals("-1");
                OracleTick ticker = new OracleTick(isNone ? "HEARTBEAT" : "NEWEST_TRADE", streamId);
                if (!isNone) {
                    ticker.id(OracleJson.whole(newest));
                }
                event(ticker, object);
                yield isNone ? ticker.heartbeat() : ticker.newestTrade(2);
            }
            default -> {
                OracleTick price = new OracleTick("PRICE", streamId);
                event(price, object);
                yield price.priced(price.price(OracleJson.text(object, "c")));
            }
        };
    }

    private static String side(OracleTick quote, Map<?, ?> object, String name, String price, String size) {
        return quote.side(name, OracleJson.text(object, price), OracleJson.text(object, size), true);
    }

    private static String trade(Map<?, ?> object, int streamId) {
        boolean isNone = OracleJson.text(object, "X").equals("NA");
        OracleTick trade = new OracleTick(isNone ? "NO_TRADE" : "TRADE", streamId);
        trade.id(OracleJson.whole(OracleJson.text(object, "t")));
        if (isNone) {
            Decimal price = Decimal.of(OracleJson.text(object, "p"));
            boolean isZero = price.isMissing() || (price.isNumber() && price.e8() == 0 && !price.isRounded());
            trade.fault(isZero ? null : BadFrameReason.CONTRADICTION);
            return trade.noTrade();
        }
        event(trade, object);
        trade.traded(ms(OracleJson.text(object, "T")));
        String price = trade.price(OracleJson.text(object, "p"));
        String size = trade.size(OracleJson.text(object, "q"));
        String maker = OracleJson.text(object, "m");
        return trade.trade(price, size, maker.equals("true") ? 2 : maker.equals("false") ? 1 : 0);
    }

    private static void event(OracleTick tick, Map<?, ?> object) {
        if (object.get("E") instanceof String time) {
            tick.event(ms(time));
        }
    }

    private static @Nullable Long ms(String text) {
        Long ms = OracleJson.whole(text);
        return ms == null || ms > Long.MAX_VALUE / 1_000_000 ? null : Long.valueOf(ms * 1_000_000);
    }
}
