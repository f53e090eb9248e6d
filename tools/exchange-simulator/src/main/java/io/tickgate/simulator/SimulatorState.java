package io.tickgate.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultBoard;
import io.tickgate.simulator.fault.FaultKind;
import io.tickgate.simulator.server.ConnectionView;
import io.tickgate.simulator.source.LastTrade;
import io.tickgate.simulator.source.SourceView;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a simulator is doing at the moment. Immutable.
 *
 * @param venue whose protocol it speaks
 * @param source what it sends, and how far that has come
 * @param connections those that are open
 * @param acceptedCount connections since the start
 * @param framesSentCount data frames that connections have taken since the start
 * @param tooSlowCount connections closed because their client read too slowly
 * @param paceCount connections closed because their client sent more than five frames a second
 * @param faults what is going wrong on purpose
 * @param faultCounts how often each kind has been carried out
 * @param chaos faults at random, null if none are drawn
 * @param lastTrades the newest trade of each symbol
 */
public record SimulatorState(
        String venue,
        SourceView source,
        List<ConnectionView> connections,
        long acceptedCount,
        long framesSentCount,
        long tooSlowCount,
        long paceCount,
        List<FaultBoard.Active> faults,
        Map<FaultKind, Long> faultCounts,
        @Nullable ChaosView chaos,
        List<LastTrade> lastTrades) {

    private static final JsonFactory JSON = new JsonFactory();

    /** The state as one JSON object, as {@code GET /control/state} gives it. */
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("venue", venue);
            writeSource(json);
            json.writeNumberField("accepted", acceptedCount);
            json.writeNumberField("framesSent", framesSentCount);
            json.writeNumberField("closedAsTooSlow", tooSlowCount);
            json.writeNumberField("closedByPace", paceCount);
            writeConnections(json);
            writeSubscriptions(json);
            writeFaults(json);
            writeFaultCounts(json);
            writeLastTrades(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }

    private void writeSource(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("source");
        json.writeStringField("kind", source.kind());
        for (Map.Entry<String, Object> figure : source.figures().entrySet()) {
            json.writeFieldName(figure.getKey());
            json.writeObject(figure.getValue());
        }
        json.writeStringField("failure", source.failure());
        json.writeEndObject();
    }

    private void writeConnections(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("connections");
        for (ConnectionView connection : connections) {
            json.writeStartObject();
            json.writeNumberField("id", connection.id());
            json.writeBooleanField("combined", connection.combined());
            json.writeNumberField("streams", connection.streams().size());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** How many connections have asked for each stream. */
    private void writeSubscriptions(JsonGenerator json) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        connections.forEach(c -> c.streams().forEach(stream -> counts.merge(stream, 1, Integer::sum)));
        json.writeObjectFieldStart("subscriptions");
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private void writeFaults(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("faults");
        for (FaultBoard.Active active : faults) {
            json.writeStartObject();
            writeFault(json, active);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeFault(JsonGenerator json, FaultBoard.Active active) throws IOException {
        Fault fault = active.fault();
        json.writeStringField("kind", fault.kind().label());
        if (fault.venue() != null) {
            json.writeStringField("venue", fault.venue());
        }
        if (fault.symbol() != null) {
            json.writeStringField("symbol", fault.symbol());
        }
        if (fault.channel() != null) {
            json.writeStringField("channel", fault.channel());
        }
        if (active.leftNs() > 0) {
            json.writeNumberField("secondsLeft", active.leftNs() / 1e9);
        } else {
            json.writeNumberField("count", active.leftCount());
        }
    }

    private void writeFaultCounts(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("faultCounts");
        for (Map.Entry<FaultKind, Long> count : faultCounts.entrySet()) {
            json.writeNumberField(count.getKey().label(), count.getValue());
        }
        json.writeEndObject();
        if (chaos != null) {
            json.writeObjectFieldStart("chaos");
            json.writeNumberField("seed", chaos.seed());
            json.writeNumberField("drawn", chaos.drawnCount());
            json.writeBooleanField("running", chaos.running());
            json.writeEndObject();
        }
    }

    private void writeLastTrades(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("symbols");
        for (LastTrade last : lastTrades) {
            json.writeObjectFieldStart(last.symbol());
            json.writeNumberField("lastTradeId", last.tradeId());
            json.writeStringField("lastPrice", last.price());
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
