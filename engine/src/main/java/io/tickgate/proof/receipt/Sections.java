package io.tickgate.proof.receipt;

import io.tickgate.proof.acceptance.Acceptance;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.E8;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.VenueFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** From records to the sections of a receipt; made and checked by the same functions. Stateless. */
public final class Sections {
    private Sections() {}

    /** Section {@code bet}: what the disguised command says. */
    public static CanonicalObject bet(byte[] record) {
        BetFlyweight bet = new BetFlyweight().wrap(new UnsafeBuffer(record), 0, record.length);
        return new CanonicalObject()
                .put("id", Acceptance.betId(bet.betIdHigh(), bet.betIdLow()))
                .put("sequence", bet.sequence())
                .put("sentNs", bet.engineTimeEpochNs())
                .put("marketId", bet.marketId())
                .put("min", E8.toString(bet.minE8()))
                .put("max", E8.toString(bet.maxE8()))
                .put("fromNs", bet.fromEpochNs())
                .put("toNs", bet.toEpochNs())
                .put("stake", bet.stakeMinor())
                .put("quoteSequence", bet.quoteSequence())
                .put("tenant", text(bet.tenant()))
                .put("user", text(bet.user()))
                .put("key", text(bet.key()))
                .put("terms", bet.terms());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Section {@code rule}: every field of the market's definition. */
    public static CanonicalObject rule(byte[] record) {
        MarketFlyweight rule = new MarketFlyweight().wrap(new UnsafeBuffer(record), 0, record.length);
        return new CanonicalObject()
                .put("sequence", rule.sequence())
                .put("market", rule.name())
                .put("marketId", rule.marketId())
                .put("version", rule.version())
                .put("instrumentId", rule.instrumentId())
                .put("settlementStreamId", rule.settlementStreamId())
                .put("touch", touch(rule.touchKind()))
                .put("bounds", rule.bounds() == MarketFlyweight.BOUNDS_HALF_OPEN ? "half-open" : "closed")
                .put("retired", rule.isRetired())
                .put("leadNs", rule.leadNs())
                .put("windowMinNs", rule.windowMinNs())
                .put("windowMaxNs", rule.windowMaxNs())
                .put("aheadMaxNs", rule.aheadMaxNs())
                .put("bandMin", E8.toString(rule.bandMinE8()))
                .put("bandMax", E8.toString(rule.bandMaxE8()))
                .put("stakeMin", rule.stakeMinMinor())
                .put("stakeMax", rule.stakeMaxMinor())
                .put("exposureMax", rule.exposureMaxMinor())
                .put("openBetsMax", rule.openBetsMax())
                .put("notionalMin", E8.toString(rule.touchNotionalMinE8()))
                .put("graceNs", rule.graceNs())
                .put("deadlineNs", rule.deadlineNs())
                .put("quoteAgeMaxNs", rule.quoteAgeMaxNs())
                .put("quoteMoveMax", E8.toString(rule.quoteMoveMaxE8()));
    }

    /** Name of a kind of touch. */
    public static String touch(int kind) {
        return kind == MarketFlyweight.TOUCH_CROSSED ? "crossed" : "inside";
    }

    /** Section {@code series}: whose trades decide. */
    public static CanonicalObject series(byte[] stream, byte[] instrument, byte[] venue) {
        StreamFlyweight mapped = new StreamFlyweight().wrap(new UnsafeBuffer(stream), 0, stream.length);
        InstrumentFlyweight named = new InstrumentFlyweight().wrap(new UnsafeBuffer(instrument), 0, instrument.length);
        VenueFlyweight source = new VenueFlyweight().wrap(new UnsafeBuffer(venue), 0, venue.length);
        return new CanonicalObject()
                .put("symbol", named.symbol())
                .put("instrumentId", named.instrumentId())
                .put("venue", source.name())
                .put("venueId", source.venueId())
                .put("venueSymbol", mapped.venueSymbol())
                .put("streamId", mapped.streamId());
    }

    /** A trade's record as a member: reference, deciding trade, other trade. Of an aggregate the id is its first. */
    public static CanonicalObject trade(byte[] record) {
        Settling trade = Settling.of(record);
        return trade(
                new Decision.Trade(trade.firstTradeId(), trade.sequence(), trade.priceE8(), trade.tradeTimeEpochNs()));
    }

    /** A deciding trade as a member. */
    static CanonicalObject trade(Decision.Trade trade) {
        return new CanonicalObject()
                .put("sequence", trade.sequence())
                .put("tradeId", trade.tradeId())
                .put("price", E8.toString(trade.priceE8()))
                .put("tradeTimeNs", trade.timeEpochNs());
    }

    /** A watermark as a member. */
    static CanonicalObject watermark(Decision.Watermark watermark) {
        return new CanonicalObject()
                .put("source", source(watermark.source()))
                .put("tradeId", watermark.tradeId())
                .put("timeNs", watermark.timeEpochNs())
                .put("sequence", watermark.sequence());
    }

    /** Name of a source of watermarks. */
    public static String source(int source) {
        return switch (source) {
            case WatermarkFlyweight.HEARTBEAT -> "heartbeat";
            case WatermarkFlyweight.TICKER -> "ticker";
            case WatermarkFlyweight.LAST_MATCH -> "last-match";
            case WatermarkFlyweight.REST -> "rest";
            default -> "trade";
        };
    }

    /** Section {@code outcome}. */
    public static CanonicalObject outcome(Decision decision) {
        CanonicalObject outcome = new CanonicalObject()
                .put("result", decision.outcome().name())
                .put("sequence", decision.sequence())
                .put("decidedNs", decision.decidedEpochNs())
                .put("rulesVersion", decision.rulesVersion());
        if (decision.cause() != null) {
            outcome.put("cause", decision.cause().name());
        }
        if (decision.touch() != 0) {
            outcome.put("touch", touch(decision.touch()));
        }
        if (decision.trade() != null) {
            outcome.put("trade", trade(decision.trade()));
        }
        if (decision.other() != null) {
            outcome.put("otherTrade", trade(decision.other()));
        }
        if (decision.watermark() != null) {
            outcome.put("watermark", watermark(decision.watermark()));
        }
        return outcome;
    }

    /** Kind of a record's bytes, by its header. */
    public static int kindCode(byte[] record) {
        return new RecordFlyweight()
                .wrap(new UnsafeBuffer(record), 0, record.length)
                .kindCode();
    }

    /**
     * What settles: a trade, or a fetched aggregate.
     *
     * @param streamId of its stream.
     * @param firstTradeId its first id.
     * @param lastTradeId its last.
     * @param tradeTimeEpochNs trade time.
     * @param priceE8 price.
     * @param sizeE8 size.
     * @param flags of the record.
     * @param sequence of the record.
     * @param receivedEpochNs engine time.
     */
    public record Settling(
            int streamId,
            long firstTradeId,
            long lastTradeId,
            long tradeTimeEpochNs,
            long priceE8,
            long sizeE8,
            int flags,
            long sequence,
            long receivedEpochNs) {
        /**
         * Reads a record.
         *
         * @throws IllegalArgumentException when it is none that settles.
         */
        public static Settling of(byte[] record) {
            UnsafeBuffer buffer = new UnsafeBuffer(record);
            int kind = kindCode(record);
            if (kind == RecordKind.TRADE.code()) {
                TradeFlyweight trade = new TradeFlyweight().wrap(buffer, 0, record.length);
                return new Settling(
                        trade.streamId(),
                        trade.tradeId(),
                        trade.tradeId(),
                        trade.tradeTimeEpochNs(),
                        trade.priceE8(),
                        trade.sizeE8(),
                        trade.flags(),
                        trade.sequence(),
                        trade.engineTimeEpochNs());
            }
            if (kind != RecordKind.BACK_FILLED_TRADE.code()) {
                throw new IllegalArgumentException("it is no trade");
            }
            BackFilledTradeFlyweight trade = new BackFilledTradeFlyweight().wrap(buffer, 0, record.length);
            return new Settling(
                    trade.streamId(),
                    trade.firstTradeId(),
                    trade.lastTradeId(),
                    trade.tradeTimeEpochNs(),
                    trade.priceE8(),
                    trade.sizeE8(),
                    trade.flags(),
                    trade.sequence(),
                    trade.engineTimeEpochNs());
        }
    }
}
