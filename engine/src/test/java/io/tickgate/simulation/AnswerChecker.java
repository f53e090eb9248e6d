package io.tickgate.simulation;

import io.tickgate.publish.Published;
import io.tickgate.record.BetAcceptedFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.BetRefusedFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.simulation.Evidence.Answer;
import io.tickgate.simulation.Evidence.Terms;
import io.tickgate.simulation.Evidence.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** G7 to G9, and J2 for clients: every answer that left the process against the decisions on the disk. */
final class AnswerChecker {
    /** A bet that stands in the decisions. */
    private record Bet(long idLow, long sequence, Terms terms) {}

    private final Evidence evidence;
    private final Verdict verdict;
    private final Map<Long, Bet> acceptedById = new HashMap<>();
    private final Map<String, List<Bet>> acceptedByKey = new HashMap<>();
    private final Set<Long> refused = new HashSet<>();

    AnswerChecker(World world) {
        evidence = world.evidence;
        verdict = world.verdict;
    }

    void check() {
        for (byte[] decision : evidence.decisions) {
            UnsafeBuffer buffer = new UnsafeBuffer(decision);
            RecordKind kind = EngineLife.kindOf(decision);
            if (kind == RecordKind.BET_ACCEPTED) {
                onAccepted(new BetAcceptedFlyweight().wrap(buffer, 0, decision.length));
            } else if (kind == RecordKind.BET_REFUSED) {
                refused.add(new BetRefusedFlyweight()
                        .wrap(buffer, 0, decision.length)
                        .betIdLow());
            }
        }
        acceptedByKey.forEach((key, bets) ->
                verdict.demand(bets.size() == 1, Invariant.G7, "%d bets under key %s", bets.size(), key));
        evidence.answers.forEach(this::judge);
        checkBinding();
        for (long[] command : evidence.idleCommands) {
            verdict.demand(
                    command[1] <= Published.STALL_LIMIT_NS,
                    Invariant.G9,
                    "command %d went in while the engine had not moved for %d ns",
                    command[0],
                    command[1]);
        }
    }

    private void onAccepted(BetAcceptedFlyweight decision) {
        BetFlyweight command = decision.wrapCommand(new BetFlyweight());
        Terms terms = new Terms(
                command.minE8(), command.maxE8(), command.fromEpochNs(), command.toEpochNs(), command.stakeMinor());
        Bet bet = new Bet(command.betIdLow(), decision.sequence(), terms);
        verdict.demand(acceptedById.put(bet.idLow, bet) == null, Invariant.G7, "bet %d was accepted twice", bet.idLow);
        acceptedByKey
                .computeIfAbsent(
                        new String(command.key(), java.nio.charset.StandardCharsets.US_ASCII), key -> new ArrayList<>())
                .add(bet);
    }

    private void judge(Answer answer) {
        Bet bet = bound(answer.key());
        switch (answer.told()) {
            case TAKEN, REPEATED, FOUND -> judgeTaken(answer, bet);
            case KEY_REUSED ->
                verdict.demand(
                        bet != null && !bet.terms.equals(answer.terms()),
                        Invariant.G7,
                        "key %s was called used though it is not, or by the same bet",
                        answer.key());
            case NOT_ACCEPTED ->
                verdict.demand(
                        !wasTakenBefore(answer),
                        Invariant.G8,
                        "key %s was said not to be taken, but it is",
                        answer.key());
            case REFUSED, CLOSED, BUSY ->
                verdict.demand(
                        answer.commandIdLow() == 0 || refused.contains(answer.commandIdLow()),
                        Invariant.J2,
                        "the refusal of command %d is not recorded",
                        answer.commandIdLow());
        }
    }

    private void judgeTaken(Answer answer, @Nullable Bet bet) {
        Bet named = acceptedById.get(answer.betIdLow());
        verdict.demand(
                named != null && named.sequence == answer.sequence(),
                Invariant.J2,
                "bet %d was acknowledged to %s at %d and is not recorded there",
                answer.betIdLow(),
                answer.key(),
                answer.sequence());
        verdict.demand(
                bet != null && bet.idLow == answer.betIdLow(),
                Invariant.G7,
                "key %s was answered with bet %d, which is not the one under it",
                answer.key(),
                answer.betIdLow());
        boolean isAsked = answer.told() == Told.FOUND || bet == null || bet.terms.equals(answer.terms());
        verdict.demand(isAsked, Invariant.R5, "key %s was taken with other terms than were sent", answer.key());
    }

    private @Nullable Bet bound(String key) {
        List<Bet> bets = acceptedByKey.get(key);
        return bets == null ? null : bets.get(0);
    }

    /** A final "no" holds for everything sent until then; a later command may still be taken. */
    private boolean wasTakenBefore(Answer no) {
        Bet bet = bound(no.key());
        if (bet == null) {
            return false;
        }
        return evidence.ring.subList(0, no.published()).stream()
                .anyMatch(entry -> entry.sequence() == bet.sequence
                        && EngineLife.kindOf(entry.bytes()) == RecordKind.BET_COMMAND
                        && betIdOf(entry) == bet.idLow);
    }

    private static long betIdOf(Evidence.RingEntry entry) {
        return new BetFlyweight()
                .wrap(new UnsafeBuffer(entry.bytes()), 0, entry.bytes().length)
                .betIdLow();
    }

    /** Nothing but an acceptance binds a key. */
    private void checkBinding() {
        Set<Long> both = new HashSet<>(refused);
        both.retainAll(acceptedById.keySet());
        verdict.demand(both.isEmpty(), Invariant.G8, "accepted and refused: %s", both);
    }
}
