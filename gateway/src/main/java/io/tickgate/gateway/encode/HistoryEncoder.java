package io.tickgate.gateway.encode;

import io.tickgate.history.Bar;
import io.tickgate.history.Gap;
import io.tickgate.history.History;
import io.tickgate.history.HistoryFault;
import io.tickgate.history.TouchAnswer;
import io.tickgate.history.Trade;
import io.tickgate.history.WindowCounts;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.touch.StreamCoverage;
import io.tickgate.touch.TouchRule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What history knows, as JSON. Prices and sizes are exact decimals as strings; times are ms since 1970, rounded down, and where that
 * loses something also ns since 1970 as a string. Stateless.
 */
public final class HistoryEncoder {
    private static final long MS_NS = 1_000_000L;

    private HistoryEncoder() {}

    /** A trade, as an object. */
    public static void trade(JsonBuffer json, Trade trade) {
        json.openObject();
        time(json, "tradeTime", trade.tradeTimeEpochNs());
        json.name("receivedTime").number(trade.receivedEpochNs() / MS_NS);
        json.name("price").decimalE8(trade.priceE8());
        json.name("size").decimalE8(trade.sizeE8());
        json.name("tradeId").number(trade.firstTradeId());
        if (trade.isAggregate()) {
            json.name("lastTradeId").number(trade.lastTradeId());
        }
        json.name("sequence").number(trade.sequence());
        json.name("backFilled").bool(trade.isBackFilled());
        if (trade.isRounded()) {
            json.name("rounded").bool(true);
        }
        json.closeObject();
    }

    private static void time(JsonBuffer json, String name, long epochNs) {
        if (epochNs == RecordFlyweight.ABSENT) {
            return;
        }
        json.name(name).number(Math.floorDiv(epochNs, MS_NS));
        if (epochNs % MS_NS != 0) {
            json.name(name + "Ns").string(Long.toString(epochNs));
        }
    }

    /** Bars, as an array. */
    public static void bars(JsonBuffer json, List<Bar> bars) {
        json.openArray();
        for (Bar bar : bars) {
            json.openObject();
            json.name("time").number(bar.startEpochNs() / MS_NS);
            json.name("open").decimalE8(bar.openE8());
            json.name("high").decimalE8(bar.highE8());
            json.name("low").decimalE8(bar.lowE8());
            json.name("close").decimalE8(bar.closeE8());
            json.name("volume").string(volume(bar));
            json.name("trades").number(bar.trades());
            json.closeObject();
        }
        json.closeArray();
    }

    /** More than fits into a long; in the same form as all decimals. */
    private static String volume(Bar bar) {
        BigDecimal volume = new BigDecimal(bar.volumeE8(), 8);
        return volume.signum() == 0 ? "0" : volume.stripTrailingZeros().toPlainString();
    }

    /** What is not known, as an array. */
    public static void gaps(JsonBuffer json, List<Gap> gaps) {
        json.openArray();
        for (Gap gap : gaps) {
            json.openObject();
            json.name("kind").string(gap.kind().name());
            number(json, "firstTradeId", gap.firstTradeId());
            number(json, "lastTradeId", gap.lastTradeId());
            time(json, "after", gap.timeBeforeEpochNs());
            time(json, "before", gap.timeAfterEpochNs());
            number(json, "firstSequence", gap.firstSequence());
            number(json, "lastSequence", gap.lastSequence());
            json.closeObject();
        }
        json.closeArray();
    }

    private static void number(JsonBuffer json, String name, long value) {
        if (value != RecordFlyweight.ABSENT) {
            json.name(name).number(value);
        }
    }

    /** Until when and since when trades are known, as an object. */
    public static void coverage(JsonBuffer json, StreamCoverage coverage) {
        json.openObject();
        boolean isKnown = coverage.knownSinceEpochNs() != Long.MAX_VALUE;
        time(json, "knownSince", isKnown ? coverage.knownSinceEpochNs() : RecordFlyweight.ABSENT);
        time(json, "tradedUntil", coverage.tradedEpochNs());
        time(json, "silentUntil", coverage.silentEpochNs());
        number(json, "newestTradeId", coverage.headTradeId());
        json.name("open").bool(coverage.isOpen());
        json.closeObject();
    }

    /** Members of a touch answer, into an object that is open. */
    public static void touch(JsonBuffer json, TouchAnswer answer) {
        json.name("result").string(answer.outcome().name());
        if (answer.reason() != null) {
            json.name("reason").string(answer.reason().name());
        }
        if (answer.decidingTrade() != null) {
            json.name("trade");
            trade(json, answer.decidingTrade());
        }
        if (answer.otherTrade() != null) {
            json.name("otherTrade");
            trade(json, answer.otherTrade());
        }
        time(json, "from", answer.fromEpochNs());
        time(json, "last", answer.lastEpochNs());
        json.name("min").decimalE8(answer.minE8());
        json.name("max").decimalE8(answer.maxE8());
        json.name("rule");
        rule(json, answer.rule());
        json.name("coverage");
        coverage(json, answer.coverage());
        json.name("gaps");
        gaps(json, answer.gaps());
        json.name("counts");
        counts(json, answer.counts());
        json.name("sequence").number(answer.asOfSequence());
    }

    /** Why history does not go on, as a sentence into an array that is open; nothing while it does. */
    public static void alerts(JsonBuffer json, History history) {
        HistoryFault fault = history.fault();
        if (fault != null) {
            json.string("history does not go on as it should since "
                    + Instant.ofEpochMilli(fault.sinceEpochNs() / MS_NS)
                    + ", sequence " + fault.sequence() + ": " + fault.what() + "; "
                    + (fault.isTriedAgain() ? "it is tried again by itself" : "it stands still until the next start")
                    + (fault.isBehind() ? "; touch queries and receipts know nothing newer" : "")
                    + "; the journal is not pruned meanwhile");
        }
    }

    private static void rule(JsonBuffer json, TouchRule rule) {
        json.openObject();
        json.name("touch").string(rule.kind() == MarketFlyweight.TOUCH_CROSSED ? "crossed" : "inside");
        json.name("bounds").string(rule.bounds() == MarketFlyweight.BOUNDS_HALF_OPEN ? "half-open" : "closed");
        json.name("notionalMin").decimalE8(rule.notionalMinE8());
        json.name("graceMs").number(rule.graceNs() / MS_NS);
        json.closeObject();
    }

    private static void counts(JsonBuffer json, WindowCounts counts) {
        json.openObject();
        json.name("trades").number(counts.trades());
        if (counts.trades() > 0) {
            json.name("low").decimalE8(counts.minPriceE8());
            json.name("high").decimalE8(counts.maxPriceE8());
        }
        json.name("backFilled").number(counts.backFilled());
        json.name("rounded").number(counts.rounded());
        json.name("sizesUnknown").number(counts.sizesUnknown());
        json.closeObject();
    }
}
