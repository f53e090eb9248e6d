package io.tickgate.market;

import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.touch.Touch;
import io.tickgate.touch.TouchRule;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The open bets that were taken under one version of one market's rule, and those of its misses that are remembered.
 *
 * <pre>
 *             a trade at or after its first time              it is proven to be over
 *   ahead ────────────────────────────────────────► active ─────────────────────────► waiting, unless it is a miss
 * </pre>
 *
 * <p>A trade is tested against the active ones, and against those ahead that should be active: a record moves {@value #ACTIVATED_MAX} of
 * them at most, a clock event {@value #ACTIVATED_AT_CLOCK_MAX}. One whose time lies back is tested against the waiting and the remembered
 * ones, too, as far as their windows reach. Of all of them the window is asked for, whatever they are called.
 */
final class RuleBets {
    /** More than windows begin between two trades, unless they begin together. */
    static final int ACTIVATED_MAX = 16;

    /** At about 4 µs each: a tenth of the 50 ms between two clock events. */
    static final int ACTIVATED_AT_CLOCK_MAX = 1_024;

    private static final int BY_ITSELF = -1;

    final int number;
    /** As it was when the first of the bets was taken. */
    final MarketFlyweight rule = new MarketFlyweight();

    final TouchRule touch;
    final Stream stream;
    final BandIndex active;
    final BandIndex waiting;
    final BandIndex remembered;

    private final byte[] ruleBytes;
    private final BetTable bets;
    private final AheadBets ahead;
    private final TimeHeap ends;
    private int open;
    /** Whether the last trade lay outside of the quiet prices. */
    private boolean isUnsettled;

    /** Of the stream, when the waiting ones were last begun to be judged anew. */
    private int judgedChanges;
    /** Whether judging anew has not come to the end; it goes on after the bet with that band and sequence. */
    private boolean isJudging;

    private long judgedMinE8;
    private long judgedSequence;

    RuleBets(int number, MarketFlyweight definition, Stream stream, BetTable bets) {
        this.number = number;
        this.stream = stream;
        this.bets = bets;
        ruleBytes = new byte[definition.length()];
        definition.buffer().getBytes(0, ruleBytes);
        rule.wrap(new UnsafeBuffer(ruleBytes), 0, ruleBytes.length);
        touch = TouchRule.of(rule);
        active = new BandIndex(bets);
        waiting = new BandIndex(bets);
        remembered = new BandIndex(bets);
        ahead = new AheadBets(bets, (place, time) -> isMine(place, BetState.AHEAD) && bets.fromEpochNs(place) == time);
        judgedChanges = stream.coverageChanges();
        ends = new TimeHeap((place, time) ->
                (isMine(place, BetState.AHEAD) || isMine(place, BetState.ACTIVE)) && bets.lastEpochNs(place) == time);
    }

    private boolean isMine(int place, int state) {
        return bets.state(place) == state && bets.rule(place) == number;
    }

    /** Whether this is the rule that a definition states. */
    boolean isOf(MarketFlyweight definition) {
        return bodyOf(rule).equals(bodyOf(definition));
    }

    private static UnsafeBuffer bodyOf(MarketFlyweight definition) {
        int start = RecordFlyweight.HEADER_LENGTH;
        return new UnsafeBuffer(definition.buffer(), start, definition.length() - start);
    }

    /** Whether no bet needs it any more. */
    boolean isEmpty() {
        return open == 0 && remembered.size() == 0;
    }

    /** Takes in an open bet, as its state says. */
    void add(int place) {
        open++;
        int state = bets.state(place);
        if (state == BetState.WAITING) {
            waiting.add(place);
            return;
        }
        ends.add(place, bets.lastEpochNs(place), bets.sequence(place));
        if (state == BetState.AHEAD) {
            ahead.add(place);
        } else {
            active.add(place);
        }
    }

    /** Lets go of an open bet, whose state still says that it is. */
    void remove(int place) {
        open--;
        if (bets.state(place) == BetState.WAITING) {
            waiting.remove(place);
        } else {
            removeUndecided(place);
        }
    }

    private void removeUndecided(int place) {
        if (bets.state(place) == BetState.ACTIVE) {
            active.remove(place);
        } else {
            ahead.remove(place);
        }
    }

    /** The window of an open bet is over, but it cannot be called a miss. */
    void await(int place) {
        removeUndecided(place);
        bets.state(place, BetState.WAITING);
        waiting.add(place);
    }

    /** Makes bets active whose windows have begun by the trades, so many at most; the rest is for the next call. */
    void activate(long newestTradeTimeEpochNs, int max) {
        for (int i = 0; i < max && ahead.hasBegun(newestTradeTimeEpochNs); i++) {
            int place = ahead.take();
            if (place != BetTable.NONE) {
                bets.state(place, BetState.ACTIVE);
                active.add(place);
            }
        }
    }

    /**
     * Finds the bets that a trade touches.
     *
     * @param trade that is covered now.
     * @param neighbours of it.
     * @param into a list; beside each bet stands the number of the neighbour that it was crossed with, or a negative one.
     */
    void findTouched(CoveredTrade trade, TradeNeighbours neighbours, PlaceList into) {
        if (!isLargeEnough(trade)) {
            return;
        }
        isUnsettled = !active.isQuietAt(trade.priceE8);
        if (isUnsettled || hasDistantNeighbour(neighbours)) {
            findTouched(active, trade, neighbours, into);
        }
        if (ahead.hasBegun(trade.timeEpochNs)) {
            for (int i = ahead.firstBegun(trade.timeEpochNs); i < ahead.groups(); i++) {
                findTouched(ahead.group(i), trade, neighbours, into);
            }
        }
        if (trade.timeEpochNs <= waiting.lastEpochNs()) {
            findTouched(waiting, trade, neighbours, into);
        }
        if (trade.timeEpochNs <= remembered.lastEpochNs()) {
            findTouched(remembered, trade, neighbours, into);
        }
    }

    /** After the touched ones were let go of. */
    void settle(CoveredTrade trade) {
        if (isUnsettled) {
            isUnsettled = false;
            active.settleOn(trade.priceE8);
        }
    }

    private boolean isLargeEnough(CoveredTrade trade) {
        return Touch.isLargeEnough(
                trade.priceE8, trade.sizeE8, trade.isRounded(), trade.isAggregate(), touch.notionalMinE8());
    }

    private boolean hasDistantNeighbour(TradeNeighbours neighbours) {
        if (touch.isCrossing()) {
            for (int i = 0; i < neighbours.count(); i++) {
                if (!active.isQuietAt(neighbours.trades().priceE8(i))) {
                    return true;
                }
            }
        }
        return false;
    }

    private void findTouched(BandIndex index, CoveredTrade trade, TradeNeighbours neighbours, PlaceList into) {
        int start = into.size();
        index.findAround(trade.priceE8, into);
        int kept = start;
        for (int i = start; i < into.size(); i++) {
            int place = into.place(i);
            if (isWithin(trade.timeEpochNs, place)
                    && Touch.isInside(trade.priceE8, trade.isRounded(), bets.minE8(place), bets.lastE8(place))) {
                into.set(kept++, place, BY_ITSELF);
            }
        }
        into.cutTo(kept);
        if (touch.isCrossing()) {
            for (int i = 0; i < neighbours.count(); i++) {
                findCrossed(index, trade, neighbours, i, into);
            }
        }
    }

    private void findCrossed(
            BandIndex index, CoveredTrade trade, TradeNeighbours neighbours, int neighbour, PlaceList into) {
        TradeEdges others = neighbours.trades();
        long otherE8 = others.priceE8(neighbour);
        if (otherE8 == trade.priceE8
                || !Touch.isLargeEnough(
                        otherE8,
                        others.sizeE8(neighbour),
                        others.isRounded(neighbour),
                        others.isAggregate(neighbour),
                        touch.notionalMinE8())) {
            return;
        }
        int start = into.size();
        index.findBetween(Math.min(otherE8, trade.priceE8), Math.max(otherE8, trade.priceE8), into);
        int kept = start;
        for (int i = start; i < into.size(); i++) {
            int place = into.place(i);
            if (isWithin(trade.timeEpochNs, place) && isWithin(others.timeEpochNs(neighbour), place)) {
                into.set(kept++, place, neighbour);
            }
        }
        into.cutTo(kept);
    }

    private boolean isWithin(long timeEpochNs, int place) {
        return Touch.isWithin(timeEpochNs, bets.fromEpochNs(place), bets.lastEpochNs(place));
    }

    /**
     * Adds to a list the bets whose windows are proven to be over since the last call.
     *
     * @param sizeMax of the list; the rest is for the next call.
     * @param into the list.
     */
    void takeOver(int sizeMax, PlaceList into) {
        while (into.size() < sizeMax && isNextOver()) {
            int place = ends.take();
            if (place != BetTable.NONE) {
                into.add(place);
            }
        }
    }

    private boolean isNextOver() {
        long earliest = ends.earliest();
        Completeness known = stream.completeness;
        return earliest != TimeHeap.NONE
                && Touch.isOver(earliest, touch.graceNs(), known.tradedEpochNs(), known.silentEpochNs());
    }

    /**
     * Adds to a list waiting bets that are to be judged anew, since coverage has changed.
     *
     * @param sizeMax of the list; the rest is for the next call.
     * @param into the list.
     */
    void takeToJudge(int sizeMax, PlaceList into) {
        if (!isJudging) {
            if (judgedChanges == stream.coverageChanges()) {
                return;
            }
            judgedChanges = stream.coverageChanges();
            judgedMinE8 = Long.MIN_VALUE;
            judgedSequence = 0;
        }
        int before = into.size();
        waiting.list(judgedMinE8, judgedSequence, sizeMax, into);
        isJudging = into.size() >= sizeMax;
        if (into.size() > before) {
            int last = into.place(into.size() - 1);
            judgedMinE8 = bets.minE8(last);
            judgedSequence = bets.sequence(last);
        }
    }

    void save(StateWriter state) {
        state.add(ruleBytes);
        state.add(judgedChanges != stream.coverageChanges());
        state.add(isJudging).add(judgedMinE8).add(judgedSequence);
    }

    /** Reads the rule, which comes first. */
    static MarketFlyweight restoreRule(StateReader state) {
        byte[] bytes = state.nextBytes(RecordFlyweight.RECORD_LENGTH_MAX);
        return new MarketFlyweight().wrap(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    /** Reads what comes after the rule; the bets are added later. */
    void restore(StateReader state) {
        judgedChanges = stream.coverageChanges() - (state.nextBoolean() ? 1 : 0);
        isJudging = state.nextBoolean();
        judgedMinE8 = state.nextLong();
        judgedSequence = state.nextLong();
    }
}
