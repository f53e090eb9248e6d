package io.tickgate.simulation;

import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.BetAcceptedFlyweight;
import io.tickgate.record.BetContradictedFlyweight;
import io.tickgate.record.BetDecidedFlyweight;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.IndeterminateReason;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** R1 to R6 by the journal: each outcome against the plain resolver at the same record. */
final class ResolutionChecker implements JournalWalk.Checker {
    private final Verdict verdict;
    private final RarePaths paths;
    private final PlainResolver resolver = new PlainResolver();
    private final Map<Long, PlainBet> bets = new LinkedHashMap<>();
    private final Map<PlainBet, IndeterminateReason> dueReasons = new LinkedHashMap<>();
    private int rulesVersionSeen;

    ResolutionChecker(World world) {
        verdict = world.verdict;
        paths = world.paths;
    }

    Map<Long, PlainBet> bets() {
        return bets;
    }

    @Override
    public void beforeContent(JournalWalk walk) {
        dueReasons.clear();
        for (PlainBet bet : bets.values()) {
            if (bet.outcome == null && bet.deadlineEpochNs() <= walk.marketTimeEpochNs) {
                IndeterminateReason why = resolver.whyNotMissed(bet, walk.stream, bet.deadlineEpochNs());
                if (why != null) {
                    dueReasons.put(bet, why);
                }
            }
        }
    }

    @Override
    public void afterContent(JournalWalk walk) {
        if (walk.kind == RecordKind.MARKET_DEFINED) {
            noteRule();
        }
        PlainTrade trade = takeContent(walk);
        List<Long> expectedHits = expectedHits(trade);
        List<Long> hits = new ArrayList<>();
        for (byte[] decision : walk.decisions()) {
            UnsafeBuffer buffer = new UnsafeBuffer(decision);
            switch (EngineLife.kindOf(decision)) {
                case BET_ACCEPTED -> accept(walk, new BetAcceptedFlyweight().wrap(buffer, 0, decision.length));
                case BET_DECIDED ->
                    decide(walk, new BetDecidedFlyweight().wrap(buffer, 0, decision.length), trade, hits);
                case BET_CONTRADICTED ->
                    contradict(new BetContradictedFlyweight().wrap(buffer, 0, decision.length), trade);
                default -> {}
            }
        }
        verdict.demand(
                hits.equals(expectedHits),
                Invariant.R4,
                "hits at %d are %s, not %s",
                walk.sequence,
                hits,
                expectedHits);
        demandContradictions(walk, trade);
        demandDecided(walk);
    }

    private void noteRule() {
        if (rulesVersionSeen++ > 0 && bets.values().stream().anyMatch(bet -> bet.outcome == null)) {
            paths.reached(RarePath.RULE_CHANGED_UNDER_OPEN_BETS);
        }
    }

    private @Nullable PlainTrade takeContent(JournalWalk walk) {
        if (walk.isAnew) {
            resolver.countAnew();
        }
        if (!walk.isTaken) {
            return null;
        }
        int length = walk.bytes.length;
        PlainTrade trade = null;
        if (walk.kind == RecordKind.TRADE) {
            TradeFlyweight record = new TradeFlyweight().wrap(walk.record, 0, length);
            trade = new PlainTrade(
                    record.tradeId(),
                    record.tradeId(),
                    record.tradeTimeEpochNs(),
                    record.priceE8(),
                    record.sizeE8(),
                    (record.flags() & RecordFlags.ROUNDED) != 0,
                    walk.sequence);
        } else if (walk.kind == RecordKind.BACK_FILLED_TRADE) {
            BackFilledTradeFlyweight record = new BackFilledTradeFlyweight().wrap(walk.record, 0, length);
            trade = new PlainTrade(
                    record.firstTradeId(),
                    record.lastTradeId(),
                    record.tradeTimeEpochNs(),
                    record.priceE8(),
                    record.sizeE8(),
                    (record.flags() & RecordFlags.ROUNDED) != 0,
                    walk.sequence);
        } else if (walk.kind == RecordKind.WATERMARK) {
            onStatement(walk, new WatermarkFlyweight().wrap(walk.record, 0, length));
        }
        if (trade != null) {
            long receivedEpochNs =
                    new RecordFlyweight().wrap(walk.record, 0, length).engineTimeEpochNs();
            resolver.take(
                    trade, receivedEpochNs + walk.configured().thresholds().skewNs());
        }
        return trade;
    }

