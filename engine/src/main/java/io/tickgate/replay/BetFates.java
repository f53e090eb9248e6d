package io.tickgate.replay;

import io.tickgate.record.BetAcceptedFlyweight;
import io.tickgate.record.BetContradictedFlyweight;
import io.tickgate.record.BetDecidedFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.BetRefusal;
import io.tickgate.record.BetRefusedFlyweight;
import io.tickgate.record.BetRepeatedFlyweight;
import io.tickgate.record.GateReason;
import io.tickgate.record.IndeterminateReason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How bets are answered and end, by the journal's rules and by the changed ones. An outcome waits here until the other side has one too;
 * both sides' memory is bounded by the bets of the journal. Owned by one thread.
 */
final class BetFates {
    /** What stands in the place of an outcome of a bet that the other rules did not take. */
    static final String NO_BET = "no bet";

    /** What stands in the place of an outcome that had not come when the journal ended. */
    static final String OPEN = "open at the end";

    private record BetId(long high, long low) {
        @Override
        public String toString() {
            return DefinedNames.bet(high, low);
        }
    }

    /** What happened: in short, for the sums, and with what tells it from others alike. */
    private record Event(String text, String detail, long sequence, long epochNs) {}

    private final WhatIfSums sums;
    private final Map<BetId, Event> answers = new HashMap<>();
    private final Map<BetId, Event> changedAnswers = new HashMap<>();
    private final Map<BetId, Event> outcomes = new HashMap<>();
    private final Map<BetId, Event> changedOutcomes = new HashMap<>();
    private final Map<BetId, Event> contradictions = new HashMap<>();
    private final Map<BetId, Event> changedContradictions = new HashMap<>();
    private final Set<BetId> onlyTaken = new HashSet<>();
    private final Set<BetId> onlyTakenIfChanged = new HashSet<>();

    BetFates(WhatIfSums sums) {
        this.sums = sums;
    }

    /** Takes in a decision of either market if it is about a bet. */
    void take(DecisionCopy decision, boolean isChanged) {
        int length = decision.header().length();
        switch (decision.kind()) {
            case BET_ACCEPTED -> accepted(new BetAcceptedFlyweight().wrap(decision.bytes(), 0, length), isChanged);
            case BET_REFUSED -> refused(new BetRefusedFlyweight().wrap(decision.bytes(), 0, length), isChanged);
            case BET_REPEATED -> {
                BetRepeatedFlyweight repeated = new BetRepeatedFlyweight().wrap(decision.bytes(), 0, length);
                answer(new BetId(repeated.betIdHigh(), repeated.betIdLow()), "repeated", "", decision, isChanged);
            }
            case BET_DECIDED -> decided(new BetDecidedFlyweight().wrap(decision.bytes(), 0, length), isChanged);
            case BET_CONTRADICTED -> {
                BetContradictedFlyweight against = new BetContradictedFlyweight().wrap(decision.bytes(), 0, length);
                (isChanged ? changedContradictions : contradictions)
                        .put(new BetId(against.betIdHigh(), against.betIdLow()), event("contradicted", "", decision));
            }
            default -> {
                // Of gaps, holdings and hashes the first two cannot depend on what is changed, and the last one always
                // does.
            }
        }
    }

    private void accepted(BetAcceptedFlyweight accepted, boolean isChanged) {
        BetFlyweight bet = accepted.wrapCommand(new BetFlyweight());
        (isChanged ? changedAnswers : answers)
                .put(
                        new BetId(bet.betIdHigh(), bet.betIdLow()),
                        new Event(
                                "accepted",
                                ", reference trade " + accepted.referenceTradeId(),
                                accepted.sequence(),
                                accepted.engineTimeEpochNs()));
    }

    private void refused(BetRefusedFlyweight refused, boolean isChanged) {
        BetRefusal refusal = BetRefusal.of(refused.refusalCode());
        String why = refusal == BetRefusal.GATE_CLOSED
                ? GateReason.of(refused.gateReasonCode()).name()
                : refusal.name();
        (isChanged ? changedAnswers : answers)
                .put(
                        new BetId(refused.betIdHigh(), refused.betIdLow()),
                        new Event("refused, " + why, "", refused.sequence(), refused.engineTimeEpochNs()));
    }

    private void answer(BetId id, String text, String detail, DecisionCopy decision, boolean isChanged) {
        (isChanged ? changedAnswers : answers).put(id, event(text, detail, decision));
    }

