package io.tickgate.perf.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final List<String> runs = new ArrayList<>();

    @Test
    void shouldStartEachRoundWithAnotherContenderWhenRun() {
        new Rounds(1, 3).run(List.of(contender("a", 1), contender("b", 2)));

        assertEquals(List.of("a", "b", "a", "b", "b", "a", "a", "b"), runs);
    }

    @Test
    void shouldKeepTheCostsOfEachContenderApartWhenTurnsChange() {
        List<Series> series = new Rounds(0, 3).run(List.of(contender("a", 1), contender("b", 2)));

        assertEquals(List.of("a", "b"), series.stream().map(Series::name).toList());
        assertEquals(2, series.get(1).ratioTo(series.get(0)));
    }

    private Contender contender(String name, long cpuNs) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Cost run() {
                runs.add(name);
                return new Cost(1, cpuNs, 0, 1);
            }
        };
    }
}
