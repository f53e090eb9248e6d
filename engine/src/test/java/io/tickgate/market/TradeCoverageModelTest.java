package io.tickgate.market;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickgate.market.TradeCoverage.Verdict;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Coverage against a plain set of ids: an id is covered if and only if it was seen, and each verdict follows from the set. */
class TradeCoverageModelTest {
    @Property(tries = 2_000)
    void shouldCoverExactlyWhatWasSeen(@ForAll("ids") List<Long> ids) {
        TradeCoverage coverage = new TradeCoverage();
        TreeSet<Long> seen = new TreeSet<>();

        for (long id : ids) {
            Verdict expected = verdict(seen, id);
            if (seen.isEmpty() || id > seen.first()) {
                seen.add(id);
            }
            assertEquals(expected, coverage.onTrade(id, false), () -> "id " + id + " of " + ids);
        }

        assertEquals(runs(seen), coverage.intervals());
        assertEquals(seen.last(), coverage.head());
        for (long id = seen.first(); id <= seen.last(); id++) {
            boolean isCovered = copyOf(ids).onTrade(id, false) == Verdict.DUPLICATE;
            assertEquals(seen.contains(id), isCovered, "id " + id);
        }
    }

    @Provide
    Arbitrary<List<Long>> ids() {
        return Arbitraries.longs().between(100, 160).list().ofMinSize(1).ofMaxSize(60);
    }

    private static TradeCoverage copyOf(List<Long> ids) {
        TradeCoverage coverage = new TradeCoverage();
        ids.forEach(id -> coverage.onTrade(id, false));
        return coverage;
    }

    private static Verdict verdict(NavigableSet<Long> seen, long id) {
        if (seen.isEmpty() || id == seen.last() + 1) {
            return Verdict.NEXT;
        }
        if (id > seen.last()) {
            return Verdict.AFTER_GAP;
        }
        // What lies before the first one is no loss of ours, and a late trade of that time nothing new.
        return seen.contains(id) || id < seen.first() ? Verdict.DUPLICATE : Verdict.FILLS_GAP;
    }

    private static int runs(NavigableSet<Long> seen) {
        int runs = 0;
        for (long id : seen) {
            runs += seen.contains(id - 1) ? 0 : 1;
        }
        return runs;
    }
}
