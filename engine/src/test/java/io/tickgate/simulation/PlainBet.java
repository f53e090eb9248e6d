package io.tickgate.simulation;

import io.tickgate.record.BetAcceptedFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.MarketFlyweight;
import org.jspecify.annotations.Nullable;

/** An accepted bet as the plain resolver holds it, under the rule of its acceptance. */
final class PlainBet {
    final long idLow;
    final long sequence;
    final long minE8;
    final long maxE8;
    final long fromEpochNs;
    final long toEpochNs;
    final Scenario.MarketRule rule;

    @Nullable
    BetOutcome outcome;

    boolean isContradicted;

    PlainBet(BetAcceptedFlyweight accepted, Scenario.MarketRule rule) {
        BetFlyweight command = accepted.wrapCommand(new BetFlyweight());
        idLow = command.betIdLow();
        sequence = accepted.sequence();
        minE8 = command.minE8();
        maxE8 = command.maxE8();
        fromEpochNs = command.fromEpochNs();
        toEpochNs = command.toEpochNs();
        this.rule = rule;
    }

    private boolean isHalfOpen() {
        return rule.bounds() == MarketFlyweight.BOUNDS_HALF_OPEN;
    }

    boolean isCrossing() {
        return rule.touchKind() == MarketFlyweight.TOUCH_CROSSED;
    }

    /** Whether a time lies in the window, its end included or not as the rule says. */
    boolean isWithin(long timeEpochNs) {
        return timeEpochNs >= fromEpochNs && (isHalfOpen() ? timeEpochNs < toEpochNs : timeEpochNs <= toEpochNs);
    }

    /** Whether neither time nor price lies at an edge. */
    boolean isWithinStrictly(VenueTrade trade) {
        boolean isTimeAtEdge = trade.timeEpochNs() == fromEpochNs || trade.timeEpochNs() == toEpochNs;
        boolean isPriceAtEdge = Math.abs(trade.priceE8() - minE8) <= 1 || Math.abs(trade.priceE8() - maxE8) <= 1;
        return !isTimeAtEdge && !isPriceAtEdge;
    }

    /** Whether the window is over at a time: nothing of it can have that time or a later one. */
    boolean isBehind(long timeEpochNs) {
        return isHalfOpen() ? timeEpochNs >= toEpochNs : timeEpochNs > toEpochNs;
    }

    /** Side of the band on which a price lies: -1 below, 0 in it, 1 above. Prices are × 10^10. */
    int sideE10(long priceE10) {
        if (priceE10 < minE8 * 100) {
            return -1;
        }
        boolean isBelowTop = isHalfOpen() ? priceE10 < maxE8 * 100 : priceE10 <= maxE8 * 100;
        return isBelowTop ? 0 : 1;
    }

    /** Whether a recorded price lies in the band; one that was rounded only if both its neighbours do. */
    boolean isSurelyInside(long priceE8, boolean isRounded) {
        if (!isRounded) {
            return sideE10(priceE8 * 100) == 0;
        }
        return sideE10(priceE8 * 100 - 100) == 0 && sideE10(priceE8 * 100 + 100) == 0;
    }

    long deadlineEpochNs() {
        return toEpochNs + rule.deadlineNs();
    }
}
