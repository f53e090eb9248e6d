package io.tickgate.market;

import io.tickgate.record.BetOutcome;
import io.tickgate.record.HealthThresholdsFlyweight;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.SourceFlyweight;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.VenueFlyweight;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The streams and gates that the definitions make, by id. Definitions arrive at start and rarely later, and may allocate. */
final class Streams {
    private final Definitions definitions;
    private final StreamFlyweight streamDefinition = new StreamFlyweight();
    private final MarketFlyweight marketDefinition = new MarketFlyweight();
    private final HealthThresholdsFlyweight healthDefinition = new HealthThresholdsFlyweight();
    private @Nullable Stream[] byId = new @Nullable Stream[0];
    private @Nullable Gate[] gatesById = new @Nullable Gate[0];
    private Stream[] all = {};
    private Gate[] gates = {};

    Streams(Definitions definitions) {
        this.definitions = definitions;
    }

    /** A stream that must have been defined before the record that names it: anything else is a broken journal. */
    Stream required(int streamId) {
        Stream stream = find(streamId);
        if (stream == null) {
            throw new IllegalStateException("Stream " + streamId + " is used before it is defined");
        }
        return stream;
    }

    /** A stream by its id, or null. */
    @Nullable
    Stream find(int streamId) {
        return streamId >= 0 && streamId < byId.length ? byId[streamId] : null;
    }

    @Nullable
    Gate gate(int marketId) {
        return marketId >= 0 && marketId < gatesById.length ? gatesById[marketId] : null;
    }

    /** All streams, in the order of their ids; not to be written. */
    Stream[] all() {
        return all;
    }

    /** All gates, in the order of their ids; not to be written. */
    Gate[] gates() {
        return gates;
    }

    void define(RecordKind kind, DirectBuffer record, int length, HealthThresholds thresholds) {
        switch (kind) {
            case VENUE_DEFINED ->
                definitions.put(
                        kind, new VenueFlyweight().wrap(record, 0, length).venueId(), record, length);
            case INSTRUMENT_DEFINED ->
                definitions.put(
                        kind, new InstrumentFlyweight().wrap(record, 0, length).instrumentId(), record, length);
            case SOURCE_DEFINED ->
                definitions.put(
                        kind, new SourceFlyweight().wrap(record, 0, length).instrumentId(), record, length);
            case STREAM_DEFINED -> defineStream(record, length);
            case MARKET_DEFINED -> defineMarket(record, length);
            default -> {
                definitions.put(kind, Definitions.HEALTH_ID, record, length);
                thresholds.set(healthDefinition.wrap(record, 0, length));
            }
        }
    }

    private void defineStream(DirectBuffer record, int length) {
        streamDefinition.wrap(record, 0, length);
        definitions.put(RecordKind.STREAM_DEFINED, streamDefinition.streamId(), record, length);
        if (makeStream()) {
            all = Arrays.stream(byId).filter(stream -> stream != null).toArray(Stream[]::new);
        }
    }

    /** Makes the stream of {@link #streamDefinition}, if it is not there yet. */
    private boolean makeStream() {
        int streamId = streamDefinition.streamId();
        if (streamId >= byId.length) {
            byId = Arrays.copyOf(byId, streamId + 1);
        }
        if (byId[streamId] != null) {
            return false;
        }
        byId[streamId] = new Stream(streamId, streamDefinition.venueId(), streamDefinition.instrumentId());
        return true;
    }

    private void defineMarket(DirectBuffer record, int length) {
        marketDefinition.wrap(record, 0, length);
        int marketId = marketDefinition.marketId();
        definitions.put(RecordKind.MARKET_DEFINED, marketId, record, length);
        if (marketId >= gatesById.length) {
            gatesById = Arrays.copyOf(gatesById, marketId + 1);
        }
        Gate old = gatesById[marketId];
        Stream stream = required(marketDefinition.settlementStreamId());
        Gate gate = old != null && old.stream == stream ? old : new Gate(marketId, stream);
        if (old != null && old != gate) {
            gate.openBets = old.openBets;
            gate.openStakeMinor = old.openStakeMinor;
        }
        gatesById[marketId] = gate;
        DirectBuffer held = definitions.get(RecordKind.MARKET_DEFINED, marketId);
        if (held == null) {
            throw new IllegalStateException("A definition was put and is not there");
        }
        gate.rule.wrap(held, 0, held.capacity());
        if (BetRules.checksQuotes(gate.rule) && stream.recentTrades == null) {
            stream.recentTrades = new RecentTrades();
        }
        listGates();
    }

