package io.tickgate.gateway.encode;

import io.tickgate.publish.BetOutcomeView;
import io.tickgate.publish.BetWatermark;
import io.tickgate.publish.DecidingTrade;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.IndeterminateReason;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import org.jspecify.annotations.Nullable;

/** How a bet ended, as its owner sees it. Stateless. */
final class OutcomeEncoder {
    private static final long MS_NS = 1_000_000L;

    private OutcomeEncoder() {}

    /** Writes the member {@code outcome} into an object that is open. */
    static void member(JsonBuffer json, BetOutcomeView outcome) {
        json.name("outcome").openObject();
        json.name("result").string(outcome.result().name());
        json.name("decidedAt").number(outcome.decidedEpochNs() / MS_NS);
        json.name("sequence").number(outcome.position().sequence());
        json.name("position").string(outcome.position().text());
        json.name("rulesVersion").number(outcome.rulesVersion());
        if (outcome.touch() != 0) {
            json.name("touch").string(outcome.touch() == MarketFlyweight.TOUCH_CROSSED ? "crossed" : "inside");
        }
        trade(json, "trade", outcome.trade());
        trade(json, "otherTrade", outcome.otherTrade());
        if (outcome.watermark() != null) {
            watermark(json, outcome.watermark());
        }
        IndeterminateReason cause = outcome.cause();
        if (cause != null) {
            json.name("cause").string(cause.name());
        }
        if (outcome.result() == BetOutcome.VOID) {
            json.name("responsible").string(outcome.isVenueResponsible() ? "venue" : "ours");
        }
        json.closeObject();
    }

    private static void trade(JsonBuffer json, String name, @Nullable DecidingTrade trade) {
        if (trade != null) {
            json.name(name).openObject();
            json.name("sequence").number(trade.sequence());
            json.name("tradeId").number(trade.tradeId());
            json.name("price").decimalE8(trade.priceE8());
            json.name("tradeTime").number(trade.tradeTimeEpochNs() / MS_NS);
            json.closeObject();
        }
    }

    private static void watermark(JsonBuffer json, BetWatermark watermark) {
        json.name("watermark").openObject();
        json.name("source").string(source(watermark.source()));
        json.name("sequence").number(watermark.sequence());
        json.name("tradeId").number(watermark.tradeId());
        json.name("time").number(watermark.timeEpochNs() / MS_NS);
        json.closeObject();
    }

    private static String source(int source) {
        return switch (source) {
            case WatermarkFlyweight.HEARTBEAT -> "heartbeat";
            case WatermarkFlyweight.TICKER -> "ticker";
            case WatermarkFlyweight.LAST_MATCH -> "last-match";
            case WatermarkFlyweight.REST -> "rest";
            case WatermarkFlyweight.TRADE -> "trade";
            default -> "unknown";
        };
    }
}
