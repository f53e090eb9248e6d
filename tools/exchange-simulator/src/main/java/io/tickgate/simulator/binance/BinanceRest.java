package io.tickgate.simulator.binance;

import io.tickgate.simulator.binance.RequestWeights.Verdict;
import io.tickgate.simulator.market.Quote;
import io.tickgate.simulator.market.Trade;
import io.tickgate.simulator.rest.RestAnswer;
import io.tickgate.simulator.rest.RestRequest;
import io.tickgate.simulator.tape.PastOrder;
import io.tickgate.simulator.tape.PastTrade;
import io.tickgate.simulator.tape.SymbolTape;
import io.tickgate.simulator.tape.Tape;
import io.tickgate.simulator.tape.TradeHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The venue's market data by REST: what it knows of trades, whether a client was told of them or not. Any thread may call. Prices of a symbol that has not traded are its first
 * price.
 *
 * @see <a href="https://github.com/binance/binance-spot-api-docs/blob/master/rest-api.md">the venue's page, read 2026-07-21</a>
 */
public final class BinanceRest {

    private static final int LIMIT_DEFAULT = 500;
    private static final int LIMIT_MAX = 1_000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private final Tape tape;
    private final RequestWeights weights;
    private final int weightMax;
    private final LongSupplier wallClockMs;
    private final List<String> furtherSymbols;

    /** An answer that is an error of the venue. */
    static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final int code;

        RefusedException(int code, String message) {
            super(message);
            this.code = code;
        }

