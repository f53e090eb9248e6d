package io.tickgate.market;

import io.tickgate.record.BetFlyweight;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.touch.TouchRule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The accepted bets, open and decided, until their keys are free again: a day after the deadline. At most {@value #OPEN_MAX} are open and
 * {@value BetTable#HELD_MAX} held in all; a full book refuses. A bet takes 128 bytes, about 8 for its key, 40 for its two deadlines and, while
 * it is open, up to 40 for the ends of its window: 216 bytes, 450 MB for a full book.
 */
final class BetBook {
    static final int OPEN_MAX = 1_048_576;

    /** How long a key stays bound after its bet's deadline: a client that was away for a day still gets the first answer. */
    static final long KEY_KEPT_NS = 24L * 3_600 * 1_000_000_000;

    /**
     * Misses that are held against later trades. No trade of a missed window can come unless the venue contradicts itself (a trade
     * time that goes back, ids counted anew), which shows within seconds; these are a minute's at a thousand a second.
     */
    static final int REMEMBERED_MAX = 65_536;

    private static final int ENTRY_LENGTH_MAX = 15 * Long.BYTES;

    private final BetTable bets = new BetTable();
    private final KeyTable keys = new KeyTable(bets);
    private final TimeHeap deadlines =
            new TimeHeap((place, time) -> BetState.isOpen(bets.state(place)) && bets.deadlineEpochNs(place) == time);
    private final TimeHeap forgets = new TimeHeap((place, time) -> true);
    private final BetDigests digests = new BetDigests();
    private final HashSum sum = new HashSum();
    private final ByteBuffer entry = ByteBuffer.allocate(ENTRY_LENGTH_MAX).order(ByteOrder.LITTLE_ENDIAN);
    private final List<@Nullable RuleBets> rules = new ArrayList<>();
    private final int[] remembered = new int[REMEMBERED_MAX];
    private long rememberedFirst;
    private long rememberedNext;
    private int open;
    /** By the code of the outcome. */
    private final long[] decided = new long[BetOutcome.values().length + 1];

    private long contradicted;

    BetTable bets() {
        return bets;
    }

    /** The place of the bet that has a command's key, or {@link BetTable#NONE}. */
    int find(BetFlyweight command) {
        digests.ofKey(command);
        return keys.find(digests.high(), digests.low());
    }

    /** Whether a command asks for the very same bet. */
    boolean hasContentOf(int place, BetFlyweight command) {
        digests.ofContent(command);
        return bets.contentHigh(place) == digests.high() && bets.contentLow(place) == digests.low();
    }

    boolean isFull() {
        return open >= OPEN_MAX || bets.size() >= BetTable.HELD_MAX;
    }

    /** Bets held, open and decided. */
    int size() {
        return bets.size();
    }

    int open() {
        return open;
    }

    /** Bets decided so since the first record. */
    long decided(BetOutcome outcome) {
        return decided[outcome.code()];
    }

    /** Misses that a later trade touched, since the first record. */
    long contradicted() {
        return contradicted;
    }

    /** Takes a bet in, whose window lies ahead. */
    void add(BetFlyweight command, MarketFlyweight rule, Stream stream) {
        RuleBets of = rule(rule, stream);
        TouchRule touch = of.touch;
        int place = bets.add();
        bets.sequence(place, command.sequence());
        bets.id(place, command.betIdHigh(), command.betIdLow());
        digests.ofKey(command);
        bets.key(place, digests.high(), digests.low());
        digests.ofContent(command);
        bets.content(place, digests.high(), digests.low());
        bets.band(place, command.minE8(), touch.last(command.maxE8()));
        bets.window(place, command.fromEpochNs(), touch.last(command.toEpochNs()));
        bets.stakeMinor(place, command.stakeMinor());
        bets.deadlineEpochNs(place, command.toEpochNs() + rule.deadlineNs());
        bets.rule(place, of.number, BetState.AHEAD);
        hold(place, of);
        sum.add(entry.array(), encode(place));
    }

    private void hold(int place, @Nullable RuleBets of) {
        keys.add(place);
        forgets.add(place, bets.deadlineEpochNs(place) + KEY_KEPT_NS, bets.sequence(place));
        if (of != null) {
            open++;
            of.add(place);
            deadlines.add(place, bets.deadlineEpochNs(place), bets.sequence(place));
        }
    }

    /** The bets of a rule; those that have none any more make room for a new one. */
    private RuleBets rule(MarketFlyweight definition, Stream stream) {
        for (RuleBets each : stream.bets) {
            if (each.isOf(definition)) {
                return each;
            }
        }
        List<RuleBets> kept = new ArrayList<>();
        for (RuleBets each : stream.bets) {
            if (each.isEmpty()) {
                rules.set(each.number, null);
            } else {
                kept.add(each);
            }
        }
        int number = rules.indexOf(null);
        if (number < 0) {
            number = rules.size();
            rules.add(null);
        }
        RuleBets added = new RuleBets(number, definition, stream, bets);
        rules.set(number, added);
        kept.add(added);
        kept.sort(Comparator.comparingInt(each -> each.number));
        stream.bets = kept.toArray(RuleBets[]::new);
        return added;
    }

    /** The definitions of the rules that open bets and remembered misses were taken under, each as it was journalled. */
    List<DirectBuffer> rules() {
        List<DirectBuffer> definitions = new ArrayList<>();
        for (RuleBets each : rules) {
            if (each != null) {
                definitions.add(new UnsafeBuffer(each.rule.buffer(), 0, each.rule.length()));
            }
        }
        return definitions;
    }

    /** The rule that an open bet, or a remembered miss, was taken under. */
    RuleBets ruleOf(int place) {
        RuleBets rule = rules.get(bets.rule(place));
        if (rule == null) {
            throw new IllegalStateException("A bet is held without its rule");
        }
        return rule;
    }

    /** An open bet is decided, and not open any more. */
    void decide(int place, BetOutcome outcome) {
        RuleBets rule = ruleOf(place);
        sum.remove(entry.array(), encode(place));
        rule.remove(place);
        open--;
        decided[outcome.code()]++;
        if (outcome == BetOutcome.MISS) {
            remember(place, rule);
        } else {
            bets.state(place, BetState.of(outcome));
        }
        sum.add(entry.array(), encode(place));
    }

    private void remember(int place, RuleBets rule) {
        if (rememberedNext - rememberedFirst == REMEMBERED_MAX) {
            forgetOldestMiss();
        }
        // Nobody asks for the stake of a decided bet; its number says which was remembered before which.
        bets.stakeMinor(place, rememberedNext);
        bets.state(place, BetState.MISS_REMEMBERED);
        remembered[(int) (rememberedNext++ % REMEMBERED_MAX)] = place;
        rule.remembered.add(place);
    }

    private void forgetOldestMiss() {
        long number = rememberedFirst++;
        int place = remembered[(int) (number % REMEMBERED_MAX)];
        // One that was contradicted is not remembered any more, nor is one that is not held.
        if (bets.state(place) == BetState.MISS_REMEMBERED && bets.stakeMinor(place) == number) {
            forgetMiss(place);
        }
    }

    /** A remembered miss was touched by a trade that came later; once is enough. */
    void contradict(int place) {
        contradicted++;
        forgetMiss(place);
    }

    private void forgetMiss(int place) {
        sum.remove(entry.array(), encode(place));
        ruleOf(place).remembered.remove(place);
        bets.state(place, BetState.MISS);
        sum.add(entry.array(), encode(place));
    }

    /** Market time at which a bet is void, {@link TimeHeap#NONE} when there is none. */
    long earliestDeadline() {
        return deadlines.earliest();
    }

    /** Adds to a list the open bets that a deadline is of. */
    void takeDue(long deadlineEpochNs, PlaceList into) {
        take(deadlines, deadlineEpochNs, Integer.MAX_VALUE, into);
    }

    /** Adds to a list the bets that are to be forgotten at a time, so many at most; the rest is for the next call. */
    void takeForgotten(long timeEpochNs, int sizeMax, PlaceList into) {
        take(forgets, timeEpochNs, sizeMax, into);
    }

    private static void take(TimeHeap from, long timeEpochNs, int sizeMax, PlaceList into) {
        while (into.size() < sizeMax && from.earliest() != TimeHeap.NONE && from.earliest() <= timeEpochNs) {
            int place = from.take();
            if (place != BetTable.NONE) {
                into.add(place);
            }
        }
    }

    /** A decided bet and its key are not held any more. */
    void remove(int place) {
        if (bets.state(place) == BetState.MISS_REMEMBERED) {
            forgetMiss(place);
        }
        sum.remove(entry.array(), encode(place));
        keys.remove(place);
        bets.remove(place);
    }

    /**
     * What of a bet counts as state: of a decided one neither band nor window, unless it is remembered. Not among it is the reason that was
     * told of an open one: two markets with unequal reasons have told them with unequal decisions. Returns the length.
     */
    private int encode(int place) {
        int state = bets.state(place);
        boolean isOpen = BetState.isOpen(state);
        entry.clear()
                // Which of the open states it is follows from the trades.
                .putLong(isOpen ? BetState.AHEAD : state)
                .putLong(bets.sequence(place))
                .putLong(bets.idHigh(place))
                .putLong(bets.idLow(place))
                .putLong(bets.keyHigh(place))
                .putLong(bets.keyLow(place))
                .putLong(bets.contentHigh(place))
                .putLong(bets.contentLow(place))
                .putLong(bets.deadlineEpochNs(place));
        if (isOpen || state == BetState.MISS_REMEMBERED) {
            entry.putLong(bets.rule(place))
                    .putLong(bets.minE8(place))
                    .putLong(bets.lastE8(place))
                    .putLong(bets.fromEpochNs(place))
                    .putLong(bets.lastEpochNs(place))
                    .putLong(bets.stakeMinor(place));
        }
        return entry.position();
    }

    /** Writes what stands for all bets in the state's hash; costs the same however many there are. */
    void saveSum(StateWriter state) {
        saveSmall(state);
        state.add(bets.size());
        sum.save(state);
    }

    private void saveSmall(StateWriter state) {
        for (long each : decided) {
            state.add(each);
        }
        state.add(contradicted).add(rememberedFirst).add(rememberedNext).add(rules.size());
        for (int i = 0; i < rules.size(); i++) { // An iterator would be garbage once a minute.
            RuleBets rule = rules.get(i);
            state.add(rule != null);
            if (rule != null) {
                rule.save(state);
            }
        }
    }

    /** Writes everything, the bets in the order of acceptance. */
    void save(StateWriter state) {
        saveSmall(state);
        PlaceList all = new PlaceList(bets);
        for (int place = 0; place < bets.used(); place++) {
            if (bets.state(place) != BetState.FREE) {
                all.add(place);
            }
        }
        all.sort();
        state.add(all.size());
        for (int i = 0; i < all.size(); i++) {
            BetEntry.save(bets, all.place(i), state);
        }
    }

    /** Reads what {@link #save} wrote, into an empty book; the streams must have been restored before. */
    void restore(StateReader state, Streams streams) {
        for (int i = 0; i < decided.length; i++) {
            decided[i] = state.nextLong();
        }
        contradicted = state.nextLong();
        rememberedFirst = state.nextLong();
        rememberedNext = state.nextLong();
        int ruleCount = state.nextCount(BetTable.HELD_MAX);
        for (int number = 0; number < ruleCount; number++) {
            rules.add(state.nextBoolean() ? restoreRule(number, state, streams) : null);
        }
        int count = state.nextCount(BetTable.HELD_MAX);
        for (int i = 0; i < count; i++) {
            int place = bets.add();
            BetEntry.restore(bets, place, state);
            restored(place);
        }
    }

    private RuleBets restoreRule(int number, StateReader state, Streams streams) {
        MarketFlyweight rule = RuleBets.restoreRule(state);
        Stream stream = streams.required(rule.settlementStreamId());
        RuleBets restored = new RuleBets(number, rule, stream, bets);
        restored.restore(state);
        stream.bets = Arrays.copyOf(stream.bets, stream.bets.length + 1);
        stream.bets[stream.bets.length - 1] = restored;
        return restored;
    }

    private void restored(int place) {
        int betState = bets.state(place);
        hold(place, BetState.isOpen(betState) ? ruleOf(place) : null);
        if (betState == BetState.MISS_REMEMBERED) {
            remembered[(int) (bets.stakeMinor(place) % REMEMBERED_MAX)] = place;
            ruleOf(place).remembered.add(place);
        }
        sum.add(entry.array(), encode(place));
    }
}
