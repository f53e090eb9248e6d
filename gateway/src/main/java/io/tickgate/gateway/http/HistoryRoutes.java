package io.tickgate.gateway.http;

import io.tickgate.gateway.bets.RefusedRequest;
import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.gateway.encode.HistoryEncoder;
import io.tickgate.gateway.encode.JsonBuffer;
import io.tickgate.gateway.encode.NearestNames;
import io.tickgate.history.Bars;
import io.tickgate.history.Gap;
import io.tickgate.history.History;
import io.tickgate.history.QueryDeadline;
import io.tickgate.history.TouchAnswer;
import io.tickgate.history.TradePage;
import io.tickgate.publish.Directory;
import io.tickgate.publish.InstrumentView;
import io.tickgate.publish.MarketView;
import io.tickgate.publish.Published;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.touch.TouchRule;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/history/{symbol}}: trades, bars, coverage and touch answers of a range of time, from one stream of an instrument. Requests are
 * read on the I/O thread, so that a mistake is answered at once, and served on {@link QueryThreads}.
 */
final class HistoryRoutes implements ApiPart {
    /** Where no market says: what markets have by default. */
    private static final TouchRule RULE_DEFAULT =
            new TouchRule(MarketFlyweight.TOUCH_INSIDE, MarketFlyweight.BOUNDS_CLOSED, 0, 2_000_000_000L);

    private static final List<String> QUESTIONS = List.of("bars", "coverage", "touch");
    private static final Set<String> PAGE = Set.of("from", "to", "venue", "market", "limit", "cursor");
    private static final Set<String> BARS = Set.of("from", "to", "venue", "market", "step");
    private static final Set<String> COVERAGE = Set.of("from", "to", "venue", "market");
    private static final Set<String> TOUCH =
            Set.of("from", "to", "venue", "market", "min", "max", "touch", "bounds", "notional");

    private final Published published;
    private final History history;
    private final QueryThreads threads;

    /** The stream that is asked, and the rule of the market that chose it. */
    private record Asked(InstrumentView instrument, int streamId, TouchRule rule) {}

    HistoryRoutes(Published published, History history, QueryThreads threads) {
        this.published = published;
        this.history = history;
        this.threads = threads;
    }

    @Override
    public boolean has(RequestPath path) {
        return path.startsWith("api", "history") && path.size() > 2;
    }

