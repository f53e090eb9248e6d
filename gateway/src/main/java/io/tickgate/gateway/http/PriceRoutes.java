package io.tickgate.gateway.http;

import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.gateway.encode.HealthText;
import io.tickgate.gateway.encode.InstrumentText;
import io.tickgate.gateway.encode.JsonBuffer;
import io.tickgate.gateway.encode.NearestNames;
import io.tickgate.gateway.encode.PriceEncoder;
import io.tickgate.gateway.encode.ShownPrice;
import io.tickgate.gateway.encode.SourcesEncoder;
import io.tickgate.gateway.encode.StatusSnapshot;
import io.tickgate.input.EngineClock;
import io.tickgate.pairs.Demand;
import io.tickgate.publish.Directory;
import io.tickgate.publish.InstrumentView;
import io.tickgate.publish.PriceView;
import io.tickgate.publish.Published;
import io.undertow.server.HttpServerExchange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The newest prices, as published; they are served whatever the health, marked stale. Stateless beyond what it reads. */
final class PriceRoutes {
    private static final int BULK_MAX = 100;
    /** With so many venues the answer stays below 8 KB; of more, {@code …/sources} tells. */
    private static final int SOURCES_INCLUDED_MAX = 8;

    private final Published published;
    private final EngineClock clock;
    private final Demand demand;

    PriceRoutes(Published published, EngineClock clock, Demand demand) {
        this.published = published;
        this.clock = clock;
        this.demand = demand;
    }

    /** All prices by symbol, and the status. */
    void all(HttpServerExchange exchange) {
        long nowEpochNs = clock.nowEpochNs();
        boolean isStalled = published.isEngineStalled(clock.nowNs());
        ShownPrice price = new ShownPrice();
        JsonBuffer json = Responses.body().openObject();
        json.name("prices").openObject();
        for (InstrumentView instrument : published.directory().instruments()) {
            if (price.read(published, instrument.id(), isStalled, nowEpochNs)) {
                InstrumentText text = new InstrumentText(instrument);
                json.nameOf(text.symbol()).openObject();
                PriceEncoder.members(json, text, price, nowEpochNs);
                json.closeObject();
            }
        }
        json.closeObject();
        json.name("status").openObject();
        new StatusSnapshot(published, nowEpochNs, clock.nowNs()).summary(json);
        json.closeObject().closeObject();
        Responses.send(exchange, 200, json);
    }

    /** One price, by any spelling of its symbol. */
    void one(HttpServerExchange exchange, String name) {
        InstrumentView instrument = named(exchange, name);
        if (instrument == null) {
            return;
        }
        long nowEpochNs = clock.nowEpochNs();
        boolean isStalled = published.isEngineStalled(clock.nowNs());
        ShownPrice price = new ShownPrice();
        if (!price.read(published, instrument.id(), isStalled, nowEpochNs)) {
            Responses.error(exchange, ErrorCode.NO_PRICE_YET);
            return;
        }
        JsonBuffer json = Responses.body().openObject();
        PriceEncoder.members(json, new InstrumentText(instrument), price, nowEpochNs);
        int streams = instrument.streamIds().size();
        if (streams > 1 && streams <= SOURCES_INCLUDED_MAX) {
            json.name("sources");
            SourcesEncoder.array(json, published, instrument, new PriceView(), isStalled, nowEpochNs);
        }
        Responses.send(exchange, 200, json.closeObject());
    }

    /** What each venue says of an instrument. */
    void sources(HttpServerExchange exchange, String name) {
        InstrumentView instrument = named(exchange, name);
        if (instrument == null) {
            return;
        }
        PriceView view = new PriceView();
        boolean isKnown = published.prices().read(instrument.id(), view);
        JsonBuffer json = Responses.body().openObject();
        json.name("symbol").string(instrument.symbol());
        json.name("mode").string(SourcesEncoder.mode(view));
        if (isKnown && view.hasPrice()) {
            json.name("source").value(PriceEncoder.source(new InstrumentText(instrument), view));
        }
        json.name("sources");
        boolean isStalled = published.isEngineStalled(clock.nowNs()) || !isKnown;
        SourcesEncoder.array(json, published, instrument, view, isStalled, clock.nowEpochNs());
        Responses.send(exchange, 200, json.closeObject());
    }

