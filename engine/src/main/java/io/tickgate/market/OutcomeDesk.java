package io.tickgate.market;

import io.tickgate.record.BetOutcome;
import io.tickgate.record.IndeterminateReason;
import io.tickgate.touch.StreamCoverage;
import io.tickgate.touch.Touch;
import org.jspecify.annotations.Nullable;

/**
 * Decides open bets, each once: a hit by the trade that touches it; a miss when its window is proven to be over, nothing touched it and
 * nothing is missing; void at its deadline otherwise. What one record decides comes out in the order of acceptance, hits first.
 *
 * <p>Work is bounded: of the windows that one record ends {@value #JUDGED_MAX} are judged at once, and as many of those that wait at a
 * clock event, and {@value #FORGOTTEN_MAX} are forgotten then; the rest follows with the next ones. What a trade or a deadline decides is never put off,
 * however many there are. Allocates nothing while nothing is missing.
 */
final class OutcomeDesk {
    /** At about a microsecond each: less than the 50 ms between two clock events. */
    static final int JUDGED_MAX = 16_384;

    /** A clock event's: 40,000 a second, more than are taken. */
    static final int FORGOTTEN_MAX = 2_048;

    private final BetBook book;
    private final BetTable bets;
    private final Streams streams;
    private final DecisionWriter decisions;
    private final PlaceList touched;
    private final PlaceList judged;
    private @Nullable StreamCoverage coverage;
    private int coverageChanges;

    OutcomeDesk(BetBook book, Streams streams, DecisionWriter decisions) {
        this.book = book;
        this.streams = streams;
        this.decisions = decisions;
        bets = book.bets();
        touched = new PlaceList(bets);
        judged = new PlaceList(bets);
    }

    /** A trade that coverage has taken, which is counted in {@link Completeness} already. */
    void onTrade(Stream stream, CoveredTrade trade, TradeNeighbours neighbours, long nowEpochNs) {
        if (stream.bets.length == 0) {
            return;
        }
        touched.clear();
        for (RuleBets rule : stream.bets) {
            rule.activate(stream.newestTradeTimeEpochNs, RuleBets.ACTIVATED_MAX);
            rule.findTouched(trade, neighbours, touched);
        }
        if (!touched.isEmpty()) {
            touched.sort();
            hit(trade, neighbours, nowEpochNs);
            contradict(trade, nowEpochNs);
        }
        for (RuleBets rule : stream.bets) {
            rule.settle(trade);
        }
        judgeOver(stream, nowEpochNs);
    }

    /** A bet may stand in the list twice, once for each neighbour: the first counts. */
    private void hit(CoveredTrade trade, TradeNeighbours neighbours, long nowEpochNs) {
        for (int i = 0; i < touched.size(); i++) {
            int place = touched.place(i);
            if (BetState.isOpen(bets.state(place))) {
                RuleBets rule = close(place, BetOutcome.HIT);
                decisions.betHit(bets, place, rule, trade, neighbours, touched.beside(i), nowEpochNs);
            }
        }
    }

    private void contradict(CoveredTrade trade, long nowEpochNs) {
        for (int i = 0; i < touched.size(); i++) {
            int place = touched.place(i);
            if (bets.state(place) == BetState.MISS_REMEMBERED) {
                decisions.betContradicted(bets, place, book.ruleOf(place), trade, touched.beside(i), nowEpochNs);
                book.contradict(place);
            }
        }
    }

    /** The venue has said something: windows of the stream may be over. */
    void judgeOver(Stream stream, long nowEpochNs) {
        judged.clear();
        for (RuleBets rule : stream.bets) {
            rule.takeOver(JUDGED_MAX, judged);
        }
        judge(nowEpochNs);
    }

    /** A clock event: what was put off is judged, and what waits where coverage has changed; what is a day old is forgotten. */
    void onClock(long nowEpochNs) {
        for (Stream stream : streams.all()) {
            if (stream.bets.length > 0) {
                judgeOver(stream, nowEpochNs);
                judgeWaiting(stream, nowEpochNs);
                for (RuleBets rule : stream.bets) {
                    rule.activate(stream.newestTradeTimeEpochNs, RuleBets.ACTIVATED_AT_CLOCK_MAX);
                }
            }
        }
        forget(nowEpochNs);
    }

