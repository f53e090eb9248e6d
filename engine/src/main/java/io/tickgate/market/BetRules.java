package io.tickgate.market;

import io.tickgate.record.BetFlyweight;
import io.tickgate.record.BetRefusal;
import io.tickgate.record.MarketFlyweight;
import org.jspecify.annotations.Nullable;

/**
 * Whether a bet may be taken: a function of the command, the market's rule and what is known at the command's
 * sequence. The key was looked up before.
 */
final class BetRules {
    /**
     * Version of everything that decides here; a change of any rule needs a new one. 1 took bets, but did not decide them: its journals
     * hold bets that were closed at their deadline without an outcome, and are not read. 2 let a tick that was received before a start
     * begin the recovery after it.
     */
    static final int VERSION = 3;

    /** A command is decided within this time after it was sent, or not at all: its sender has given up. */
    static final long COMMAND_LIFE_NS = 2_000_000_000L;

    private BetRules() {}

    /**
     * Judges a bet whose market's gate is open.
     *
     * @param bet the command.
     * @param gate the market.
     * @param marketTimeEpochNs market time at the command's sequence.
     * @return why not, or null to take it.
     */
    static @Nullable BetRefusal judge(BetFlyweight bet, Gate gate, long marketTimeEpochNs) {
        MarketFlyweight rule = gate.rule;
        Stream stream = gate.stream;
        if (stream.referenceSequence == 0) {
            return BetRefusal.NO_REFERENCE;
        }
        BetRefusal refusal = judgeWindow(bet, rule, marketTimeEpochNs, stream.newestTradeTimeEpochNs);
        if (refusal == null) {
            refusal = judgeBand(bet, rule, stream.referencePriceE8);
        }
        if (refusal == null) {
            refusal = judgeStake(bet, rule, gate);
        }
        return refusal != null ? refusal : judgeQuote(bet, rule, stream, marketTimeEpochNs);
    }

    private static @Nullable BetRefusal judgeWindow(
            BetFlyweight bet, MarketFlyweight rule, long marketTimeEpochNs, long newestTradeTimeEpochNs) {
        long from = bet.fromEpochNs();
        long to = bet.toEpochNs();
        long known = Math.max(marketTimeEpochNs, newestTradeTimeEpochNs);
        if (from < 0 || from - known < rule.leadNs()) {
            return BetRefusal.WINDOW_TOO_SOON;
        }
        if (to < from || to - from < rule.windowMinNs() || (to == from && isHalfOpen(rule))) {
            return BetRefusal.WINDOW_TOO_SHORT;
        }
        if (to - from > rule.windowMaxNs()) {
            return BetRefusal.WINDOW_TOO_LONG;
        }
        return to - marketTimeEpochNs > rule.aheadMaxNs() ? BetRefusal.WINDOW_TOO_FAR : null;
    }

    private static @Nullable BetRefusal judgeBand(BetFlyweight bet, MarketFlyweight rule, long referencePriceE8) {
        long min = bet.minE8();
        long max = bet.maxE8();
        if (min <= 0 || max < min || max - min < rule.bandMinE8() || (max == min && isHalfOpen(rule))) {
            return BetRefusal.BAND_TOO_NARROW;
        }
        if (max - min > rule.bandMaxE8()) {
            return BetRefusal.BAND_TOO_WIDE;
        }
        boolean isBelowTop = isHalfOpen(rule) ? referencePriceE8 < max : referencePriceE8 <= max;
        return referencePriceE8 >= min && isBelowTop ? BetRefusal.BAND_CONTAINS_PRICE : null;
    }

    private static @Nullable BetRefusal judgeStake(BetFlyweight bet, MarketFlyweight rule, Gate gate) {
        long stake = bet.stakeMinor();
        if (stake < rule.stakeMinMinor() || stake <= 0) {
            return BetRefusal.STAKE_TOO_SMALL;
        }
        if (stake > rule.stakeMaxMinor()) {
            return BetRefusal.STAKE_TOO_LARGE;
        }
        if (gate.openBets >= rule.openBetsMax()) {
            return BetRefusal.OPEN_BETS_LIMIT;
        }
        return stake > rule.exposureMaxMinor() - gate.openStakeMinor ? BetRefusal.EXPOSURE_LIMIT : null;
    }

    private static @Nullable BetRefusal judgeQuote(
            BetFlyweight bet, MarketFlyweight rule, Stream stream, long marketTimeEpochNs) {
        RecentTrades recent = stream.recentTrades;
        if (bet.quoteSequence() == 0 || recent == null || !checksQuotes(rule)) {
            return null;
        }
        int seen = bet.quoteSequence() >= bet.sequence() ? -1 : recent.newestAt(bet.quoteSequence());
        if (seen < 0) {
            return BetRefusal.QUOTE_MOVED;
        }
        boolean isTooOld =
                rule.quoteAgeMaxNs() > 0 && marketTimeEpochNs - recent.receivedEpochNs(seen) > rule.quoteAgeMaxNs();
        boolean isTooFar = rule.quoteMoveMaxE8() > 0
                && Math.abs(stream.referencePriceE8 - recent.priceE8(seen)) > rule.quoteMoveMaxE8();
        return isTooOld || isTooFar ? BetRefusal.QUOTE_MOVED : null;
    }

    /** Whether the rule holds bets against the price that their bettor saw. */
    static boolean checksQuotes(MarketFlyweight rule) {
        return rule.quoteAgeMaxNs() > 0 || rule.quoteMoveMaxE8() > 0;
    }

    private static boolean isHalfOpen(MarketFlyweight rule) {
        return rule.bounds() == MarketFlyweight.BOUNDS_HALF_OPEN;
    }
}
