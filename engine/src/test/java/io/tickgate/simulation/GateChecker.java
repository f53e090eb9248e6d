package io.tickgate.simulation;

import io.tickgate.record.BetAcceptedFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.HealthChangedFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.TradeFlyweight;
import org.agrona.concurrent.UnsafeBuffer;

/** G1 to G6 and R1's share in the gate: judges every acceptance by what was known, and truly so, at its sequence. */
final class GateChecker implements JournalWalk.Checker {
    /** Engine time may stand at the last journalled time for so long after a start without closing gates. */
    private static final long STANDING_NS = 2 * Scenario.S;

    private final Evidence evidence;
    private final Verdict verdict;
    private final RarePaths paths;
    private long refreshedBeforeEpochNs;

    GateChecker(World world) {
        evidence = world.evidence;
        verdict = world.verdict;
        paths = world.paths;
    }

    @Override
    public void beforeContent(JournalWalk walk) {
        refreshedBeforeEpochNs = walk.health.refreshedEpochNs();
        if (walk.kind != RecordKind.BET_COMMAND) {
            return;
        }
        int answers = 0;
        for (byte[] decision : walk.decisions()) {
            RecordKind kind = EngineLife.kindOf(decision);
            if (kind == RecordKind.BET_ACCEPTED) {
                onAccepted(
                        walk,
                        walk.bet(),
                        new BetAcceptedFlyweight().wrap(new UnsafeBuffer(decision), 0, decision.length));
            }
            boolean isAnswer = kind == RecordKind.BET_ACCEPTED
                    || kind == RecordKind.BET_REFUSED
                    || kind == RecordKind.BET_REPEATED;
            answers += isAnswer ? 1 : 0;
        }
        verdict.demand(answers == 1, Invariant.G8, "command at %d has %d answers", walk.sequence, answers);
        if (walk.isConfigured()
                && walk.health.ageNs() == walk.configured().thresholds().criticalNs()) {
            paths.reached(RarePath.BET_AT_THE_CRITICAL_AGE);
        }
    }

    @Override
    public void afterContent(JournalWalk walk) {
        for (byte[] decision : walk.decisions()) {
            if (EngineLife.kindOf(decision) == RecordKind.STREAM_HEALTH_CHANGED) {
                long refreshed = new HealthChangedFlyweight()
                        .wrap(new UnsafeBuffer(decision), 0, decision.length)
                        .refreshedEpochNs();
                verdict.demand(
                        refreshed == refreshedBeforeEpochNs || refreshed == walk.health.refreshedEpochNs(),
                        Invariant.G5,
                        "health at %d goes by a tick of %s that refreshes nothing",
                        walk.sequence,
                        Words.time(refreshed));
            }
        }
    }

    private void onAccepted(JournalWalk walk, BetFlyweight bet, BetAcceptedFlyweight decision) {
        paths.reached(RarePath.BET_ACCEPTED);
        judgeFreshness(walk);
        judgePauses(walk);
        Evidence.RingEntry entry = walk.entry;
        verdict.demand(walk.conditions == 0, Invariant.J3, "accepted at %d under a condition", walk.sequence);
        verdict.demand(walk.stream.isHeadKnown(), Invariant.R1, "accepted at %d with open coverage", walk.sequence);
        verdict.demand(
                entry == null || !entry.isDeaf(),
                Invariant.R1,
                "accepted at %d while no connection delivered",
                walk.sequence);
        verdict.demand(
                entry == null || !wasDiskLow(entry),
                Invariant.J3,
                "accepted at %d while the disk was known to be nearly full",
                walk.sequence);
        judgeReference(walk, bet, decision);
        judgeWindow(walk, bet);
    }

    private void judgeFreshness(JournalWalk walk) {
        long criticalNs = walk.configured().thresholds().criticalNs();
        long ageNs = walk.health.ageNs();
        verdict.demand(
                ageNs <= criticalNs, Invariant.G1, "accepted at %d, newest tick %d ns old", walk.sequence, ageNs);
        verdict.demand(
                ageNs > criticalNs || walk.health.isGood(),
                Invariant.G2,
                "accepted at %d before the recovery was over",
                walk.sequence);
        Evidence.RingEntry entry = walk.entry;
        if (entry != null && walk.refreshedAtNs != StreamModel.NONE) {
            long trueAgeNs = entry.atNs() - walk.refreshedAtNs;
            verdict.demand(
                    trueAgeNs <= criticalNs + STANDING_NS,
                    Invariant.G1,
                    "accepted at %d, newest tick truly %d ns old",
                    walk.sequence,
                    trueAgeNs);
        }
    }

    private void judgePauses(JournalWalk walk) {
        Evidence.RingEntry entry = walk.entry;
        if (entry == null) {
            return;
        }
        Scenario.Thresholds thresholds = walk.configured().thresholds();
        for (long[] pause : evidence.pauses) {
            boolean isLong = pause[1] - pause[0] > thresholds.criticalNs();
            boolean isSince = entry.atNs() >= pause[1] && entry.atNs() < pause[1] + thresholds.recoveryNs();
            verdict.demand(
                    !isLong || !isSince,
                    Invariant.G3,
                    "accepted at %d, %d ns after a pause of %d ns",
                    walk.sequence,
                    entry.atNs() - pause[1],
                    pause[1] - pause[0]);
        }
    }

    private boolean wasDiskLow(Evidence.RingEntry entry) {
        boolean isLow = false;
        for (long[] change : evidence.lowDisk) {
            if (change[0] == entry.life() && change[1] < entry.atNs()) {
                isLow = change[2] == 1;
            }
        }
        return isLow;
    }

    private void judgeReference(JournalWalk walk, BetFlyweight bet, BetAcceptedFlyweight decision) {
        byte[] reference = walk.reference;
        if (reference == null) {
            verdict.violated(Invariant.G6, "accepted at %d without a reference", walk.sequence);
            return;
        }
        TradeFlyweight trade = new TradeFlyweight().wrap(new UnsafeBuffer(reference), 0, reference.length);
        boolean isSame = trade.sequence() == decision.referenceSequence()
                && trade.tradeId() == decision.referenceTradeId()
                && trade.priceE8() == decision.referencePriceE8()
                && trade.tradeTimeEpochNs() == decision.referenceTradeTimeEpochNs();
        verdict.demand(isSame, Invariant.G6, "accepted at %d against another trade than the newest", walk.sequence);
        boolean isHalfOpen = walk.configured().rule().bounds() == MarketFlyweight.BOUNDS_HALF_OPEN;
        boolean isBelowTop = isHalfOpen ? trade.priceE8() < bet.maxE8() : trade.priceE8() <= bet.maxE8();
        boolean isContained = trade.priceE8() >= bet.minE8() && isBelowTop;
        verdict.demand(!isContained, Invariant.R5, "accepted at %d with the price in its band", walk.sequence);
    }

    private void judgeWindow(JournalWalk walk, BetFlyweight bet) {
        long knownEpochNs = Math.max(walk.marketTimeEpochNs, walk.stream.newestTimeEpochNs());
        long leadNs = walk.configured().rule().leadNs();
        verdict.demand(
                bet.fromEpochNs() - knownEpochNs >= leadNs,
                Invariant.G6,
                "accepted at %d though its window begins %d ns after what is known",
                walk.sequence,
                bet.fromEpochNs() - knownEpochNs);
    }
}