        String json() {
            return "{\"code\":" + code + ",\"msg\":\"" + getMessage() + "\"}";
        }
    }

    /**
     * Creates one.
     *
     * @param weightMax an address may use in a minute
     * @param clockNs monotonic, for the limit
     * @param wallClockMs for the server's time
     * @param furtherSymbols that are only listed
     */
    public BinanceRest(
            Tape tape, int weightMax, LongSupplier clockNs, LongSupplier wallClockMs, List<String> furtherSymbols) {
        this.tape = tape;
        this.weights = new RequestWeights(weightMax, clockNs);
        this.weightMax = weightMax;
        this.wallClockMs = wallClockMs;
        this.furtherSymbols = furtherSymbols;
    }

    /** Answers a request, or refuses it. */
    public RestAnswer answer(RestRequest request) {
        int weight = weight(request);
        if (weight == 0) {
            return RestAnswer.of(
                    404, "{\"error\":\"NOT_FOUND\",\"message\":\"there are /ws, /stream, /api/v3/ and /control/\"}");
        }
        Verdict verdict = weights.charge(request.address(), weight);
        RestAnswer answer = verdict.status() == 200 ? answerWithin(request) : tooMuch(verdict);
        return answer.with("X-MBX-USED-WEIGHT", Integer.toString(verdict.used()))
                .with("X-MBX-USED-WEIGHT-1M", Integer.toString(verdict.used()));
    }

    private static int weight(RestRequest request) {
        boolean isOne = !request.parameter("symbol").isEmpty();
        if (!request.method().equals("GET")) {
            return 0;
        }
        return switch (request.path()) {
            case "/api/v3/ping", "/api/v3/time" -> 1;
            case "/api/v3/aggTrades" -> 4;
            case "/api/v3/trades", "/api/v3/historicalTrades" -> 25;
            case "/api/v3/ticker/price", "/api/v3/ticker/bookTicker" -> isOne ? 2 : 4;
            case "/api/v3/exchangeInfo" -> 20;
            default -> 0;
        };
    }

    private RestAnswer tooMuch(Verdict verdict) {
        String text = verdict.status() == 418
                ? "Way too much request weight used; IP banned until "
                        + (wallClockMs.getAsLong() + verdict.retryAfterSeconds() * 1_000)
                : "Too much request weight used; current limit is " + weightMax + " request weight per 1 MINUTE";
        return RestAnswer.of(
                        verdict.status(),
                        new RefusedException(
                                        -1003,
                                        text
                                                + ". Please use WebSocket Streams for live updates to avoid polling the API.")
                                .json())
                .with("Retry-After", Long.toString(verdict.retryAfterSeconds()));
    }

    private RestAnswer answerWithin(RestRequest request) {
        try {
            return RestAnswer.ok(json(request));
        } catch (RefusedException e) {
            return RestAnswer.of(400, e.json());
        }
    }

    private String json(RestRequest request) throws RefusedException {
        RestWriter writer = new RestWriter(request.header("x-mbx-time-unit").equalsIgnoreCase("MICROSECOND"));
        return switch (request.path()) {
            case "/api/v3/ping" -> "{}";
            case "/api/v3/time" -> "{\"serverTime\":" + writer.time(wallClockMs.getAsLong() * 1_000) + "}";
            case "/api/v3/aggTrades" -> list(orders(request), writer::order);
            case "/api/v3/trades" -> list(required(request).trades().newest(limit(request)), writer::trade);
            case "/api/v3/historicalTrades" -> list(trades(request), writer::trade);
            case "/api/v3/ticker/price" -> ticker(request, BinanceRest::price);
            case "/api/v3/ticker/bookTicker" -> ticker(request, BinanceRest::bookTicker);
            default ->
                ListingWriter.exchangeInfo(
                        writer.time(wallClockMs.getAsLong() * 1_000), weightMax, chosen(request), further(request));
        };
    }

    private static <T> String list(List<T> items, Function<T, String> writer) {
        return items.stream().map(writer).collect(Collectors.joining(",", "[", "]"));
    }

    private List<PastTrade> trades(RestRequest request) throws RefusedException {
        TradeHistory history = required(request).trades();
        int limit = limit(request);
        return request.parameter("fromId").isEmpty()
                ? history.newest(limit)
                : history.fromId(number(request, "fromId"), limit);
    }

    private List<PastOrder> orders(RestRequest request) throws RefusedException {
        TradeHistory history = required(request).trades();
        int limit = limit(request);
        boolean hasStart = !request.parameter("startTime").isEmpty();
        boolean hasEnd = !request.parameter("endTime").isEmpty();
        if (!request.parameter("fromId").isEmpty()) {
            if (hasStart || hasEnd) {
                throw new RefusedException(-1128, "Combination of optional parameters invalid.");
            }
            return history.ordersFromId(number(request, "fromId"), limit);
        }
        long endMs = hasEnd ? number(request, "endTime") : Long.MAX_VALUE;
        if (!hasStart) {
            return history.newestOrders(endMs, limit);
        }
        return history.ordersBetween(number(request, "startTime"), endMs, limit);
    }

    private SymbolTape required(RestRequest request) throws RefusedException {
        if (request.parameter("symbol").isEmpty()) {
            throw new RefusedException(
                    -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
        }
        return listed(request.parameter("symbol"));
    }

    private SymbolTape listed(String symbol) throws RefusedException {
        SymbolTape found = tape.find(symbol);
        if (found == null) {
            throw new RefusedException(-1121, "Invalid symbol.");
        }
        return found;
    }

    private static int limit(RestRequest request) throws RefusedException {
        if (request.parameter("limit").isEmpty()) {
            return LIMIT_DEFAULT;
        }
        long limit = number(request, "limit");
        if (limit < 1) {
            throw new RefusedException(-1130, "Data sent for parameter 'limit' is not valid.");
        }
        return (int) Math.min(LIMIT_MAX, limit);
    }

    private static long number(RestRequest request, String name) throws RefusedException {
        String text = request.parameter(name);
        if (!NUMBER.matcher(text).matches()) {
            throw new RefusedException(
                    -1100, "Illegal characters found in parameter '" + name + "'; legal range is '^[0-9]{1,20}$'.");
        }
        return Long.parseLong(text);
    }

    private String ticker(RestRequest request, Function<SymbolTape, String> writer) throws RefusedException {
        return request.parameter("symbol").isEmpty() ? list(chosen(request), writer) : writer.apply(required(request));
    }

    /** The one that {@code symbol} names, those that {@code symbols} names, or all. */
    private List<SymbolTape> chosen(RestRequest request) throws RefusedException {
        if (!request.parameter("symbol").isEmpty()) {
            return isFurther(request) ? List.of() : List.of(required(request));
        }
        if (request.parameter("symbols").isEmpty()) {
            return List.copyOf(tape.all());
        }
        List<SymbolTape> chosen = new ArrayList<>();
        Matcher names = QUOTED.matcher(request.parameter("symbols"));
        while (names.find()) {
            chosen.add(listed(Objects.requireNonNull(names.group(1))));
        }
        return chosen;
    }

    private boolean isFurther(RestRequest request) {
        return request.path().equals("/api/v3/exchangeInfo") && furtherSymbols.contains(request.parameter("symbol"));
    }

    private List<String> further(RestRequest request) {
        if (isFurther(request)) {
            return List.of(request.parameter("symbol"));
        }
        return request.parameter("symbol").isEmpty()
                        && request.parameter("symbols").isEmpty()
                ? furtherSymbols
                : List.of();
    }

    private static String price(SymbolTape symbol) {
        Trade last = symbol.lastTrade();
        long priceE8 = last == null ? symbol.instrument().initialPriceE8() : last.priceE8();
        return RestWriter.price(symbol.instrument().symbol(), priceE8);
    }

    private static String bookTicker(SymbolTape symbol) {
        Quote quote = symbol.lastQuote();
        return RestWriter.bookTicker(symbol.instrument().symbol(), quote);
    }
}
