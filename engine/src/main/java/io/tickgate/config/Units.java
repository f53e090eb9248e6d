package io.tickgate.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations and sizes with their units, as text and as numbers. */
final class Units {
    /** Powers of 1024 a size may have as suffix. */
    private static final String SIZE_SUFFIXES = "kmg";

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,18})\\s*([kKmMgG]?)");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?)\\s*(ns|us|ms|s|m|h|d)");

    private static final String[] DURATION_SUFFIXES = {"d", "h", "m", "s", "ms", "us", "ns"};
    private static final long[] DURATION_LENGTHS_NS = {
        86_400_000_000_000L, 3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L, 1L
    };

    private Units() {}

    /** Duration in ns, or null when the text is none, has no unit (0 needs none), has parts of a nanosecond or does not fit. */
    static @Nullable Long durationNs(String text) {
        if (text.equals("0")) {
            return 0L;
        }
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long unitNs = 0;
        for (int i = 0; i < DURATION_SUFFIXES.length; i++) {
            if (DURATION_SUFFIXES[i].equals(matcher.group(2))) {
                unitNs = DURATION_LENGTHS_NS[i];
            }
        }
        return whole(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unitNs)));
    }

    /** A duration in the longest unit in which it is whole, as {@link #durationNs} reads it. */
    static String durationText(long ns) {
        int unit = 0;
        while (ns % DURATION_LENGTHS_NS[unit] != 0) {
            unit++;
        }
        return ns == 0 ? "0s" : ns / DURATION_LENGTHS_NS[unit] + DURATION_SUFFIXES[unit];
    }

    /** Size in bytes, or null when the text is none or does not fit. */
    static @Nullable Long sizeBytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String suffix = matcher.group(2);
        int power = suffix.isEmpty() ? 0 : 1 + SIZE_SUFFIXES.indexOf(Character.toLowerCase(suffix.charAt(0)));
        return whole(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power))));
    }

    private static @Nullable Long whole(BigDecimal number) {
        BigDecimal rounded = number.setScale(0, RoundingMode.DOWN);
        boolean fits = rounded.compareTo(number) == 0 && rounded.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return fits ? rounded.longValue() : null;
    }
}