    @Override
    public void serve(HttpServerExchange exchange, RequestPath path) {
        boolean isRead = exchange.getRequestMethod().equals(Methods.GET)
                || exchange.getRequestMethod().equals(Methods.HEAD);
        if (!isRead) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
            Responses.errorAndClose(exchange, ErrorCode.METHOD_NOT_ALLOWED);
            return;
        }
        try {
            threads.run(exchange, query(path, exchange.getQueryString()));
        } catch (RefusedRequest e) {
            Responses.error(exchange, e.code(), e.field(), String.valueOf(e.getMessage()), e.nearest());
        }
    }

    private QueryThreads.Query query(RequestPath path, String query) throws RefusedRequest {
        String last = path.size() > 3 ? path.last() : "";
        return switch (last) {
            case "bars" -> bars(path.middle(2), new HistoryRequest(query, BARS));
            case "coverage" -> coverage(path.middle(2), new HistoryRequest(query, COVERAGE));
            case "touch" -> touch(path.middle(2), new HistoryRequest(query, TOUCH));
            default -> page(instrument(path), new HistoryRequest(query, PAGE));
        };
    }

    /** The rest of the path; a known symbol with another word behind it is no unknown symbol but an unknown question. */
    private String instrument(RequestPath path) throws RefusedRequest {
        String symbol = path.rest(2);
        Directory directory = published.directory();
        if (path.size() > 3 && directory.instrument(symbol) == null && directory.instrument(path.middle(2)) != null) {
            throw new RefusedRequest(
                    ErrorCode.NOT_FOUND,
                    null,
                    "There is no \"" + path.last() + "\" of an instrument's history; there are "
                            + String.join(", ", QUESTIONS) + ".",
                    QUESTIONS);
        }
        return symbol;
    }

    private QueryThreads.Query page(String symbol, HistoryRequest request) throws RefusedRequest {
        Asked asked = asked(symbol, request);
        int limit = request.limit();
        var cursor = request.cursor();
        return (exchange, deadline) -> {
            long last = request.toEpochNs() - 1;
            TradePage page = history.page(asked.streamId, request.fromEpochNs(), last, cursor, limit, deadline);
            JsonBuffer json = begin(asked, request);
            json.name("trades").openArray();
            page.trades().forEach(trade -> HistoryEncoder.trade(json, trade));
            json.closeArray();
            if (page.next() != null) {
                json.name("next").string(HistoryRequest.text(page.next()));
            }
            List<Gap> gaps =
                    new ArrayList<>(history.gaps(asked.streamId, request.fromEpochNs(), last, asked.rule.graceNs()));
            gaps.addAll(page.damaged());
            json.name("gaps");
            HistoryEncoder.gaps(json, gaps);
            json.name("sequence").number(page.asOfSequence());
            Responses.send(exchange, 200, json.closeObject());
        };
    }

    private QueryThreads.Query bars(String symbol, HistoryRequest request) throws RefusedRequest {
        Asked asked = asked(symbol, request);
        long stepNs = request.stepNs();
        long first = request.fromEpochNs() / stepNs * stepNs;
        int steps = request.steps(first, stepNs);
        return (exchange, deadline) -> {
            long asOf = history.sequence();
            JsonBuffer json = begin(asked, request);
            json.name("stepMs").number(stepNs / 1_000_000L);
            Bars bars = history.bars(asked.streamId, first, stepNs, steps, deadline);
            json.name("bars");
            HistoryEncoder.bars(json, bars.bars());
            List<Gap> gaps = new ArrayList<>(
                    history.gaps(asked.streamId, first, first + steps * stepNs - 1, asked.rule.graceNs()));
            gaps.addAll(bars.damaged());
            json.name("gaps");
            HistoryEncoder.gaps(json, gaps);
            json.name("sequence").number(asOf);
            Responses.send(exchange, 200, json.closeObject());
        };
    }

    private QueryThreads.Query coverage(String symbol, HistoryRequest request) throws RefusedRequest {
        Asked asked = asked(symbol, request);
        return (exchange, deadline) -> {
            long last = request.toEpochNs() - 1;
            long asOf = history.sequence();
            JsonBuffer json = begin(asked, request);
            json.name("coverage");
            HistoryEncoder.coverage(json, history.coverage(asked.streamId, request.fromEpochNs(), last));
            json.name("gaps");
            HistoryEncoder.gaps(json, history.gaps(asked.streamId, request.fromEpochNs(), last, asked.rule.graceNs()));
            json.name("sequence").number(asOf);
            Responses.send(exchange, 200, json.closeObject());
        };
    }

    private QueryThreads.Query touch(String symbol, HistoryRequest request) throws RefusedRequest {
        Asked asked = asked(symbol, request);
        long min = request.priceE8("min");
        long max = request.priceE8("max");
        TouchRule rule = new TouchRule(
                request.touchKind(asked.rule.kind()),
                request.bounds(asked.rule.bounds()),
                request.notionalE8(asked.rule.notionalMinE8()),
                asked.rule.graceNs());
        if (min > rule.last(max)) {
            throw HistoryRequest.invalid("max", "must not be below \"min\", and above it where bounds are half-open");
        }
        return (exchange, deadline) -> answerTouch(exchange, asked, request, min, max, rule, deadline);
    }

    private void answerTouch(
            HttpServerExchange exchange,
            Asked asked,
            HistoryRequest request,
            long min,
            long max,
            TouchRule rule,
            QueryDeadline deadline) {
        TouchAnswer answer =
                history.touch(asked.streamId, request.fromEpochNs(), request.toEpochNs(), min, max, rule, deadline);
        JsonBuffer json = Responses.body().openObject();
        names(json, asked);
        HistoryEncoder.touch(json, answer);
        Responses.send(exchange, 200, json.closeObject());
    }

    private static JsonBuffer begin(Asked asked, HistoryRequest request) {
        JsonBuffer json = Responses.body().openObject();
        names(json, asked);
        json.name("from").number(request.fromEpochNs() / 1_000_000L);
        json.name("to").number(request.toEpochNs() / 1_000_000L);
        return json;
    }

    private static void names(JsonBuffer json, Asked asked) {
        json.name("symbol").string(asked.instrument.symbol());
        int index = asked.instrument.streamIds().indexOf(asked.streamId);
        if (index >= 0) {
            json.name("venue").string(asked.instrument.sources().get(index));
        }
    }

    private Asked asked(String symbol, HistoryRequest request) throws RefusedRequest {
        Directory directory = published.directory();
        InstrumentView instrument = directory.instrument(symbol);
        if (instrument == null) {
            throw new RefusedRequest(
                    ErrorCode.UNKNOWN_SYMBOL,
                    "symbol",
                    ErrorCode.UNKNOWN_SYMBOL.text(),
                    NearestNames.of(directory, symbol));
        }
        String venue = request.get("venue");
        String market = request.get("market");
        if (venue != null && market != null) {
            throw HistoryRequest.invalid("venue", "and \"market\" exclude each other");
        }
        if (venue != null) {
            return ofVenue(instrument, venue);
        }
        MarketView chosen = market == null ? firstMarket(directory, instrument) : market(directory, instrument, market);
        return chosen == null ? ofFirst(instrument) : ofMarket(directory, instrument, chosen);
    }

    private static Asked ofVenue(InstrumentView instrument, String venue) throws RefusedRequest {
        int index = instrument.sources().indexOf(venue);
        if (index < 0) {
            throw new RefusedRequest(
                    ErrorCode.INVALID_FIELD, "venue", "The instrument has no such venue.", instrument.sources());
        }
        return new Asked(instrument, instrument.streamIds().get(index), RULE_DEFAULT);
    }

    private static @Nullable MarketView firstMarket(Directory directory, InstrumentView instrument) {
        return instrument.marketIds().isEmpty()
                ? null
                : directory.market(instrument.marketIds().get(0));
    }

    private static MarketView market(Directory directory, InstrumentView instrument, String name)
            throws RefusedRequest {
        MarketView market = directory.market(name);
        if (market == null || market.instrumentId() != instrument.id()) {
            throw new RefusedRequest(ErrorCode.UNKNOWN_MARKET, "market", ErrorCode.UNKNOWN_MARKET.text());
        }
        return market;
    }

    private static Asked ofMarket(Directory directory, InstrumentView instrument, MarketView market) {
        TouchRule rule = directory.touchRule(market.id());
        TouchRule known = new TouchRule(
                market.touchKind(), market.bounds(), RULE_DEFAULT.notionalMinE8(), RULE_DEFAULT.graceNs());
        return new Asked(instrument, market.settlementStreamId(), rule == null ? known : rule);
    }

    /** The first stream of which trades are known, else the first one. */
    private Asked ofFirst(InstrumentView instrument) throws RefusedRequest {
        if (instrument.streamIds().isEmpty()) {
            throw new RefusedRequest(ErrorCode.NO_TRADES, "symbol", ErrorCode.NO_TRADES.text());
        }
        int chosen = instrument.streamIds().get(0);
        for (int streamId : instrument.streamIds()) {
            if (history.coverage(streamId).knownSinceEpochNs() != RecordFlyweight.ABSENT) {
                chosen = streamId;
                break;
            }
        }
        return new Asked(instrument, chosen, RULE_DEFAULT);
    }
}
