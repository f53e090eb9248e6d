package io.tickgate.market;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.agrona.DirectBuffer;

/** Compares two markets field by field, so that a field that nobody thought of when saving is found whether or not it matters yet. */
final class StateGraph {
    /** What may differ, and why. */
    private static final Set<String> MAY_DIFFER = new HashSet<>(List.of(
            // Set before each use, within one record.
            "DecisionWriter.cause",
            "DecisionWriter.ordinal",
            "DecisionWriter.scratch",
            "CoverageDesk.stream",
            "CoverageDesk.nowEpochNs",
            "CoverageDesk.trade",
            "HashSum.sha256",
            "HashSum.hash",
            // Count calls, so that others see that something may have changed.
            "TradeHoles.changes",
            "StreamPrice.isChosenFrom",
            // Reckoned anew by each choice before they are read.
            "Composite.values",
            "Completeness.changes",
            "Stream.coverageVersion",
            "Composite.scratch",
            "Composite.priceE8",
            "Composite.bid",
            "Composite.ask",
            "Composite.health",
            "Composite.recoveryEndsEpochNs",
            "Composite.refreshedEpochNs",
            "Composite.newestEpochNs",
            // Made from the definitions when it is asked for.
            "Definitions.hash",
            // Places in a heap of which only the order is promised; the deadlines are compared.
            "DeadlineHeap.placeOf",
            "DeadlineHeap.heap",
            "DeadlineHeap.deadlineOf",
            // Longer than what they hold.
            "VenueLinks.open",
            "VenueLinks.failures",
            "DeliveringConnections.ids",
            "TradeHoles.first",
            "TradeHoles.last",
            "TradeHoles.deadline",
            "TradeEdges.sequences",
            "TradeEdges.times",
            "TradeEdges.prices",
            "TradeEdges.sizes",
            "TradeEdges.flags",
            "DoubtfulTimes.times",
            // Bets lie at other places; what they are is compared as it is saved.
            "BetBook.bets",
            "BetBook.keys",
            "BetBook.deadlines",
            "BetBook.forgets",
            "BetBook.remembered",
            "RuleBets.bets",
            "RuleBets.ahead",
            "RuleBets.ends",
            "RuleBets.active",
            "RuleBets.waiting",
            "RuleBets.remembered",
            // Counters of changes, of which only the differences matter, and those are saved.
            "TradeHoles.changes",
            "Completeness.changes",
            "Stream.coverageVersion",
            "RuleBets.judgedChanges",
            // Set before each use, within one record, or made anew when it is not there.
            "BetBook.entry",
            "BetBook.digests",
            "OutcomeDesk.bets",
            "OutcomeDesk.touched",
            "OutcomeDesk.judged",
            "OutcomeDesk.coverage",
            "OutcomeDesk.coverageChanges",
            "CoverageDesk.trade",
            "CoverageDesk.neighbours",
            "Sources.listings",
            "Portfolio.instrumentIds",
            "Portfolio.amountsE8",
            // Scratch of the next hash; the sums are compared.
            "HashSum.sha256",
            "HashSum.hash",
            "Holdings.entry",
            // Where the output goes; the hash that is being made.
            "DecisionWriter.output",
            "Market.hashed",
            "Market.hash"));

    private final IdentityHashMap<Object, Object> seen = new IdentityHashMap<>();
    private final List<String> differences = new ArrayList<>();

    private StateGraph() {}

    /** Paths of the fields that differ. */
    static List<String> differences(Market one, Market other) {
        StateGraph graph = new StateGraph();
        graph.compare("market", one, other);
        return graph.differences;
    }

    private void compare(String path, Object one, Object other) {
        if (one == null || other == null) {
            check(path, one == other);
        } else if (one.getClass() != other.getClass()) {
            differences.add(path + ": " + one.getClass() + " and " + other.getClass());
        } else if (one instanceof DirectBuffer buffer) {
            check(path, buffer.equals(other));
        } else if (one.getClass().isArray()) {
            compareArrays(path, one, other);
        } else if (one instanceof DeadlineHeap heap) {
            compareHeaps(path, heap, (DeadlineHeap) other);
        } else if (one instanceof Map<?, ?> map) {
            compareArrays(
                    path, map.values().toArray(), ((Map<?, ?>) other).values().toArray());
            check(path, map.keySet().equals(((Map<?, ?>) other).keySet()));
        } else if (one instanceof Collection<?> list) {
            compareArrays(path, list.toArray(), ((Collection<?>) other).toArray());
        } else if (isOurs(one.getClass()) && seen.put(one, other) == null) {
            compareFields(path, one.getClass(), one, other);
        } else if (!isOurs(one.getClass())) {
            check(path, Objects.equals(one, other));
        }
    }

    private void check(String path, boolean isEqual) {
        if (!isEqual) {
            differences.add(path);
        }
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("io.tickgate.") && !type.isEnum();
    }

    private void compareArrays(String path, Object one, Object other) {
        int length = Array.getLength(one);
        check(path + ".length", length == Array.getLength(other));
        for (int i = 0; i < Math.min(length, Array.getLength(other)); i++) {
            compare(path + '[' + i + ']', Array.get(one, i), Array.get(other, i));
        }
    }

    private void compareHeaps(String path, DeadlineHeap one, DeadlineHeap other) {
        for (int number = 0; number < 10_000; number++) {
            check(path + " of " + number, one.deadline(number) == other.deadline(number));
        }
        check(path + " earliest", one.earliest() == other.earliest());
        check(
                path + " earliest number",
                one.earliest() == DeadlineHeap.NONE || one.earliestNumber() == other.earliestNumber());
    }

    private void compareFields(String path, Class<?> type, Object one, Object other) {
        if (type.getPackageName().equals("io.tickgate.record")) {
            compareFlyweights(path, one, other);
            return;
        }
        for (Class<?> each = type; each != null && isOurs(each); each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                String name = each.getSimpleName() + '.' + field.getName();
                if (!Modifier.isStatic(field.getModifiers()) && !MAY_DIFFER.contains(name)) {
                    compare(path + '.' + field.getName(), value(field, one), value(field, other));
                }
            }
        }
    }

    /** Flyweights of a market hold nothing from record to record, but for the rows that are shown and the rules of markets. */
    private void compareFlyweights(String path, Object one, Object other) {
        if (path.endsWith(".row") || path.endsWith(".rule")) {
            for (Class<?> each = one.getClass(); each != null; each = each.getSuperclass()) {
                for (Field field : each.getDeclaredFields()) {
                    if (DirectBuffer.class.isAssignableFrom(field.getType())) {
                        compare(path + '.' + field.getName(), value(field, one), value(field, other));
                    }
                }
            }
        }
    }

    private static Object value(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