    /** The instrument of that name; null when there is none, which is then answered. */
    private @Nullable InstrumentView named(HttpServerExchange exchange, String name) {
        Directory directory = published.directory();
        InstrumentView instrument = directory.instrument(name);
        if (instrument == null) {
            List<String> nearest = NearestNames.of(directory, name);
            Responses.error(exchange, ErrorCode.UNKNOWN_SYMBOL, "symbol", ErrorCode.UNKNOWN_SYMBOL.text(), nearest);
        }
        if (instrument != null) {
            demand.read(instrument.id());
        }
        return instrument;
    }

    /** Several prices, each under the symbol as asked for, or an error for it. */
    void bulk(HttpServerExchange exchange, String names) {
        Set<String> wanted = new LinkedHashSet<>(List.of(names.split(",", -1)));
        if (wanted.size() > BULK_MAX) {
            String message = "At most " + BULK_MAX + " symbols can be asked for at once.";
            Responses.error(exchange, ErrorCode.TOO_MANY_SYMBOLS, null, message, List.of());
            return;
        }
        Directory directory = published.directory();
        long nowEpochNs = clock.nowEpochNs();
        boolean isStalled = published.isEngineStalled(clock.nowNs());
        ShownPrice price = new ShownPrice();
        JsonBuffer json = Responses.body().openObject();
        JsonBuffer faults = Responses.body().openObject();
        json.name("prices").openObject();
        for (String name : wanted) {
            InstrumentView instrument = directory.instrument(name);
            if (instrument != null) {
                demand.read(instrument.id());
            }
            if (instrument == null) {
                fault(faults, name, ErrorCode.UNKNOWN_SYMBOL, NearestNames.of(directory, name));
            } else if (!price.read(published, instrument.id(), isStalled, nowEpochNs)) {
                fault(faults, name, ErrorCode.NO_PRICE_YET, List.of());
            } else {
                json.nameOf(JsonBuffer.stringBytes(name)).openObject();
                PriceEncoder.members(json, new InstrumentText(instrument), price, nowEpochNs);
                json.closeObject();
            }
        }
        json.closeObject();
        json.name("errors").value(faults.closeObject().copy(0));
        Responses.send(exchange, 200, json.closeObject());
    }

    /** Health of the prices in one word, and how many there are. */
    void health(HttpServerExchange exchange) {
        long nowNs = clock.nowNs();
        StatusSnapshot status = new StatusSnapshot(published, clock.nowEpochNs(), nowNs);
        PriceView view = new PriceView();
        long lastUpdateEpochNs = 0;
        long cached = 0;
        byte[] source = JsonBuffer.stringBytes("none");
        for (InstrumentView instrument : published.directory().instruments()) {
            if (published.prices().read(instrument.id(), view) && view.hasPrice()) {
                cached++;
                if (view.receivedEpochNs() >= lastUpdateEpochNs) {
                    lastUpdateEpochNs = view.receivedEpochNs();
                    source = PriceEncoder.source(new InstrumentText(instrument), view);
                }
            }
        }
        JsonBuffer json = Responses.body().openObject();
        json.name("healthy").bool(!status.health().isStale());
        json.name("state").value(HealthText.json(status.health()));
        json.name("source").value(source);
        json.name("prices_cached").number(cached);
        if (lastUpdateEpochNs > 0) {
            json.name("last_update").number(lastUpdateEpochNs / 1_000_000L);
        }
        json.name("sequence").number(published.sequence());
        status.summary(json);
        Responses.send(exchange, 200, json.closeObject());
    }

    private static void fault(JsonBuffer faults, String name, ErrorCode code, List<String> nearest) {
        faults.nameOf(JsonBuffer.stringBytes(name)).openObject();
        Responses.members(faults, code, null, code.text(), nearest);
        faults.closeObject();
    }
}
