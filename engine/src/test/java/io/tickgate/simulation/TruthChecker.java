package io.tickgate.simulation;

import io.tickgate.record.BetDecidedFlyweight;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** R1, R2, R5 by what the venue truly did, in exact prices, whatever reached the journal. */
final class TruthChecker {
    private static final BigInteger E10 = BigInteger.valueOf(10_000_000_000L);

    private final Evidence evidence;
    private final Verdict verdict;
    private final Map<Long, PlainBet> bets;
    /** Trades that the venue cannot be held to: their times contradict the order of their ids, or what it had said. */
    private final Map<VenueTrade, Boolean> isOrderly = new HashMap<>();

    TruthChecker(World world, Map<Long, PlainBet> bets) {
        evidence = world.evidence;
        verdict = world.verdict;
        this.bets = bets;
    }

    void check() {
        noteOrder();
        for (byte[] decision : evidence.decisions) {
            if (EngineLife.kindOf(decision) != RecordKind.BET_DECIDED) {
                continue;
            }
            BetDecidedFlyweight decided =
                    new BetDecidedFlyweight().wrap(new UnsafeBuffer(decision), 0, decision.length);
            PlainBet bet = bets.get(decided.betIdLow());
            if (bet != null && decided.outcome() == BetOutcome.HIT.code()) {
                judgeHit(bet, decided);
            } else if (bet != null && decided.outcome() == BetOutcome.MISS.code()) {
                judgeMiss(bet);
            }
        }
    }

    private void noteOrder() {
        List<VenueTrade> trades = evidence.trades;
        long leastAfter = Long.MAX_VALUE;
        for (int i = trades.size() - 1; i >= 0; i--) {
            VenueTrade trade = trades.get(i);
            isOrderly.put(trade, trade.timeEpochNs() <= leastAfter && !evidence.backDated.contains(trade));
            leastAfter = Math.min(leastAfter, trade.timeEpochNs());
        }
    }

    private void judgeHit(PlainBet bet, BetDecidedFlyweight decided) {
        boolean isInside = decided.touch() == MarketFlyweight.TOUCH_INSIDE;
        List<VenueTrade> true1 = truly(decided.tradeId(), decided.tradeTimeEpochNs(), decided.tradePriceE8());
        verdict.demand(
                !true1.isEmpty(),
                Invariant.R2,
                "bet %d is hit by trade %d, which never was",
                bet.idLow,
                decided.tradeId());
        if (isInside) {
            verdict.demand(
                    true1.isEmpty() || true1.stream().anyMatch(trade -> isInside(bet, trade)),
                    Invariant.R5,
                    "bet %d is hit by trade %d, which lies outside",
                    bet.idLow,
                    decided.tradeId());
            return;
        }
        List<VenueTrade> true2 = truly(decided.otherTradeId(), decided.otherTimeEpochNs(), decided.otherPriceE8());
        boolean isCrossed = true1.stream()
                .anyMatch(one -> true2.stream()
                        .anyMatch(other -> isCrossed(bet, one, other) || isInside(bet, one) || isInside(bet, other)));
        verdict.demand(isCrossed, Invariant.R5, "bet %d is crossed by trades that do not", bet.idLow);
    }

    /** Several trades of an aggregate share time and price; their ids are apart from the first one's. */
    private List<VenueTrade> truly(long id, long timeEpochNs, long priceE8) {
        List<VenueTrade> found = new ArrayList<>();
        for (VenueTrade trade : evidence.trades) {
            boolean isSame = trade.isTrade() && trade.timeEpochNs() == timeEpochNs && trade.priceE8() == priceE8;
            if (isSame && trade.id() >= id && trade.id() < id + evidence.trades.size()) {
                found.add(trade);
            }
        }
        return found;
    }

    private void judgeMiss(PlainBet bet) {
        VenueTrade before = null;
        for (VenueTrade trade : evidence.trades) {
            if (Boolean.TRUE.equals(isOrderly.get(trade)) && bet.isWithin(trade.timeEpochNs())) {
                verdict.demand(
                        trade.what() != VenueTrade.What.UNPRICED,
                        Invariant.R1,
                        "bet %d is missed, but trade %d has no price",
                        bet.idLow,
                        trade.id());
                verdict.demand(
                        !isInside(bet, trade),
                        bet.isWithinStrictly(trade) ? Invariant.R1 : Invariant.R5,
                        "bet %d is missed, but trade %d touched it at %s",
                        bet.idLow,
                        trade.id(),
                        Words.time(trade.timeEpochNs()));
                verdict.demand(
                        before == null || !bet.isCrossing() || !isCrossed(bet, before, trade),
                        Invariant.R1,
                        "bet %d is missed, but trade %d crossed it",
                        bet.idLow,
                        trade.id());
                before = trade;
            } else {
                before = null;
            }
        }
    }

    private static boolean isInside(PlainBet bet, VenueTrade trade) {
        return trade.isTrade()
                && bet.isWithin(trade.timeEpochNs())
                && reaches(bet, trade)
                && bet.sideE10(trade.priceE10()) == 0;
    }

    private static boolean isCrossed(PlainBet bet, VenueTrade one, VenueTrade other) {
        boolean areTrades = one.isTrade() && other.isTrade() && one.count() == other.count();
        boolean areNeighbours = Math.abs(one.id() - other.id()) == 1;
        boolean areWithin = bet.isWithin(one.timeEpochNs()) && bet.isWithin(other.timeEpochNs());
        return areTrades
                && areNeighbours
                && areWithin
                && reaches(bet, one)
                && reaches(bet, other)
                && bet.sideE10(one.priceE10()) * bet.sideE10(other.priceE10()) < 0;
    }

    /** By the recorded price, as the rule says. */
    private static boolean reaches(PlainBet bet, VenueTrade trade) {
        BigInteger notional = BigInteger.valueOf(trade.priceE8() * 100).multiply(BigInteger.valueOf(trade.sizeE8()));
        return notional.compareTo(BigInteger.valueOf(bet.rule.notionalMinE8()).multiply(E10)) >= 0;
    }
}
