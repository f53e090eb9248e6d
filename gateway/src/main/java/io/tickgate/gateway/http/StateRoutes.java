package io.tickgate.gateway.http;

import io.tickgate.gateway.bets.GateJudgement;
import io.tickgate.gateway.encode.JsonBuffer;
import io.tickgate.gateway.encode.MarketEncoder;
import io.tickgate.input.EngineClock;
import io.tickgate.publish.Directory;
import io.tickgate.publish.InstrumentView;
import io.tickgate.publish.MarketView;
import io.tickgate.publish.Published;
import io.undertow.server.HttpServerExchange;
import java.util.function.BooleanSupplier;

/** Markets with their rules and gates, and whether this process lives and serves. Stateless beyond what it reads. */
final class StateRoutes {
    private final Published published;
    private final EngineClock clock;
    private final long recoveryNs;
    private final BooleanSupplier isClosing;

    StateRoutes(Published published, EngineClock clock, long recoveryNs, BooleanSupplier isClosing) {
        this.published = published;
        this.clock = clock;
        this.recoveryNs = recoveryNs;
        this.isClosing = isClosing;
    }

    /** All markets that are not retired. */
    void markets(HttpServerExchange exchange) {
        Directory directory = published.directory();
        JsonBuffer json = Responses.body().openObject();
        json.name("markets").openArray();
        for (MarketView market : directory.markets()) {
            InstrumentView instrument = directory.instrument(market.instrumentId());
            if (instrument != null) {
                json.openObject();
                MarketEncoder.members(json, market, instrument);
                gate(json, market);
                json.closeObject();
            }
        }
        json.closeArray().closeObject();
        Responses.send(exchange, 200, json);
    }

    private void gate(JsonBuffer json, MarketView market) {
        GateJudgement gate = GateJudgement.of(published, market.id(), clock.nowEpochNs(), clock.nowNs(), recoveryNs);
        json.name("gate").string(gate.isOpen() ? "open" : "closed");
        if (!gate.isOpen()) {
            json.name("reason").string(gate.reason().name());
            json.name("retry_after").number(gate.retryAfterSeconds());
        }
        if (gate.sinceEpochNs() > 0) {
            json.name("since").number(gate.sinceEpochNs() / 1_000_000L);
        }
    }

    /** Whether the engine's threads move; if not, a restart is due. */
    void live(HttpServerExchange exchange) {
        state(exchange, !published.isEngineStalled(clock.nowNs()));
    }

    /** Whether reads can be served; a closed gate is no reason against it. */
    void ready(HttpServerExchange exchange) {
        state(exchange, published.sequence() > 0 && !isClosing.getAsBoolean());
    }

    private static void state(HttpServerExchange exchange, boolean isGood) {
        JsonBuffer json = Responses.body().openObject();
        json.name("ok").bool(isGood);
        Responses.send(exchange, isGood ? 200 : 503, json.closeObject());
    }
}
