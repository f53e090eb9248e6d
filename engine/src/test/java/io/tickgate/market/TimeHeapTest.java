package io.tickgate.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The heap against a map of what holds; most of what is put in does not hold any more when it is taken. */
class TimeHeapTest {
    @Test
    void shouldGiveWhatHoldsInTheOrderOfTimeAndPassTheRestOver() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Map<Integer, Long> held = new TreeMap<>();
            TimeHeap heap = new TimeHeap((place, time) -> Long.valueOf(time).equals(held.get(place)));
            for (int place = 0; place < 300; place++) {
                long time = random.nextInt(100);
                held.put(place, time);
                heap.add(place, time, place);
                held.remove(random.nextInt(place + 1));
            }
            Map<Integer, Long> left = new TreeMap<>(held);
            List<Integer> expected = held.keySet().stream()
                    .sorted(Comparator.<Integer>comparingLong(left::get).thenComparingInt(place -> place))
                    .toList();

            List<Integer> taken = new ArrayList<>();
            while (heap.earliest() != TimeHeap.NONE) {
                long time = heap.earliest();
                int place = heap.take();
                if (place != BetTable.NONE) {
                    assertEquals(time, held.remove(place));
                    taken.add(place);
                }
            }

            assertEquals(expected, taken);
            assertTrue(held.isEmpty(), "lost: " + held);
        }
    }
}
