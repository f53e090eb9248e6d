package io.tickgate.feed.decode;

import java.util.Random;

/** Damages frames: cut, doubled, overwritten or swapped parts. */
public final class FrameDamage {
    private static final String[] PARTS = {
        "\"",
        "\\",
        "}",
        "{",
        "[",
        "]",
        ",",
        ":",
        "-",
        ".",
        "0",
        "9",
        "e",
        "\u0000",
        "\n",
        " ",
        "ß",
        "null",
        "\\u0041",
        "\"\"",
        "\"p\":\"1\","
    };

    private FrameDamage() {}

    /** Damages a frame in one or two places. */
    public static String of(String frame, Random random) {
        StringBuilder damaged = new StringBuilder(frame);
        for (int i = random.nextInt(2); i >= 0 && damaged.length() > 0; i--) {
            int at = random.nextInt(damaged.length());
            int end = Math.min(damaged.length(), at + random.nextInt(4));
            damaged.replace(at, end, random.nextInt(4) == 0 ? frame.substring(at % frame.length()) : part(random));
        }
        return damaged.toString();
    }

    private static String part(Random random) {
        return PARTS[random.nextInt(PARTS.length)];
    }
}
