package io.tickgate.feed.binance;

import io.tickgate.feed.decode.FrameMaker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes frames of Binance from a seed. */
final class BinanceMaker {
    private static final List<String> SYMBOLS = List.of("BTCUSDT", "BTCUSDT", "ETHUSDT", "这是测试币456", "XRPUSDT", "NEU币");
    private static final long MS = 1_672_515_782_136L;

    private final FrameMaker maker;
    private final String symbol;

    private BinanceMaker(FrameMaker maker) {
        this.maker = maker;
        symbol = maker.oneOf(SYMBOLS);
    }

    static String frame(long seed) {
        return new BinanceMaker(new FrameMaker(seed)).frame();
    }

    private String frame() {
        String kind = maker.oneOf(List.of("@trade", "@bookTicker", "@ticker", "@miniTicker", "!miniTicker@arr"));
        String payload = switch (kind) {
            case "@trade" -> maker.object(trade());
            case "@bookTicker" -> maker.object(quote());
            case "@ticker" -> maker.object(ticker());
            case "@miniTicker" -> maker.object(miniTicker(symbol));
            default -> miniTickers();
        };
        if (maker.chance(2)) {
            return payload;
        }
        String name = kind.startsWith("!") ? kind : symbol.toLowerCase(Locale.ROOT) + kind;
        if (maker.isWild() && maker.chance(20)) {
            name = maker.oneOf(
                    List.of("btcusdt@trade", "ethusdt@bookTicker", "xrpusdt@ticker", "@", "!", "", "btcusdt@aggTrade"));
        }
        Map<String, String> outer = new LinkedHashMap<>();
        outer.put("stream", maker.text(name));
        outer.put("data", payload);
        return maker.object(outer);
    }

    private Map<String, String> trade() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("e", maker.text("trade"));
        members.put("E", maker.whole(MS, 1_000_000));
        members.put("s", maker.text(symbol));
        members.put("t", maker.whole(0, 4_000_000_000L));
        members.put("p", maker.decimal());
        members.put("q", maker.decimal());
        members.put("T", maker.whole(MS, 1_000_000));
        members.put("m", maker.oneOf(List.of("true", "false")));
        members.put("M", "true");
        if (maker.isWild() && maker.chance(5)) {
            members.put("X", maker.text(maker.oneOf(List.of("NA", "MARKET"))));
        }
        return members;
    }

    private Map<String, String> quote() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("u", maker.whole(0, 4_000_000_000L));
        members.put("s", maker.text(symbol));
        for (String key : List.of("b", "B", "a", "A")) {
            members.put(key, maker.decimal());
        }
        return members;
    }

    private Map<String, String> ticker() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("e", maker.text("24hrTicker"));
        members.put("E", maker.whole(MS, 1_000_000));
        members.put("s", maker.text(symbol));
        for (String key : List.of("p", "P", "w", "x", "c", "Q", "b", "B", "a", "A", "o", "h", "l", "v", "q")) {
            members.put(key, maker.decimal());
        }
        for (String key : List.of("O", "C", "F", "L", "n")) {
            members.put(key, maker.whole(1, 4_000_000_000L));
        }
        return members;
    }

    private Map<String, String> miniTicker(String ofSymbol) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("e", maker.text("24hrMiniTicker"));
        members.put("E", maker.whole(MS, 1_000_000));
        members.put("s", maker.text(ofSymbol));
        for (String key : List.of("c", "o", "h", "l", "v", "q")) {
            members.put(key, maker.decimal());
        }
        return members;
    }

    private String miniTickers() {
        List<String> elements = new ArrayList<>();
        do {
            elements.add(maker.object(miniTicker(maker.oneOf(SYMBOLS))));
        } while (!maker.chance(4));
        return "[" + String.join(",", elements) + "]";
    }
}
