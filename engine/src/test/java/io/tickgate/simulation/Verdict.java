package io.tickgate.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the checkers found in one run: the first violations of each invariant, in words. */
final class Verdict {
    private static final int KEPT_OF_EACH = 3;

    private final Set<Invariant> violated = EnumSet.noneOf(Invariant.class);
    private final Map<Invariant, Integer> counts = new EnumMap<>(Invariant.class);
    private final List<String> sentences = new ArrayList<>();

    void demand(boolean holds, Invariant invariant, String otherwise, Object... details) {
        if (!holds) {
            violated(invariant, otherwise, details);
        }
    }

    @SuppressWarnings("AnnotateFormatMethod") // The texts are written out where they are used, all in tests.
    void violated(Invariant invariant, String what, Object... details) {
        violated.add(invariant);
        if (counts.merge(invariant, 1, Integer::sum) <= KEPT_OF_EACH) {
            sentences.add(invariant + ": " + String.format(what, details));
        }
    }

    boolean isClean() {
        return violated.isEmpty();
    }

    Set<Invariant> violated() {
        return violated;
    }

    List<String> sentences() {
        return sentences;
    }
}
