package io.tickgate.feed.decode;

import io.tickgate.record.E8;

/** Numbers of the texts that {@link JsonReader} gives. Owned by the connection's thread. */
public final class JsonNumbers {
    /** Answer of {@link #whole} when the text is no whole number. */
    public static final long NONE = -1;

    /** More digits could overflow; no id and no time has as many. */
    private static final int DIGITS_MAX = 18;

    private final E8.Outcome outcome = new E8.Outcome();
    private int lastOutcome;

    /** Numbers to come. */
    public JsonNumbers() {}

    /** A decimal number × 10^8; how it went says {@link #outcome()}. */
    public long decimal(String text) {
        long value = E8.parse(text, outcome);
        lastOutcome = outcome.code();
        return value;
    }

    /** As {@link #decimal}, of a text that may be empty: then the outcome is {@link FeedMessage#MISSING}. */
    public long optional(String text) {
        long value = decimal(text);
        if (text.isEmpty()) {
            lastOutcome = FeedMessage.MISSING;
        }
        return value;
    }

    /** A code of {@link E8.Outcome}, or {@link FeedMessage#MISSING}, of the last decimal. */
    public int outcome() {
        return lastOutcome;
    }

    /** Whether the last decimal was neither exact nor left out. */
    public boolean isBad() {
        return lastOutcome != E8.Outcome.EXACT && lastOutcome != FeedMessage.MISSING;
    }

    /** A whole number of 1 to 18 digits without sign, or {@link #NONE}. */
    public static long whole(String text) {
        boolean isWhole = !text.isEmpty() && text.length() <= DIGITS_MAX;
        for (int i = 0; i < text.length() && isWhole; i++) {
            isWhole = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return isWhole ? Long.parseLong(text) : NONE;
    }

    /** As {@link #whole}, with another answer when there is none. */
    public static long wholeOr(String text, long otherwise) {
        long number = whole(text);
        return number == NONE ? otherwise : number;
    }
}
