package io.tickgate.config;

import io.tickgate.record.E8;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The types of properties. */
final class PropertyTypes {
    /** A venue names two or three hosts. */
    private static final int URLS_MAX = 4;

    private static final long PERCENT = 100;

    private PropertyTypes() {}

    /** A duration within two others, read as ns. */
    static PropertyType<Long> duration(String min, String max) {
        return new Span(min, max, Units::durationNs);
    }

    /** A size within two others, read as bytes. */
    static PropertyType<Long> size(String min, String max) {
        return new Span(min, max, Units::sizeBytes);
    }

    /** A whole number within two others. */
    static PropertyType<Long> number(long min, long max) {
        return new Span(Long.toString(min), Long.toString(max), PropertyTypes::wholeNumber);
    }

    /** A decimal number within two others, of at most eight decimals, read as E8. */
    static PropertyType<Long> decimal(String min, String max) {
        return new Span(min, max, PropertyTypes::decimalE8);
    }

    /** A power of two within two others. */
    static PropertyType<Long> powerOfTwo(long min, long max) {
        PropertyType<Long> number = number(min, max);
        return new Rule<>("a power of two, " + number.range(), text -> {
            Long value = number.read(text);
            return value != null && Long.bitCount(value) == 1 ? value : null;
        });
    }

    /** True or false. */
    static PropertyType<Boolean> toggle() {
        return new Rule<>(
                "true | false", text -> (text.equals("true") || text.equals("false")) ? Boolean.valueOf(text) : null);
    }

    /** One of an enum's constants, written in lower case with hyphens. */
    static <E extends Enum<E>> PropertyType<E> choice(Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        String range = constants.stream().map(PropertyTypes::choiceText).collect(Collectors.joining(" | "));
        return new Rule<>(
                range,
                text -> constants.stream()
                        .filter(constant -> choiceText(constant).equals(text))
                        .findFirst()
                        .orElse(null));
    }

    /** A venue by whose trades a market can be settled. */
    static PropertyType<Venue> settlingVenue() {
        PropertyType<Venue> any = choice(Venue.class);
        return new Rule<>("binance | coinbase; coincap has no trades to settle by", text -> {
            Venue venue = any.read(text);
            return venue != null && venue.hasTrades() ? venue : null;
        });
    }

    /** Text of a length in bytes. */
    static PropertyType<String> text(int lengthMin, int lengthMax) {
        return new Rule<>("text, " + lengthMin + " to " + lengthMax + " bytes", text -> {
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            return length >= lengthMin && length <= lengthMax ? text : null;
        });
    }

    /** Text of a pattern. */
    static PropertyType<String> pattern(String range, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return new Rule<>(range, text -> compiled.matcher(text).matches() ? text : null);
    }

    /** A URL with a host and one of two schemes; empty where allowed. */
    static PropertyType<String> url(String scheme, String otherScheme, boolean isEmptyAllowed) {
        String range = "URL with " + scheme + " or " + otherScheme + (isEmptyAllowed ? ", or empty" : "");
        return new Rule<>(range, text -> {
            boolean isRight = text.isEmpty() ? isEmptyAllowed : hasHost(text, scheme) || hasHost(text, otherScheme);
            return isRight ? text : null;
        });
    }

    /** URLs with a host and one of two schemes, separated by commas. */
    static PropertyType<List<String>> urls(String scheme, String otherScheme) {
        PropertyType<String> one = url(scheme, otherScheme, false);
        return new Rule<>(one.range() + ", or up to " + URLS_MAX + " of them separated by commas", text -> {
            List<String> urls =
                    Arrays.stream(text.split(",", -1)).map(String::strip).toList();
            return urls.size() <= URLS_MAX && urls.stream().allMatch(url -> one.read(url) != null) ? urls : null;
        });
    }

    /** A share in percent within two others, such as {@code 1%}, read as E8: 0.01 is 1,000,000. */
    static PropertyType<Long> percent(String min, String max) {
        return new Span(min, max, PropertyTypes::percentE8);
    }

    /** A share as {@link #percent} reads it. */
    static String percentText(long valueE8) {
        return E8.toString(Math.multiplyExact(valueE8, PERCENT)) + "%";
    }

    /** Spelling of an enum constant in the file. */
    static String choiceText(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean hasHost(String text, String scheme) {
        try {
            URI uri = new URI(text);
            return scheme.equals(uri.getScheme()) && uri.getHost() != null && uri.getFragment() == null;
        } catch (URISyntaxException e) {
            return false; // The caller reports the value with what is allowed.
        }
    }

    private static @Nullable Long wholeNumber(String text) {
        return text.matches("-?[0-9]{1,18}") ? Long.valueOf(text) : null;
    }

    private static @Nullable Long decimalE8(String text) {
        E8.Outcome outcome = new E8.Outcome();
        long valueE8 = E8.parse(text, outcome);
        return outcome.code() == E8.Outcome.EXACT ? valueE8 : null;
    }

    private static @Nullable Long percentE8(String text) {
        Long valueE8 = text.endsWith("%")
                ? decimalE8(text.substring(0, text.length() - 1).strip())
                : null;
        return valueE8 != null && valueE8 % PERCENT == 0 ? valueE8 / PERCENT : null;
    }

    private record Rule<T>(String range, Function<String, @Nullable T> reader) implements PropertyType<T> {
        @Override
        public @Nullable T read(String text) {
            return reader.apply(text);
        }
    }

    private record Span(String min, String max, Function<String, @Nullable Long> reader) implements PropertyType<Long> {
        @Override
        public @Nullable Long read(String text) {
            Long value = reader.apply(text);
            return value != null && value >= bound(min) && value <= bound(max) ? value : null;
        }

        @Override
        public String range() {
            return min + " .. " + max;
        }

        private long bound(String text) {
            Long value = reader.apply(text);
            if (value == null) {
                throw new IllegalStateException("bound " + text + " is not of its own type");
            }
            return value;
        }
    }
}
