package io.tickgate.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.MarketFlyweight;
import io.tickgate.touch.TouchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a million windows of random tapes, taken in by a market, have the answer that {@link NaiveResolver} finds. */
class HistoryOracleTest {
    private static final int TAPES = 401;
    private static final int WINDOWS = 2_600;

    @TempDir
    Path folder;

    private final Map<Character, Integer> seen = new HashMap<>();
    private int crossings;

    @Test
    void shouldAnswerAsTheNaiveResolverOnAMillionWindows() throws IOException {
        for (int seed = 0; seed < TAPES; seed++) {
            compare(seed);
        }

        assertTrue(seen.values().stream().allMatch(count -> count > 20_000) && seen.size() == 3, seen::toString);
        assertTrue(crossings > 5_000, () -> crossings + " crossings");
        assertTrue(TAPES * WINDOWS >= 1_000_000);
    }

    private void compare(int seed) throws IOException {
        int[] sizes = {4, 16, 64, Rows.ROWS_MAX};
        NaiveResolver naive = new NaiveResolver();
        try (HistoryWriter writer = new HistoryWriter(
                folder.resolve("tape-" + seed), 0, new DiskStorage(), 1 << 14, sizes[seed % sizes.length])) {
            new RandomTape(seed, new TapeRig(writer), naive, writer).play(100 + seed % 13 * 35);
            Random random = new Random(-seed);
            for (int i = 0; i < WINDOWS; i++) {
                compare(seed, random, naive, writer.history());
            }
        }
    }

    private void compare(int seed, Random random, NaiveResolver naive, History history) {
        List<NaiveResolver.Came> trades = naive.trades();
        long from = edge(random, trades.get(random.nextInt(trades.size())).time());
        long to = random.nextInt(3) == 0
                ? edge(random, trades.get(random.nextInt(trades.size())).time())
                : from + random.nextInt(400) * TapeRig.MS + random.nextInt(2);
        long min = trades.get(random.nextInt(trades.size())).price() + random.nextInt(5) - 2;
        long max = min + random.nextInt(random.nextInt(4) == 0 ? 12 : 3);
        boolean isHalfOpen = random.nextInt(3) == 0;
        boolean isCrossing = random.nextBoolean();
        long notional = random.nextInt(4) == 0 ? (1 + random.nextInt(200)) * 1_000_000L : 0;
        long grace = random.nextInt(3) * 5L * TapeRig.MS;
        TouchRule rule = new TouchRule(
                isCrossing ? MarketFlyweight.TOUCH_CROSSED : MarketFlyweight.TOUCH_INSIDE,
                isHalfOpen ? MarketFlyweight.BOUNDS_HALF_OPEN : MarketFlyweight.BOUNDS_CLOSED,
                notional,
                grace);
        if (rule.last(to) < from || rule.last(max) < min) {
            return;
        }

        TouchAnswer fast = history.touch(TapeRig.STREAM, from, to, min, max, rule);

        NaiveResolver.Answer slow = naive.resolve(from, to, min, max, isHalfOpen, isCrossing, notional, grace);
        NaiveResolver.Answer found = new NaiveResolver.Answer(
                fast.outcome().name().charAt(0),
                fast.decidingTrade() == null ? -1 : fast.decidingTrade().sequence(),
                fast.otherTrade() == null ? -1 : fast.otherTrade().sequence());
        if (!slow.equals(found)) {
            assertEquals(
                    slow,
                    found,
                    "seed " + seed + " window " + from + ".." + to + " band " + min + ".." + max + " " + rule + " "
                            + fast);
        }
        seen.merge(slow.outcome(), 1, Integer::sum);
        crossings += slow.otherSequence() >= 0 ? 1 : 0;
    }

    private static long edge(Random random, long time) {
        return time + (random.nextInt(3) == 0 ? random.nextInt(3) - 1 : 0);
    }
}
