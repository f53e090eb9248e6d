package io.tickgate.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Finds what was probably meant by an unknown name. */
final class NearestName {
    private NearestName() {}

    /** The name with the fewest letters to change, leave out or add; the first of equals. */
    static String of(String unknown, List<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(unknown, name)))
                .orElseThrow();
    }

    /** Levenshtein distance, one row at a time. */
    static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        Arrays.setAll(row, column -> column);
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int changed = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
