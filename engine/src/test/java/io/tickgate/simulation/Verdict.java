package io.tickgate.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the checkers found in one run: the first violations of each invariant, in words. */
final class Verdict {
    private static final int KEPT_OF_EACH = 3;

    private final Set<Invariant> violated = EnumSet.noneOf(Invariant.class);
    private final int[] counts = new int[Invariant.values().length];
    private final List<String> sentences = new ArrayList<>();

    void demand(boolean holds, Invariant invariant, String otherwise, Object... details) {
        if (!holds) {
            violated(invariant, otherwise, details);
        }
    }

    void violated(Invariant invariant, String what, Object... details) {
        violated.add(invariant);
        if (counts[invariant.ordinal()]++ < KEPT_OF_EACH) {
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
