package io.tickgate.market;

import static io.tickgate.market.MarketHarness.PRICE;
import static io.tickgate.market.MarketHarness.S;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickgate.record.ClockFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;

/** What must hold whatever comes, over random sequences of ticks, clocks, feed events, conditions, starts and bets. */
class GuaranteeTest {
    private static final int STEPS = 400;

    /** With a limit that the few bets which are open at a time reach. */
    private static MarketHarness started() {
        return MarketHarness.started().defineMarket(MarketHarness.MARKET, rule -> rule.exposureMaxMinor(150));
    }

    /** A random run, the oracle beside it; the oracle throws where the market is wrong. */
    private static MarketHarness run(long seed, int steps) {
        MarketHarness harness = started();
        GuaranteeOracle oracle = new GuaranteeOracle();
        oracle.follow(harness);
        RandomInput input = new RandomInput(harness, new Random(seed));
        for (int i = 0; i < steps; i++) {
            input.next();
            oracle.follow(harness);
        }
        return harness;
    }

    @Property(tries = 300)
    void shouldNeverTakeABetThatTheOracleForbids(@ForAll long seed) {
        run(seed, STEPS);
    }

    /** A seed that was wrong once: a tick received before a start, told after it, began the recovery. */
    @Example
    void shouldTakeNoBetThatTheOracleForbidsInTheRunThatOnceDid() {
        run(-3_778_083_717L, STEPS);
    }

    @Example
    void shouldTakeAndRefuseBetsOfEverySortInTheseRuns() {
        GuaranteeOracle oracle = new GuaranteeOracle();
        for (long seed = 0; seed < 200; seed++) {
            MarketHarness harness = started();
            RandomInput input = new RandomInput(harness, new Random(seed));
            for (int i = 0; i < STEPS; i++) {
                input.next();
            }
            oracle.count(harness);
        }

        // A run in which nothing happens would prove nothing.
        assertEquals(List.of(), oracle.neverSeen());
    }

    @Property(tries = 100)
    void shouldPutOutTheSameBytesForTheSameRecords(@ForAll long seed) {
        MarketHarness first = run(seed, STEPS);

        MarketHarness second = replay(first.records());

        assertSameOutput(first, second);
        assertEquals(first.market().stateHash(), second.market().stateHash());
    }

    @Property(tries = 100)
    void shouldDecideTheSameWhateverTheWallClockDoes(@ForAll long seed) {
        MarketHarness first = run(seed, STEPS);
        Random random = new Random(~seed);
        List<byte[]> jumped = new ArrayList<>();
        for (byte[] record : first.records()) {
            byte[] copy = record.clone();
            UnsafeBuffer buffer = new UnsafeBuffer(copy);
            if (new RecordFlyweight().wrap(buffer, 0, copy.length).kindCode() == RecordKind.CLOCK.code()) {
                buffer.putLong(ClockFlyweight.LENGTH - Long.BYTES, random.nextLong());
            }
            jumped.add(copy);
        }

        MarketHarness second = replay(jumped);

        assertSameOutput(first, second);
        assertEquals(first.market().stateHash(), second.market().stateHash());
    }

    @Property(tries = 100)
    void shouldStayCriticalAfterAPauseOfMoreThanTenSeconds(@ForAll long seed) {
        MarketHarness harness = run(seed, STEPS);
        harness.at(harness.market().marketTimeEpochNs() - MarketHarness.T0 + 10 * S + 1);
        harness.take();

        harness.bet();
        String atOnce = harness.takeLast();
        harness.trade(900_000, trade -> trade.priceE8(PRICE)).bet();

        assertEquals("refused", atOnce.substring(0, 7));
        assertEquals("refused", harness.takeLast().substring(0, 7));
    }

    private static MarketHarness replay(List<byte[]> records) {
        MarketHarness harness = new MarketHarness();
        records.forEach(record -> harness.feed(new UnsafeBuffer(record), record.length));
        return harness;
    }

    private static void assertSameOutput(MarketHarness first, MarketHarness second) {
        assertEquals(first.outputs().size(), second.outputs().size());
        for (int i = 0; i < first.outputs().size(); i++) {
            assertArrayEquals(first.outputs().get(i), second.outputs().get(i), "output " + i);
        }
    }
}
