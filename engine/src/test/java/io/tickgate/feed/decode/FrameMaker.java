package io.tickgate.feed.decode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Makes JSON texts from a seed: as a venue writes them, or with keys in any order, blanks, escapes, unknown members and numbers in any
 * spelling.
 */
public final class FrameMaker {
    private static final List<String> ODD_NUMBERS = List.of(
            "",
            "0",
            "0.0",
            "0.00000000",
            "-0",
            "-1",
            "-1.5",
            ".5",
            "5.",
            ".",
            "1.2.3",
            "abc",
            "NaN",
            "Infinity",
            "0x10",
            "1e",
            "1e5",
            "1E-5",
            "1.5e+3",
            "1e-9",
            "5e-9",
            "15e-9",
            "-5e-9",
            "0.000000005",
            "0.000000015",
            "0.0000000149999999999999999",
            "92233720368.54775807",
            "92233720368.54775808",
            "-92233720368.54775808",
            "1e11",
            "1e300",
            "1e-300",
            "0000001.5",
            "+1",
            " 1",
            "1 ",
            "١",
            "12345678901234567890",
            "0.12345678901234567890");
    private static final List<String> UNKNOWN_VALUES = List.of(
            "null",
            "true",
            "0",
            "-1.5e3",
            "\"\"",
            "\"x\\\"y\"",
            "{}",
            "[]",
            "{\"p\":\"1\",\"t\":[1,{\"s\":null}]}",
            "[[1,\"2\"],[]]",
            "\"\\u2028\\ud83d\\ude00\"");
    private static final List<String> BLANKS = List.of("", "", "", " ", "\n", "\t ", "\r\n");

    private final Random random;
    private final boolean isWild;

    /** A maker; every other seed writes as venues do, with odd values only. */
    public FrameMaker(long seed) {
        random = new Random(seed);
        isWild = random.nextBoolean();
    }

    public boolean isWild() {
        return isWild;
    }

    public boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** An object of members whose values are JSON texts. */
    public String object(Map<String, String> members) {
        List<String> texts = new ArrayList<>();
        members.forEach((key, value) -> {
            if (!isWild || !chance(20)) {
                texts.add(blank() + text(key) + blank() + ":" + blank() + value + blank());
            }
        });
        if (isWild) {
            for (int i = random.nextInt(3); i > 0; i--) {
                texts.add(blank() + text("unknown" + i) + ":" + oneOf(UNKNOWN_VALUES));
            }
            if (chance(40) && !texts.isEmpty()) {
                texts.add(texts.get(0)); // Equal keys.
            }
            Collections.shuffle(texts, random);
        }
        return "{" + String.join(",", texts) + "}";
    }

    private String blank() {
        return isWild && chance(6) ? oneOf(BLANKS) : "";
    }

    /** A string. */
    public String text(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isWild && chance(40)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }

    /** A decimal as a string, at times as a number or as something else. */
    public String decimal() {
        String number = chance(12) ? oneOf(ODD_NUMBERS) : plain();
        if (isWild && chance(10) && number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            return number;
        }
        return isWild && chance(30) ? oneOf(UNKNOWN_VALUES) : text(number);
    }

    private String plain() {
        long integer = (long) (random.nextDouble() * Math.pow(10, random.nextInt(11)));
        return switch (random.nextInt(4)) {
            case 0 -> String.valueOf(integer);
            case 1 -> String.format(Locale.ROOT, "%d.%08d", integer, random.nextInt(100_000_000));
            case 2 -> integer + "." + digits(1 + random.nextInt(7));
            default -> integer + "." + digits(1 + random.nextInt(20));
        };
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    /** A whole number, at times as a string or as something else. */
    public String whole(long least, long range) {
        String number = String.valueOf(least + (long) (random.nextDouble() * range));
        if (isWild && chance(15)) {
            return text(number);
        }
        return chance(30)
                ? oneOf(List.of("0", "-1", "1.5", "null", "999999999999999999", "1000000000000000000", "{}"))
                : number;
    }

    /** A time of ISO 8601 as a string, at times one that is none. */
    public String isoTime() {
        if (chance(20)) {
            return text(oneOf(List.of(
                    "",
                    "2022-13-01T00:00:00Z",
                    "2023-02-29T00:00:00Z",
                    "2022-10-19T24:00:00Z",
                    "2022-10-19T23:28:22",
                    "2022-10-19 23:28:22Z",
                    "2022-10-19T23:28:22.Z",
                    "2022-10-19T23:28:22.1234567890Z",
                    "2022-10-19T23:28:60Z",
                    "1969-12-31T23:59:59Z",
                    "2022-10-19T23:28:22+00:00",
                    "9999-12-31T23:59:59Z")));
        }
        String time = String.format(
                Locale.ROOT,
                "%04d-%02d-%02dT%02d:%02d:%02d",
                2014 + random.nextInt(20),
                1 + random.nextInt(12),
                1 + random.nextInt(31),
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(60));
        int fraction = chance(2) ? 6 : random.nextInt(10);
        return text(time + (fraction == 0 ? "" : "." + digits(fraction)) + "Z");
    }
}