    private void onStatement(JournalWalk walk, WatermarkFlyweight said) {
        boolean isHead = said.newestTradeId() == walk.stream.headId() && walk.stream.newestId() == walk.stream.headId();
        if (isHead && said.venueTimeEpochNs() != RecordFlyweight.ABSENT) {
            resolver.onSilence(Math.min(said.venueTimeEpochNs(), said.engineTimeEpochNs()));
        }
    }

    private List<Long> expectedHits(@Nullable PlainTrade trade) {
        List<Long> hits = new ArrayList<>();
        if (trade != null) {
            for (PlainBet bet : bets.values()) {
                if (bet.outcome == null && !dueReasons.containsKey(bet) && resolver.hit(bet, trade) != null) {
                    hits.add(bet.idLow);
                }
            }
        }
        return hits;
    }

    private void accept(JournalWalk walk, BetAcceptedFlyweight accepted) {
        PlainBet bet = new PlainBet(accepted, walk.configured().rule());
        bets.put(bet.idLow, bet);
    }

    private void decide(JournalWalk walk, BetDecidedFlyweight decided, @Nullable PlainTrade trade, List<Long> hits) {
        PlainBet bet = bets.get(decided.betIdLow());
        if (bet == null) {
            verdict.violated(
                    Invariant.G8, "bet %d is decided at %d and was never taken", decided.betIdLow(), walk.sequence);
            return;
        }
        if (bet.outcome != null) {
            verdict.violated(
                    bet.outcome.code() == decided.outcome() ? Invariant.R6 : Invariant.R3,
                    "bet %d is decided again at %d",
                    bet.idLow,
                    walk.sequence);
            return;
        }
        bet.outcome = BetOutcome.of(decided.outcome());
        switch (bet.outcome) {
            case HIT -> {
                hits.add(bet.idLow);
                judgeHit(walk, bet, decided, trade);
            }
            case MISS -> judgeMiss(walk, bet);
            case VOID -> judgeVoid(walk, bet, decided);
        }
    }

    @SuppressWarnings("ReferenceEquality") // The resolver answers with the very trade that it was asked about.
    private void judgeHit(JournalWalk walk, PlainBet bet, BetDecidedFlyweight decided, @Nullable PlainTrade trade) {
        PlainTrade other = trade == null ? null : resolver.hit(bet, trade);
        boolean isProven = trade != null
                && other != null
                && decided.tradeSequence() == walk.sequence
                && decided.tradeId() == trade.firstId()
                && decided.tradePriceE8() == trade.priceE8()
                && decided.tradeTimeEpochNs() == trade.timeEpochNs();
        verdict.demand(isProven, Invariant.R2, "bet %d is hit at %d by nothing", bet.idLow, walk.sequence);
        if (!isProven) {
            return;
        }
        paths.reached(RarePath.BET_HIT);
        if (other != trade) {
            paths.reached(RarePath.BET_HIT_BY_CROSSING);
        }
        if (walk.kind == RecordKind.BACK_FILLED_TRADE) {
            paths.reached(other == trade ? RarePath.HIT_BY_FILL : RarePath.CROSSING_COMPLETED_BY_FILL);
        } else if (walk.taken == StreamModel.Kind.FILLS) {
            paths.reached(RarePath.LATE_TICK_IN_WINDOW);
        }
        if (trade.timeEpochNs() == bet.fromEpochNs || trade.timeEpochNs() == bet.toEpochNs) {
            paths.reached(RarePath.HIT_AT_THE_EDGE_OF_THE_WINDOW);
        }
        if (trade.priceE8() == bet.minE8 || trade.priceE8() == bet.maxE8) {
            paths.reached(RarePath.HIT_AT_THE_EDGE_OF_THE_BAND);
        }
    }

    private void judgeMiss(JournalWalk walk, PlainBet bet) {
        IndeterminateReason why = resolver.whyNotMissed(bet, walk.stream, walk.marketTimeEpochNs);
        verdict.demand(why == null, Invariant.R1, "bet %d is missed at %d, but %s", bet.idLow, walk.sequence, why);
        paths.reached(RarePath.BET_MISSED);
        if (resolver.isTouchedBeside(bet)) {
            paths.reached(RarePath.MISSED_BESIDE_THE_WINDOW);
        }
    }