    private static Event event(String text, String detail, DecisionCopy decision) {
        return new Event(
                text, detail, decision.header().sequence(), decision.header().engineTimeEpochNs());
    }

    private void decided(BetDecidedFlyweight decided, boolean isChanged) {
        BetOutcome outcome = BetOutcome.of(decided.outcome());
        String text = outcome == BetOutcome.VOID && decided.cause() > 0
                ? "VOID, " + IndeterminateReason.of(decided.cause()).name()
                : outcome.name();
        String detail = " at sequence " + decided.sequence()
                + (outcome == BetOutcome.HIT ? " by trade " + decided.tradeId() : "");
        BetId id = new BetId(decided.betIdHigh(), decided.betIdLow());
        Event own = new Event(text, detail, decided.sequence(), decided.engineTimeEpochNs());
        Event other = (isChanged ? outcomes : changedOutcomes).remove(id);
        if (other != null) {
            compareOutcomes(id, isChanged ? other : own, isChanged ? own : other);
        } else if (!isChanged && onlyTaken.remove(id)) {
            add(WhatIfKind.OUTCOME, id, own, text, NO_BET, detail, "");
        } else if (isChanged && onlyTakenIfChanged.remove(id)) {
            add(WhatIfKind.OUTCOME, id, own, NO_BET, text, "", detail);
        } else {
            (isChanged ? changedOutcomes : outcomes).put(id, own);
        }
    }

    /** All decisions of a record have been taken in: both sides have answered the same bets. */
    void judge() {
        answers.forEach((id, was) -> {
            Event wouldBe = changedAnswers.remove(id);
            if (wouldBe == null) {
                throw new IllegalStateException("Bet " + id + " was answered by one of two markets only");
            }
            compareAnswers(id, was, wouldBe);
        });
        answers.clear();
    }

    private void compareAnswers(BetId id, Event was, Event wouldBe) {
        boolean wasTaken = was.text().equals("accepted");
        boolean wouldBeTaken = wouldBe.text().equals("accepted");
        if (wasTaken && !wouldBeTaken) {
            onlyTaken.add(id);
        } else if (!wasTaken && wouldBeTaken) {
            onlyTakenIfChanged.add(id);
        }
        if (!was.text().equals(wouldBe.text())) {
            add(WhatIfKind.BET, id, was, was.text(), wouldBe.text(), "", "");
        } else if (!was.detail().equals(wouldBe.detail())) {
            add(
                    WhatIfKind.BET,
                    id,
                    was,
                    was.text(),
                    "accepted against another reference",
                    was.detail(),
                    wouldBe.detail());
        }
    }

    private void compareOutcomes(BetId id, Event was, Event wouldBe) {
        if (!was.text().equals(wouldBe.text())) {
            add(WhatIfKind.OUTCOME, id, was, was.text(), wouldBe.text(), was.detail(), wouldBe.detail());
        } else if (!was.detail().equals(wouldBe.detail())) {
            add(
                    WhatIfKind.OUTCOME,
                    id,
                    was,
                    was.text(),
                    was.text() + " by another record",
                    was.detail(),
                    wouldBe.detail());
        }
    }

    private void add(
            WhatIfKind kind, BetId id, Event at, String was, String wouldBe, String wasDetail, String wouldBeDetail) {
        WhatIfDifference difference = new WhatIfDifference(
                kind, id.toString(), at.sequence(), at.epochNs(), was + wasDetail, wouldBe + wouldBeDetail);
        sums.add(difference, was, wouldBe);
    }

    /** The journal has ended: what only one side decided is open on the other. */
    void finish() {
        outcomes.forEach((id, was) -> add(WhatIfKind.OUTCOME, id, was, was.text(), OPEN, was.detail(), ""));
        changedOutcomes.forEach(
                (id, wouldBe) -> add(WhatIfKind.OUTCOME, id, wouldBe, OPEN, wouldBe.text(), "", wouldBe.detail()));
        contradictions.forEach((id, was) -> {
            if (changedContradictions.remove(id) == null) {
                add(WhatIfKind.CONTRADICTION, id, was, was.text(), "not contradicted", "", "");
            }
        });
        changedContradictions.forEach((id, wouldBe) ->
                add(WhatIfKind.CONTRADICTION, id, wouldBe, "not contradicted", wouldBe.text(), "", ""));
    }
}
