package io.tickgate.market;

import io.tickgate.record.BetFlyweight;
import io.tickgate.record.BetRefusal;
import io.tickgate.record.GateReason;
import org.jspecify.annotations.Nullable;

/** Takes or refuses bets, each at its own sequence: first its key, then its age, the gate, the rule. */
final class BetDesk {
    private final BetBook book;
    private final DecisionWriter decisions;

    BetDesk(BetBook book, DecisionWriter decisions) {
        this.book = book;
        this.decisions = decisions;
    }

    /**
     * Decides a command.
     *
     * @param bet the command.
     * @param gate of its market, or null when there is no such market.
     * @param nowEpochNs market time.
     */
    void onBet(BetFlyweight bet, @Nullable Gate gate, long nowEpochNs) {
        int first = book.find(bet);
        if (first != BetTable.NONE) {
            onKnownKey(bet, first, nowEpochNs);
        } else if (bet.engineTimeEpochNs() < nowEpochNs - BetRules.COMMAND_LIFE_NS) {
            decisions.betRefused(bet, BetRefusal.COMMAND_EXPIRED, nowEpochNs);
        } else if (gate == null || gate.rule.isRetired()) {
            decisions.betRefused(bet, BetRefusal.UNKNOWN_MARKET, nowEpochNs);
        } else if (gate.reason() != GateReason.OPEN) {
            decisions.betRefusedByGate(bet, gate, nowEpochNs);
        } else {
            onNewBet(bet, gate, nowEpochNs);
        }
    }

    private void onKnownKey(BetFlyweight bet, int first, long nowEpochNs) {
        if (book.hasContentOf(first, bet)) {
            decisions.betRepeated(bet, book.bets().idHigh(first), book.bets().idLow(first), nowEpochNs);
        } else {
            decisions.betRefused(bet, BetRefusal.IDEMPOTENCY_KEY_REUSED, nowEpochNs);
        }
    }

    private void onNewBet(BetFlyweight bet, Gate gate, long nowEpochNs) {
        BetRefusal refusal = book.isFull() ? BetRefusal.OPEN_BETS_LIMIT : BetRules.judge(bet, gate, nowEpochNs);
        if (refusal != null) {
            decisions.betRefused(bet, refusal, nowEpochNs);
            return;
        }
        book.add(bet, gate.rule, gate.stream);
        gate.openBets++;
        gate.openStakeMinor += bet.stakeMinor();
        decisions.betAccepted(bet, gate, nowEpochNs);
    }
}