    private void listGates() {
        gates = Arrays.stream(gatesById).filter(each -> each != null).toArray(Gate[]::new);
        for (Stream each : all) {
            each.gates = Arrays.stream(gates).filter(one -> one.stream == each).toArray(Gate[]::new);
        }
    }

    MarketTotals totals(BetBook book) {
        long trades = 0;
        long quotes = 0;
        long duplicates = 0;
        long quarantined = 0;
        long gaps = 0;
        long tradesLost = 0;
        long tradesFilled = 0;
        long backFilled = 0;
        for (Stream stream : all) {
            trades += stream.trades;
            quotes += stream.quotes;
            duplicates += stream.duplicates;
            quarantined += stream.quarantined;
            gaps += stream.gaps;
            tradesLost += stream.tradesLost;
            tradesFilled += stream.tradesFilled;
            backFilled += stream.backFilled;
        }
        return new MarketTotals(
                trades,
                quotes,
                duplicates,
                quarantined,
                gaps,
                tradesLost,
                tradesFilled,
                backFilled,
                book.size(),
                book.open(),
                book.decided(BetOutcome.HIT),
                book.decided(BetOutcome.MISS),
                book.decided(BetOutcome.VOID),
                book.contradicted());
    }

    void save(StateWriter state) {
        state.add(all.length);
        for (Stream stream : all) {
            stream.save(state);
        }
        state.add(gates.length);
        for (Gate gate : gates) {
            gate.save(state);
        }
    }

    /** What stands in the state hash for the tables of streams that are too large for it. */
    void saveSums(StateWriter state) {
        for (Stream stream : all) {
            state.add(stream.recentTrades != null);
            if (stream.recentTrades != null) {
                stream.recentTrades.saveSum(state);
            }
        }
    }

    /** Those tables. */
    void saveTables(StateWriter state) {
        for (Stream stream : all) {
            state.add(stream.recentTrades != null);
            if (stream.recentTrades != null) {
                stream.recentTrades.save(state);
            }
        }
    }

    void restoreTables(StateReader state) {
        for (Stream stream : all) {
            if (state.nextBoolean()) {
                stream.recentTrades = new RecentTrades();
                stream.recentTrades.restore(state);
            }
        }
    }

    /** Makes streams and gates from the restored definitions, and restores each. */
    void restore(StateReader state, HealthThresholds thresholds) {
        DirectBuffer health = definitions.get(RecordKind.HEALTH_DEFINED, Definitions.HEALTH_ID);
        if (health != null) {
            thresholds.set(healthDefinition.wrap(health, 0, health.capacity()));
        }
        for (DirectBuffer record : definitions.all(RecordKind.STREAM_DEFINED)) {
            streamDefinition.wrap(record, 0, record.capacity());
            makeStream();
        }
        all = Arrays.stream(byId).filter(stream -> stream != null).toArray(Stream[]::new);
        state.expect(all.length, "a number of streams of");
        for (Stream stream : all) {
            stream.restore(state);
        }
        for (DirectBuffer record : definitions.all(RecordKind.MARKET_DEFINED)) {
            restoreGate(record);
        }
        listGates();
        state.expect(gates.length, "a number of markets of");
        for (Gate gate : gates) {
            gate.restore(state);
        }
    }

    private void restoreGate(DirectBuffer record) {
        marketDefinition.wrap(record, 0, record.capacity());
        int marketId = marketDefinition.marketId();
        if (marketId >= gatesById.length) {
            gatesById = Arrays.copyOf(gatesById, marketId + 1);
        }
        Gate gate = new Gate(marketId, required(marketDefinition.settlementStreamId()));
        gate.rule.wrap(record, 0, record.capacity());
        gatesById[marketId] = gate;
    }
}
