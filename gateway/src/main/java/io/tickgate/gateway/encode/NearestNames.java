package io.tickgate.gateway.encode;

import io.tickgate.publish.Directory;
import io.tickgate.publish.InstrumentView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the symbols that an unknown name was probably meant to be. Stateless; allocates, as it serves mistakes only. */
public final class NearestNames {
    private static final int COUNT_MAX = 3;
    /** Names are compared up to here: a longer one resembles nothing. */
    private static final int LENGTH_MAX = 24;

    private record Candidate(String symbol, int distance) {}

    private NearestNames() {}

    /** Up to three symbols, nearest first, by edit distance to the symbol or one of its aliases. */
    public static List<String> of(Directory directory, String name) {
        String wanted = folded(name);
        List<Candidate> candidates = new ArrayList<>();
        if (wanted.length() <= LENGTH_MAX) {
            for (InstrumentView instrument : directory.instruments()) {
                int distance = distance(wanted, folded(instrument.symbol()));
                for (String alias : instrument.aliases()) {
                    distance = Math.min(distance, distance(wanted, folded(alias)));
                }
                if (distance <= Math.max(2, wanted.length() / 2)) {
                    candidates.add(new Candidate(instrument.symbol(), distance));
                }
            }
        }
        return candidates.stream()
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::symbol))
                .limit(COUNT_MAX)
                .map(Candidate::symbol)
                .toList();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[/_-]", "");
    }

    /** Levenshtein's distance with two rows. */
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        int[] current = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swapped = previous;
            previous = current;
            current = swapped;
        }
        return previous[right.length()];
    }
}
