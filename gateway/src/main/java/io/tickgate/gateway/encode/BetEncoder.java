package io.tickgate.gateway.encode;

import io.tickgate.publish.BetView;
import io.tickgate.publish.Directory;
import io.tickgate.publish.InstrumentView;
import io.tickgate.publish.MarketView;
import io.tickgate.publish.OpenGap;
import io.tickgate.publish.Published;
import io.tickgate.record.IndeterminateReason;
import io.tickgate.record.RecordFlyweight;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bet as its owner sees it, over REST and WebSocket alike. Stateless. */
public final class BetEncoder {
    /** Gaps told of an open bet; their number is told whole. */
    static final int GAPS_MAX = 16;

    private static final long MS_NS = 1_000_000L;

    private BetEncoder() {}

    /**
     * Writes the members of a bet into an object that is open. The symbol is left out when its instrument was withdrawn since.
     *
     * @param json to write to.
     * @param bet to tell.
     * @param published for names, market time and gaps.
     */
    public static void members(JsonBuffer json, BetView bet, Published published) {
        Directory directory = published.directory();
        InstrumentView instrument = directory.instrument(bet.instrumentId());
        MarketView rule = directory.market(bet.marketId(), bet.marketVersion());
        json.name("id").hex(bet.idHigh(), bet.idLow());
        json.name("state").string(bet.state().name());
        if (instrument != null) {
            json.name("symbol").string(instrument.symbol());
        }
        // A start from a snapshot knows an older version of a rule only while an open bet needs it: of a decided one
        // the name
        // is told.
        MarketView named = rule == null ? directory.market(bet.marketId()) : rule;
        if (named != null) {
            json.name("market").string(named.name());
        }
        json.name("marketVersion").number(bet.marketVersion());
        json.name("min").decimalE8(bet.minE8());
        json.name("max").decimalE8(bet.maxE8());
        json.name("from").number(bet.fromEpochNs() / MS_NS);
        json.name("to").number(bet.toEpochNs() / MS_NS);
        json.name("stake").string(Long.toString(bet.stakeMinor()));
        json.name("idempotencyKey").string(bet.key());
        json.name("terms").string(new String(bet.terms(), StandardCharsets.UTF_8));
        if (bet.quoteSequence() > 0) {
            json.name("quoteSeq").number(bet.quoteSequence());
        }
        json.name("sequence").number(bet.sequence());
        json.name("acceptedAt").number(bet.acceptedEpochNs() / MS_NS);
        reference(json, bet);
        if (bet.outcome() == null) {
            pending(json, bet, rule, published);
        } else {
            OutcomeEncoder.member(json, bet.outcome());
        }
    }

    private static void reference(JsonBuffer json, BetView bet) {
        json.name("reference").openObject();
        json.name("sequence").number(bet.referenceSequence());
        json.name("tradeId").number(bet.referenceTradeId());
        json.name("price").decimalE8(bet.referencePriceE8());
        json.name("tradeTime").number(bet.referenceTradeTimeEpochNs() / MS_NS);
        json.closeObject();
    }

    private static void pending(JsonBuffer json, BetView bet, @Nullable MarketView rule, Published published) {
        json.name("pending").openObject();
        json.name("reason").string(reason(bet, rule, published).name());
        if (rule != null) {
            gaps(json, bet, rule, published.gaps().open(rule.settlementStreamId()));
            json.name("deadline").number((bet.toEpochNs() + rule.deadlineNs()) / MS_NS);
        }
        json.closeObject();
    }

    private static IndeterminateReason reason(BetView bet, @Nullable MarketView rule, Published published) {
        long lastEpochNs = rule == null ? bet.toEpochNs() : rule.lastEpochNs(bet.toEpochNs());
        if (published.marketTimeEpochNs() <= lastEpochNs) {
            return IndeterminateReason.WINDOW_OPEN;
        }
        IndeterminateReason reason = bet.pendingReason();
        return reason == null ? IndeterminateReason.NO_WATERMARK : reason;
    }

    private static void gaps(JsonBuffer json, BetView bet, MarketView rule, List<OpenGap> open) {
        long lastEpochNs = rule.lastEpochNs(bet.toEpochNs());
        int count = 0;
        json.name("gaps").openArray();
        for (OpenGap gap : open) {
            if (gap.mayBelong(bet.fromEpochNs(), lastEpochNs) && count++ < GAPS_MAX) {
                gap(json, gap);
            }
        }
        json.closeArray();
        json.name("gapCount").number(count);
    }

    private static void gap(JsonBuffer json, OpenGap gap) {
        json.openObject();
        json.name("firstTradeId").number(gap.firstTradeId());
        if (gap.lastTradeId() != RecordFlyweight.ABSENT) {
            json.name("lastTradeId").number(gap.lastTradeId());
        }
        if (gap.timeBeforeEpochNs() != RecordFlyweight.ABSENT) {
            json.name("after").number(gap.timeBeforeEpochNs() / MS_NS);
        }
        if (gap.timeAfterEpochNs() != RecordFlyweight.ABSENT) {
            json.name("before").number(gap.timeAfterEpochNs() / MS_NS);
        }
        json.closeObject();
    }
}