    private void judgeVoid(JournalWalk walk, PlainBet bet, BetDecidedFlyweight decided) {
        IndeterminateReason why = dueReasons.remove(bet);
        verdict.demand(
                (why != null || isCareful(walk, bet, decided)) && decided.engineTimeEpochNs() == bet.deadlineEpochNs(),
                Invariant.R3,
                "bet %d is void at %d (%s), its deadline is %s, reason %s",
                bet.idLow,
                walk.sequence,
                Words.time(decided.engineTimeEpochNs()),
                Words.time(bet.deadlineEpochNs()),
                why);
        verdict.demand(
                why == null || decided.cause() == why.code() || isCareful(walk, bet, decided),
                Invariant.R4,
                "bet %d is void for %s, not %s",
                bet.idLow,
                IndeterminateReason.of(decided.cause()),
                why);
        paths.reached(RarePath.ofVoid(IndeterminateReason.of(decided.cause())));
    }

    /** Of ids that may still come it is known only later where they belong: being careful meanwhile is no fault. */
    private static boolean isCareful(JournalWalk walk, PlainBet bet, BetDecidedFlyweight decided) {
        return decided.cause() == IndeterminateReason.SUSPECTED_GAP.code()
                && walk.stream.isAnySuspected(bet.deadlineEpochNs());
    }

    private void contradict(BetContradictedFlyweight contradicted, @Nullable PlainTrade trade) {
        PlainBet bet = bets.get(contradicted.betIdLow());
        boolean isDue = bet != null
                && trade != null
                && bet.outcome == BetOutcome.MISS
                && !bet.isContradicted
                && resolver.hit(bet, trade) != null;
        verdict.demand(isDue, Invariant.R3, "bet %d is contradicted by nothing", contradicted.betIdLow());
        if (bet != null) {
            bet.isContradicted = true;
        }
        paths.reached(RarePath.CONTRADICTION);
    }

    private void demandContradictions(JournalWalk walk, @Nullable PlainTrade trade) {
        if (trade == null) {
            return;
        }
        for (PlainBet bet : bets.values()) {
            boolean isMissing =
                    bet.outcome == BetOutcome.MISS && !bet.isContradicted && resolver.hit(bet, trade) != null;
            verdict.demand(
                    !isMissing,
                    Invariant.R3,
                    "the trade at %d contradicts bet %d, nobody says so",
                    walk.sequence,
                    bet.idLow);
        }
    }

    /** What must have been decided by now. */
    private void demandDecided(JournalWalk walk) {
        dueReasons
                .keySet()
                .forEach(bet -> verdict.violated(
                        Invariant.R3, "bet %d is not void at %d, after its deadline", bet.idLow, walk.sequence));
        for (PlainBet bet : bets.values()) {
            if (bet.outcome != null) {
                continue;
            }
            if (!bet.isBehind(walk.marketTimeEpochNs)) {
                continue;
            }
            IndeterminateReason why = resolver.whyNotMissed(bet, walk.stream, walk.marketTimeEpochNs);
            if (why != null) {
                paths.reached(RarePath.ofPending(why));
            }
            verdict.demand(
                    why != null || walk.kind != RecordKind.CLOCK || walk.stream.isAnySuspected(walk.marketTimeEpochNs),
                    Invariant.R4,
                    "bet %d is missed by %d, and not decided",
                    bet.idLow,
                    walk.sequence);
        }
    }

    /** At the end of a run: everything is decided, and nobody was ever shown another end. */
    void finish(List<Evidence.Shown> shown) {
        for (Evidence.Shown each : shown) {
            PlainBet bet = bets.get(each.betIdLow());
            boolean isSame = bet != null && bet.outcome != null && bet.outcome.code() == each.outcome();
            verdict.demand(isSame, Invariant.R3, "bet %d was shown with another end", each.betIdLow());
        }
        for (PlainBet bet : bets.values()) {
            verdict.demand(bet.outcome != null, Invariant.R6, "bet %d of %d is never decided", bet.idLow, bet.sequence);
        }
    }
}