    private void judgeWaiting(Stream stream, long nowEpochNs) {
        judged.clear();
        for (RuleBets rule : stream.bets) {
            rule.takeToJudge(JUDGED_MAX, judged);
        }
        judge(nowEpochNs);
    }

    private void judge(long nowEpochNs) {
        if (judged.isEmpty()) {
            return;
        }
        judged.sort();
        for (int i = 0; i < judged.size(); i++) {
            judge(judged.place(i), nowEpochNs);
        }
    }

    private void judge(int place, long nowEpochNs) {
        RuleBets rule = book.ruleOf(place);
        IndeterminateReason reason = whyNotKnown(rule, place);
        if (reason == null) {
            close(place, BetOutcome.MISS);
            decisions.betMissed(bets, place, rule, nowEpochNs);
            return;
        }
        if (bets.state(place) != BetState.WAITING) {
            rule.await(place);
        }
        if (bets.reason(place) != reason.code()) {
            bets.reason(place, reason.code());
            decisions.betPending(bets, place, reason, nowEpochNs);
        }
    }

    private @Nullable IndeterminateReason whyNotKnown(RuleBets rule, int place) {
        Stream stream = rule.stream;
        long from = bets.fromEpochNs(place);
        Completeness known = stream.completeness;
        boolean isAllKnown = stream.coverage.missing().count() == 0 && known.isWithoutDoubt();
        if (isAllKnown && known.sinceEpochNs() < from) {
            return null;
        }
        return coverage(stream).whyNotKnown(from, bets.lastEpochNs(place), rule.touch);
    }

    /** What is missing of a stream; made anew only when that has changed. */
    private StreamCoverage coverage(Stream stream) {
        StreamCoverage known = coverage;
        if (known == null || known.streamId() != stream.streamId || coverageChanges != stream.coverageChanges()) {
            known = CoverageSnapshot.of(stream, 0);
            coverage = known;
            coverageChanges = stream.coverageChanges();
        }
        return known;
    }

    /** Market time at which a bet is void, {@link TimeHeap#NONE} when there is none. */
    long earliestDeadline() {
        return book.earliestDeadline();
    }

    /**
     * Market time has reached {@link #earliestDeadline}: what could not be decided until now never is. What could, and was put off, is.
     *
     * @param deadlineEpochNs market time, that deadline or later.
     */
    void onDeadline(long deadlineEpochNs) {
        judged.clear();
        book.takeDue(deadlineEpochNs, judged);
        judged.sort();
        for (int i = 0; i < judged.size(); i++) {
            onDeadline(judged.place(i), deadlineEpochNs);
        }
    }

    /** Bets whose keys are free again: it is not urgent, and bets of one minute are forgotten in one. */
    private void forget(long nowEpochNs) {
        judged.clear();
        book.takeForgotten(nowEpochNs, FORGOTTEN_MAX, judged);
        judged.sort();
        for (int i = 0; i < judged.size(); i++) {
            decisions.betForgotten(bets, judged.place(i), nowEpochNs);
            book.remove(judged.place(i));
        }
    }

    private void onDeadline(int place, long deadlineEpochNs) {
        RuleBets rule = book.ruleOf(place);
        Completeness known = rule.stream.completeness;
        long last = bets.lastEpochNs(place);
        boolean isOver = Touch.isOver(last, rule.touch.graceNs(), known.tradedEpochNs(), known.silentEpochNs());
        IndeterminateReason reason = isOver ? whyNotKnown(rule, place) : whyNotOver(last, deadlineEpochNs);
        if (reason == null) {
            close(place, BetOutcome.MISS);
            decisions.betMissed(bets, place, rule, deadlineEpochNs);
        } else {
            close(place, BetOutcome.VOID);
            decisions.betVoid(bets, place, rule, reason, deadlineEpochNs);
        }
    }

    private static IndeterminateReason whyNotOver(long lastEpochNs, long nowEpochNs) {
        return nowEpochNs <= lastEpochNs ? IndeterminateReason.WINDOW_OPEN : IndeterminateReason.NO_WATERMARK;
    }

    /** The bet counts towards no limit any more; returns the rule that it was taken under. */
    private RuleBets close(int place, BetOutcome outcome) {
        RuleBets rule = book.ruleOf(place);
        Gate gate = streams.gate(rule.rule.marketId());
        if (gate != null) {
            gate.openBets--;
            gate.openStakeMinor -= bets.stakeMinor(place);
        }
        book.decide(place, outcome);
        return rule;
    }
}
