package io.tickgate.simulator.coinbase;

import io.tickgate.simulator.market.DayStatistics;
import io.tickgate.simulator.market.E8Text;
import io.tickgate.simulator.market.Instrument;
import io.tickgate.simulator.market.Quote;
import io.tickgate.simulator.rest.RequestBucket;
import io.tickgate.simulator.rest.RestAnswer;
import io.tickgate.simulator.rest.RestRequest;
import io.tickgate.simulator.tape.PastTrade;
import io.tickgate.simulator.tape.SymbolTape;
import io.tickgate.simulator.tape.Tape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The venue's market data by REST. Any thread may call. Pages of trades go from the newest to the oldest: {@code after=N} gives those older than N, {@code before=N} those newer
 * than N, of both the newest that fit the page.
 *
 * @see <a href="https://docs.cdp.coinbase.com/exchange/rest-api/pagination">the venue's pages, read 2026-11</a>
 */
public final class CoinbaseRest {

    private static final int LIMIT_MAX = 1_000;
    private static final int REQUESTS_PER_SECOND = 10;
    private static final int REQUEST_BURST = 15;

    private static final Pattern PRODUCT = Pattern.compile("/products/([^/]+)(/trades|/ticker)?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Tape tape;
    private final RequestBucket bucket;

    /**
     * Creates one.
     *
     * @param clockNs monotonic, for the limit
     */
    public CoinbaseRest(Tape tape, LongSupplier clockNs) {
        this.tape = tape;
        this.bucket = new RequestBucket(REQUESTS_PER_SECOND, REQUEST_BURST, clockNs);
    }

    /** Answers a request, or refuses it. */
    public RestAnswer answer(RestRequest request) {
        if (!bucket.admit(request.address())) {
            return error(429, "Public rate limit exceeded");
        }
        if (!request.method().equals("GET")) {
            return error(405, "Method not allowed");
        }
        if (request.path().equals("/products")) {
            return RestAnswer.ok(tape.all().stream()
                    .map(each -> product(each.instrument()))
                    .collect(Collectors.joining(",", "[", "]")));
        }
        Matcher path = PRODUCT.matcher(request.path());
        SymbolTape symbol = path.matches() ? tape.find(path.group(1)) : null;
        if (symbol == null) {
            return error(404, "NotFound");
        }
        String part = path.group(2);
        if (part == null) {
            return RestAnswer.ok(product(symbol.instrument()));
        }
        return part.equals("/trades") ? trades(symbol, request) : ticker(symbol);
    }

    private static RestAnswer error(int status, String message) {
        return RestAnswer.of(status, "{\"message\":\"" + message + "\"}");
    }

    private static RestAnswer trades(SymbolTape symbol, RestRequest request) {
        for (String name : List.of("limit", "before", "after")) {
            if (!request.parameter(name).isEmpty()
                    && !NUMBER.matcher(request.parameter(name)).matches()) {
                return error(400, "Invalid " + name);
            }
        }
        long limit = number(request, "limit", LIMIT_MAX);
        if (limit < 1) {
            return error(400, "Invalid limit");
        }
        List<PastTrade> page = new ArrayList<>(symbol.trades()
                .newestBetween(number(request, "before", -1), number(request, "after", Long.MAX_VALUE), (int)
                        Math.min(LIMIT_MAX, limit)));
        Collections.reverse(page);
        RestAnswer answer =
                RestAnswer.ok(page.stream().map(CoinbaseRest::trade).collect(Collectors.joining(",", "[", "]")));
        return page.isEmpty()
                ? answer
                : answer.with("CB-BEFORE", Long.toString(page.get(0).id()))
                        .with(
                                "CB-AFTER",
                                Long.toString(page.get(page.size() - 1).id()));
    }

    private static long number(RestRequest request, String name, long otherwise) {
        return request.parameter(name).isEmpty() ? otherwise : Long.parseLong(request.parameter(name));
    }

    /** The side is that of the maker, as in matches. */
    private static String trade(PastTrade trade) {
        return "{\"time\":\"" + MessageWriter.isoTime(trade.tradeEpochUs()) + "\",\"trade_id\":" + trade.id()
                + ",\"price\":\"" + E8Text.padded(trade.priceE8()) + "\",\"size\":\"" + E8Text.padded(trade.sizeE8())
                + "\",\"side\":\"" + (trade.buyerIsMaker() ? "buy" : "sell") + "\"}";
    }

    private static RestAnswer ticker(SymbolTape symbol) {
        List<PastTrade> last = symbol.trades().newest(1);
        if (last.isEmpty()) {
            return error(404, "NotFound");
        }
        PastTrade trade = last.get(0);
        Quote quote = symbol.lastQuote();
        DayStatistics day = symbol.day();
        long tick = symbol.instrument().tickSizeE8();
        return RestAnswer.ok("{\"ask\":\"" + E8Text.onStep(quote == null ? trade.priceE8() + tick : quote.askE8(), tick)
                + "\",\"bid\":\"" + E8Text.onStep(quote == null ? trade.priceE8() - tick : quote.bidE8(), tick)
                + "\",\"volume\":\""
                + (day == null
                        ? E8Text.padded(trade.sizeE8())
                        : day.baseVolume().toPlainString())
                + "\",\"trade_id\":" + trade.id() + ",\"price\":\"" + E8Text.shortest(trade.priceE8())
                + "\",\"size\":\"" + E8Text.shortest(trade.sizeE8()) + "\",\"time\":\""
                + MessageWriter.isoTime(trade.tradeEpochUs()) + "\"}");
    }

    private static String product(Instrument listed) {
        return "{\"id\":\"" + listed.symbol() + "\",\"base_currency\":\"" + listed.baseAsset()
                + "\",\"quote_currency\":\"" + listed.quoteAsset() + "\",\"quote_increment\":\""
                + E8Text.shortest(listed.tickSizeE8()) + "\",\"base_increment\":\""
                + E8Text.shortest(listed.lotSizeE8()) + "\",\"display_name\":\""
                + listed.symbol().replace('-', '/')
                + "\",\"post_only\":false,\"limit_only\":false,\"cancel_only\":false,\"status\":\"online\","
                + "\"status_message\":\"\",\"trading_disabled\":false,\"auction_mode\":false}";
    }
}
