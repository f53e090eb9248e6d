package io.tickgate.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickgate.history.Gap;
import io.tickgate.history.JournalHistory;
import io.tickgate.history.TouchAnswer;
import io.tickgate.history.Trade;
import io.tickgate.record.E8;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.touch.TouchRule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A touch answer for programs: prices as exact decimals, times in ns since 1970, both as strings. */
final class TouchJson {
    private final JsonGenerator json;

    TouchJson(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes an answer.
     *
     * @param maxE8 the upper bound as it was asked: the answer's own last price lies below it where bounds are half-open.
     */
    void write(JournalHistory history, TouchAnswer answer, long maxE8) throws IOException {
        json.writeStringField("result", answer.outcome().name());
        if (answer.reason() != null) {
            json.writeStringField("reason", answer.reason().name());
        }
        json.writeStringField("symbol", history.symbol());
        json.writeStringField("venue", history.venue(answer.streamId()));
        json.writeStringField("fromNs", Long.toString(answer.fromEpochNs()));
        json.writeStringField("lastNs", Long.toString(answer.lastEpochNs()));
        json.writeStringField("min", E8.toString(answer.minE8()));
        json.writeStringField("max", E8.toString(maxE8));
        rule(answer.rule());
        trade("trade", answer.decidingTrade());
        trade("otherTrade", answer.otherTrade());
        json.writeNumberField("trades", answer.counts().trades());
        if (answer.counts().trades() > 0) {
            json.writeStringField("low", E8.toString(answer.counts().minPriceE8()));
            json.writeStringField("high", E8.toString(answer.counts().maxPriceE8()));
            json.writeNumberField("backFilled", answer.counts().backFilled());
            json.writeNumberField("rounded", answer.counts().rounded());
        }
        json.writeArrayFieldStart("gaps");
        for (Gap gap : answer.gaps()) {
            gap(gap);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("damages");
        for (String damage : history.damages()) {
            json.writeString(damage);
        }
        json.writeEndArray();
        json.writeNumberField("sequence", answer.asOfSequence());
    }

    private void rule(TouchRule rule) throws IOException {
        json.writeObjectFieldStart("rule");
        json.writeStringField("touch", rule.isCrossing() ? "crossed" : "inside");
        json.writeStringField("bounds", rule.bounds() == MarketFlyweight.BOUNDS_HALF_OPEN ? "half-open" : "closed");
        json.writeStringField("notional", E8.toString(rule.notionalMinE8()));
        json.writeStringField("graceNs", Long.toString(rule.graceNs()));
        json.writeEndObject();
    }

    private void trade(String name, @Nullable Trade trade) throws IOException {
        if (trade != null) {
            json.writeObjectFieldStart(name);
            fields(json, trade);
            json.writeEndObject();
        }
    }

    /** Fields of a trade, into an object that is open. */
    static void fields(JsonGenerator json, Trade trade) throws IOException {
        json.writeStringField("tradeTimeNs", Long.toString(trade.tradeTimeEpochNs()));
        json.writeNumberField("tradeId", trade.firstTradeId());
        json.writeNumberField("lastTradeId", trade.lastTradeId());
        json.writeStringField("price", E8.toString(trade.priceE8()));
        json.writeStringField("size", E8.toString(trade.sizeE8()));
        json.writeNumberField("sequence", trade.sequence());
        json.writeStringField("receivedNs", Long.toString(trade.receivedEpochNs()));
        json.writeBooleanField("backFilled", trade.isBackFilled());
        json.writeBooleanField("rounded", trade.isRounded());
    }

    private void gap(Gap gap) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", gap.kind().name());
        number("firstTradeId", gap.firstTradeId());
        number("lastTradeId", gap.lastTradeId());
        number("afterNs", gap.timeBeforeEpochNs());
        number("beforeNs", gap.timeAfterEpochNs());
        json.writeEndObject();
    }

    private void number(String name, long value) throws IOException {
        if (value != RecordFlyweight.ABSENT) {
            json.writeStringField(name, Long.toString(value));
        }
    }
}
