package io.tickgate.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The heap against a sorted map. */
class DeadlineHeapTest {
    /** One call: set a deadline, take it away, or take the earliest. */
    private enum Step {
        SET,
        REMOVE,
        POP
    }

    @Property(tries = 2_000)
    void shouldGiveTheEarliestAsASortedMapDoes(
            @ForAll @Size(max = 200) List<Step> steps,
            @ForAll @Size(200) List<@IntRange(max = 150) Integer> numbers,
            @ForAll @Size(200) List<@LongRange(min = -3, max = 20) Long> deadlines) {
        DeadlineHeap heap = new DeadlineHeap();
        Map<Integer, Long> model = new TreeMap<>();

        for (int i = 0; i < steps.size(); i++) {
            int number = numbers.get(i);
            switch (steps.get(i)) {
                case SET -> {
                    heap.set(number, deadlines.get(i));
                    model.put(number, deadlines.get(i));
                }
                case REMOVE -> {
                    heap.set(number, DeadlineHeap.NONE);
                    model.remove(number);
                }
                case POP -> {
                    if (!model.isEmpty()) {
                        model.remove(heap.earliestNumber());
                        heap.set(heap.earliestNumber(), DeadlineHeap.NONE);
                    }
                }
            }
            assertEquals(earliest(model), heap.earliest());
        }

        assertEquals(inOrder(model), drain(heap));
    }

    private static long earliest(Map<Integer, Long> model) {
        return model.values().stream().mapToLong(Long::longValue).min().orElse(DeadlineHeap.NONE);
    }

    private static List<Integer> inOrder(Map<Integer, Long> model) {
        return model.entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue()
                        .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<Integer> drain(DeadlineHeap heap) {
        List<Integer> drained = new ArrayList<>();
        while (heap.earliest() != DeadlineHeap.NONE) {
            drained.add(heap.earliestNumber());
            heap.set(heap.earliestNumber(), DeadlineHeap.NONE);
        }
        return drained;
    }

    @Test
    void shouldHaveNothingDueWhenEmptyEvenAtTheEndOfTime() {
        DeadlineHeap heap = new DeadlineHeap();

        boolean isDue = heap.isDue(Long.MAX_VALUE);

        assertFalse(isDue);
    }

    @Test
    void shouldBeDueAtTheDeadlineAndNotBefore() {
        DeadlineHeap heap = new DeadlineHeap();
        heap.set(3, 10);

        assertFalse(heap.isDue(9));
        assertTrue(heap.isDue(10));
    }
}
