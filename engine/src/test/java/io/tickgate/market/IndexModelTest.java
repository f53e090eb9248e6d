package io.tickgate.market;

import static io.tickgate.market.MarketHarness.S;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickgate.record.HealthState;
import io.tickgate.record.SourceFlyweight;
import io.tickgate.record.StreamFlyweight;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** The index against a naive one: lists sorted anew, decimals of any size, outliers by the sentences that define them. */
class IndexModelTest {
    private static final int VENUES = 5;
    private static final BigDecimal LIMIT = new BigDecimal("0.01");
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final TreeMap<Integer, BigDecimal> prices = new TreeMap<>();
    private final TreeMap<Integer, Boolean> outliers = new TreeMap<>();

    private static BigDecimal median(List<BigDecimal> values) {
        List<BigDecimal> sorted = new ArrayList<>(values);
        sorted.sort(null);
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : sorted.get(half - 1).add(sorted.get(half)).divide(TWO, 0, RoundingMode.HALF_EVEN);
    }

    /** The index after another price, or null for none. */
    private BigDecimal next(int venue, long price, int venuesMin) {
        prices.put(venue, BigDecimal.valueOf(price));
        BigDecimal middle = median(List.copyOf(prices.values()));
        List<BigDecimal> used = new ArrayList<>();
        prices.forEach((each, value) -> {
            BigDecimal share = value.subtract(middle).abs().divide(middle, 60, RoundingMode.HALF_UP);
            boolean isOut = outliers.getOrDefault(each, false)
                    ? share.compareTo(LIMIT.divide(TWO)) >= 0
                    : share.compareTo(LIMIT) > 0;
            outliers.put(each, isOut);
            if (!isOut) {
                used.add(value);
            }
        });
        return used.size() < venuesMin ? null : median(used);
    }

    @Property(tries = 300)
    void shouldEqualTheNaiveIndex(
            @ForAll @IntRange(min = 1, max = VENUES) int venuesMin,
            @ForAll @LongRange(min = 200, max = Long.MAX_VALUE / 2) long level,
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 0, max = Long.MAX_VALUE - 1) Long> ticks) {
        prices.clear();
        outliers.clear();
        MarketHarness harness = new MarketHarness().start().defineHealth(3 * S, 10 * S, 30 * S);
        for (int venue = 1; venue <= VENUES; venue++) {
            harness.defineVenueStream(venue, 1, venue, StreamFlyweight.TRADES);
        }
        harness.defineSource(1, SourceFlyweight.INDEX, venuesMin);
        BigDecimal last = BigDecimal.ZERO;
        long id = 0;

        for (long tick : ticks) {
            int venue = (int) (tick % VENUES) + 1;
            // Within 3 % of the level, often right at the limits.
            long spread = Math.max(1, level / 100 * 3);
            long price = tick % 3 == 0 ? level + level / 100 : level + Math.floorMod(tick, spread);
            BigDecimal expected = next(venue, price, venuesMin);
            harness.trade(++id, trade -> trade.streamId(venue).priceE8(price));

            boolean isCritical = HealthState.of(harness.shown().healthCode()) == HealthState.CRITICAL;
            last = expected == null ? last : expected;
            assertEquals(expected == null, isCritical);
            assertEquals(last, BigDecimal.valueOf(harness.shown().priceE8()));
        }
    }
}
