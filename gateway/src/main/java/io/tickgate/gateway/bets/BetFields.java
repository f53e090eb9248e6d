package io.tickgate.gateway.bets;

import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.E8;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** The spellings that each field of a bet may have, and nothing else. Stateless. */
final class BetFields {
    private static final long MS_NS = 1_000_000L;
    private static final long EPOCH_MS_MAX = Long.MAX_VALUE / MS_NS;
    private static final int NAME_CHARS_MAX = 64;

    /** 11 digits before the point are what × 10^8 leaves of a long. */
    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]{0,10})(\\.[0-9]{1,8})?");

    private static final Pattern LARGE = Pattern.compile("[1-9][0-9]{11,30}(\\.[0-9]{1,8})?");
    /** {@code Long.MAX_VALUE} × 10^-8. */
    private static final String TOO_LARGE = "is too large; the greatest is 92233720368.54775807";

    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,18}");
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1," + BetFlyweight.NAME_LENGTH_MAX + "}");
    /** What {@link Instant#parse} takes is wider (years of six digits, 24:00); this is RFC 3339 in UTC. */
    private static final Pattern INSTANT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");

    private BetFields() {}

    static RefusedRequest invalid(String field, String why) {
        return new RefusedRequest(ErrorCode.INVALID_FIELD, field, "\"" + field + "\" " + why + ".");
    }

    static long priceE8(String field, String text) throws RefusedRequest {
        if (!DECIMAL.matcher(text).matches()) {
            throw invalid(
                    field,
                    LARGE.matcher(text).matches()
                            ? TOO_LARGE
                            : "must be a decimal number with at most 8 decimals, such as \"67123.45\"");
        }
        E8.Outcome outcome = new E8.Outcome();
        long valueE8 = E8.parse(text, outcome);
        if (outcome.code() != E8.Outcome.EXACT) {
            throw invalid(field, TOO_LARGE);
        }
        if (valueE8 == 0) {
            throw invalid(field, "must be above 0");
        }
        return valueE8;
    }

    static long stakeMinor(String field, String text) throws RefusedRequest {
        long stake = whole(field, text, "must be a whole number of minor units, such as \"1500\"");
        if (stake == 0) {
            throw invalid(field, "must be above 0");
        }
        return stake;
    }

    static long sequence(String field, String text) throws RefusedRequest {
        return whole(field, text, "must be a sequence that this server has published");
    }

    static String key(String field, String text) throws RefusedRequest {
        if (!PRINTABLE.matcher(text).matches()) {
            throw invalid(field, "must be 1 to " + BetFlyweight.NAME_LENGTH_MAX + " printable ASCII characters");
        }
        if (text.equals(".") || text.equals("..")) {
            // No path can ask for it: clients and servers drop such segments, escaped ones too.
            throw invalid(field, "must not be \".\" or \"..\"");
        }
        return text;
    }

    static String name(String field, String text) throws RefusedRequest {
        if (text.isEmpty() || text.length() > NAME_CHARS_MAX) {
            throw invalid(field, "must have 1 to " + NAME_CHARS_MAX + " characters");
        }
        return text;
    }

    /** A moment in ms since 1970, as a number or its digits, or as RFC 3339 in UTC; finer than a ms is refused, not rounded. */
    static long epochNs(String field, String text) throws RefusedRequest {
        String form = "must be ms since 1970 or a UTC time such as \"2026-01-31T12:00:00.250Z\", in whole ms";
        if (!INSTANT.matcher(text).matches()) {
            long epochMs = whole(field, text, form);
            if (epochMs > EPOCH_MS_MAX) {
                throw invalid(field, "is too far ahead");
            }
            return epochMs * MS_NS;
        }
        try {
            Instant instant = Instant.parse(text);
            long epochMs = instant.toEpochMilli();
            if (!instant.truncatedTo(ChronoUnit.MILLIS).equals(instant) || epochMs < 0 || epochMs > EPOCH_MS_MAX) {
                throw invalid(field, form);
            }
            return epochMs * MS_NS;
        } catch (DateTimeException e) {
            throw invalid(field, form);
        }
    }

    /** A whole number of at most 19 digits, 0 or more. */
    static long whole(String field, String text, String form) throws RefusedRequest {
        if (!WHOLE.matcher(text).matches()) {
            throw invalid(field, form);
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw invalid(field, "is too large");
        }
    }
}
