package io.tickgate.simulation;

import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.BetRefusal;
import io.tickgate.record.BetRefusedFlyweight;
import io.tickgate.record.ConditionFlyweight;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.GateChangedFlyweight;
import io.tickgate.record.GateReason;
import io.tickgate.record.HealthChangedFlyweight;
import io.tickgate.record.HealthState;
import io.tickgate.record.NoTradeFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import org.agrona.concurrent.UnsafeBuffer;

/** Records in words. */
final class Words {
    private Words() {}

    static String of(byte[] record) {
        UnsafeBuffer buffer = new UnsafeBuffer(record);
        RecordFlyweight header = new RecordFlyweight().wrap(buffer, 0, record.length);
        RecordKind kind = EngineLife.kindOf(record);
        return header.sequence() + " " + kind + " at " + time(header.engineTimeEpochNs())
                + (header.flags() == 0 ? "" : " flags " + header.flags()) + " " + content(kind, buffer, record.length);
    }

    private static String content(RecordKind kind, UnsafeBuffer buffer, int length) {
        return switch (kind) {
            case TRADE -> {
                TradeFlyweight trade = new TradeFlyweight().wrap(buffer, 0, length);
                yield "id " + trade.tradeId() + " T " + time(trade.tradeTimeEpochNs()) + " E "
                        + time(trade.eventTimeEpochNs()) + " price " + trade.priceE8();
            }
            case BACK_FILLED_TRADE -> {
                BackFilledTradeFlyweight trade = new BackFilledTradeFlyweight().wrap(buffer, 0, length);
                yield "ids " + trade.firstTradeId() + ".." + trade.lastTradeId() + " T "
                        + time(trade.tradeTimeEpochNs()) + " price " + trade.priceE8();
            }
            case NO_TRADE ->
                "id " + new NoTradeFlyweight().wrap(buffer, 0, length).tradeId();
            case WATERMARK -> {
                WatermarkFlyweight said = new WatermarkFlyweight().wrap(buffer, 0, length);
                yield "newest " + said.newestTradeId() + " source " + said.source() + " V "
                        + time(said.venueTimeEpochNs());
            }
            case FEED_EVENT -> {
                FeedEventFlyweight event = new FeedEventFlyweight().wrap(buffer, 0, length);
                yield "event " + event.event() + " connection " + event.connectionId();
            }
            case BET_COMMAND -> {
                BetFlyweight bet = new BetFlyweight().wrap(buffer, 0, length);
                yield "bet " + bet.betIdLow() + " band " + bet.minE8() + ".." + bet.maxE8() + " window "
                        + time(bet.fromEpochNs()) + ".." + time(bet.toEpochNs());
            }
            case CONDITION_CHANGED -> {
                ConditionFlyweight changed = new ConditionFlyweight().wrap(buffer, 0, length);
                yield GateReason.of(changed.reasonCode()) + (changed.isActive() ? " holds" : " is over");
            }
            case GATE_CHANGED ->
                GateReason.of(new GateChangedFlyweight().wrap(buffer, 0, length).reasonCode())
                        .toString();
            case STREAM_HEALTH_CHANGED ->
                HealthState.of(new HealthChangedFlyweight()
                                .wrap(buffer, 0, length)
                                .stateCode())
                        .toString();
            case BET_REFUSED ->
                BetRefusal.of(new BetRefusedFlyweight().wrap(buffer, 0, length).refusalCode())
                        .toString();
            default -> "";
        };
    }

    /** Seconds since the world began. */
    static String time(long epochNs) {
        return epochNs == RecordFlyweight.ABSENT ? "-" : String.format("%.9f", (epochNs - Scenario.T0) / 1e9);
    }
}
