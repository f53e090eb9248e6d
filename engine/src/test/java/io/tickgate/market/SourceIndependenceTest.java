package io.tickgate.market;

import static io.tickgate.market.MarketHarness.PRICE;
import static io.tickgate.market.MarketHarness.S;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.StreamFlyweight;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shown moves no gate and no bet, whatever other venues say; and it follows from the records alone. */
class SourceIndependenceTest {
    private static final int STEPS = 4_000;

    private static MarketHarness start() {
        MarketHarness harness = new MarketHarness().start().defineHealth(3 * S, 10 * S, 30 * S);
        return harness.defineVenueStream(1, 1, 1, StreamFlyweight.TRADES).defineMarket(1, rule -> {});
    }

    /** One run of the settlement stream with bets; other venues, prices and connections only where asked for. */
    private static MarketHarness run(long seed, int mode, boolean hasOthers) {
        MarketHarness harness = start();
        if (hasOthers) {
            harness.defineVenueStream(2, 1, 0, StreamFlyweight.TRADES)
                    .defineVenueStream(3, 1, 2, StreamFlyweight.PRICES)
                    .defineSource(1, mode, 2, source -> source.stableNs(5 * S).silenceNs(12 * S));
        }
        Random settlement = new Random(seed);
        Random others = new Random(seed + 1);
        long at = 0;
        long price = PRICE;
        long id = 0;
        for (int step = 0; step < STEPS; step++) {
            at += settlement.nextInt(500) == 0
                    ? 9 * S + settlement.nextInt(3) * S
                    : settlement.nextInt(800) * 1_000_000L;
            price += settlement.nextInt(2_001) - 1_000;
            long shown = price;
            harness.at(at);
            switch (settlement.nextInt(8)) {
                case 0 -> harness.bet();
                case 1 -> harness.clock();
                case 2 -> harness.quote(++id, quote -> quote.bid(shown - 5, 1).ask(shown + 5, 1));
                default -> harness.trade(++id, trade -> trade.priceE8(shown));
            }
            for (int i = others.nextInt(4); hasOthers && i > 0; i--) {
                other(harness, others, step, shown);
            }
        }
        return harness;
    }

    private static void other(MarketHarness harness, Random random, int step, long price) {
        long near = price + random.nextInt(2_001) - 1_000;
        boolean isGone = step % 400 < 150;
        switch (random.nextInt(7)) {
            case 0, 1 -> {
                if (!isGone) {
                    long id = harness.market().lastSequence();
                    harness.trade(id, trade -> trade.streamId(2).priceE8(near));
                }
            }
            case 2 -> {
                if (!isGone) {
                    long id = harness.market().lastSequence();
                    long skew = random.nextInt(20) - 10L;
                    harness.quote(
                            id, quote -> quote.streamId(2).bid(near - skew, 2).ask(near + 1, 2));
                }
            }
            case 3 -> harness.price(3, random.nextInt(30) == 0 ? 2 * price : near, each -> {});
            case 4 -> harness.price(1 + random.nextInt(3), near, each -> each.flags(RecordFlags.POLLED));
            case 5 ->
                harness.feedEvent(
                        2, random.nextBoolean() ? FeedEventFlyweight.CONNECT_FAILED : FeedEventFlyweight.LOST);
            default -> harness.feedEvent(2, FeedEventFlyweight.CONNECTED);
        }
    }

    /** Gate decisions and answers to bets. */
    private static List<String> judged(MarketHarness harness) {
        return harness.take().stream()
                .filter(line ->
                        !line.startsWith("source") && !line.startsWith("health s2") && !line.startsWith("health s3"))
                .filter(line -> !line.startsWith("gap s2"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 2", "5, 3", "6, 3"})
    void shouldDecideTheSameWithAndWithoutOtherVenues(long seed, int mode) {
        List<String> alone = judged(run(seed, mode, false));
        MarketHarness several = run(seed, mode, true);
        List<String> all = new ArrayList<>(several.take());
        List<String> among = judged(run(seed, mode, true));

        assertEquals(alone, among, "seed " + seed);
        assertTrue(alone.stream().filter(line -> line.startsWith("gate")).count() > 5, "gates hardly moved");
        assertTrue(all.stream().filter(line -> line.startsWith("source")).count() > 5, "sources hardly changed");
    }

    @ParameterizedTest
    @CsvSource({"7, 1", "8, 2", "9, 3"})
    void shouldGiveTheSameOutputAndStateWhenReplayed(long seed, int mode) {
        MarketHarness first = run(seed, mode, true);
        List<byte[]> outputs = new ArrayList<>();
        Market replayed = new Market((record, length) -> {
            byte[] copy = new byte[length];
            record.getBytes(0, copy);
            outputs.add(copy);
        });

        first.records().forEach(record -> replayed.onRecord(new UnsafeBuffer(record), record.length));

        assertEquals(first.market().stateHash(), replayed.stateHash());
        assertEquals(first.outputs().size(), outputs.size());
        for (int i = 0; i < outputs.size(); i++) {
            assertArrayEquals(first.outputs().get(i), outputs.get(i), "output " + i);
        }
    }
}
