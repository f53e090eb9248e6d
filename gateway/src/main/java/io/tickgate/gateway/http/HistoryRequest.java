package io.tickgate.gateway.http;

import io.tickgate.gateway.bets.RefusedRequest;
import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.history.PageCursor;
import io.tickgate.record.E8;
import io.tickgate.record.MarketFlyweight;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The parameters of a question to history: each spelling that they may have, and nothing else. One request. */
final class HistoryRequest {
    private static final long MS_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long DAY_NS = 86_400 * SECOND_NS;
    /** More than is kept by default. */
    private static final long RANGE_MAX_NS = 31 * DAY_NS;

    private static final int LIMIT_DEFAULT = 100;
    /** Some 250 KB of JSON. */
    private static final int LIMIT_MAX = 1_000;
    /** Some 150 KB of JSON, and 1 MB of sums. */
    private static final int BARS_MAX = 1_500;

    /** 2001-01-01; whoever asks for less has most likely given seconds. */
    private static final long EPOCH_MS_MIN = 978_307_200_000L;

    private static final int CURSOR_LENGTH = Long.BYTES * 3 + Integer.BYTES;
    private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,12}");
    private static final Pattern STEP = Pattern.compile("([1-9][0-9]{0,4})(s|m|h|d)");
    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]{0,10})(\\.[0-9]{1,8})?");
    private static final Pattern INSTANT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");
    /** Times of which ns fit into a long. */
    private static final Instant INSTANT_MAX = Instant.ofEpochSecond(Long.MAX_VALUE / SECOND_NS - 1);

    private final QueryParameters parameters;
    private final long fromEpochNs;
    private final long toEpochNs;

    /**
     * Reads the range, which every question has.
     *
     * @param query as it came.
     * @param known names, beside {@code from}, {@code to}, {@code venue} and {@code market}.
     * @throws RefusedRequest naming the parameter to blame.
     */
    HistoryRequest(String query, Set<String> known) throws RefusedRequest {
        parameters = QueryParameters.parse(query, known);
        fromEpochNs = epochNs("from");
        toEpochNs = epochNs("to");
        if (toEpochNs <= fromEpochNs) {
            throw invalid("to", "must be after \"from\"");
        }
        if (toEpochNs - fromEpochNs > RANGE_MAX_NS) {
            throw new RefusedRequest(ErrorCode.RANGE_TOO_LONG, "to", "At most 31 days can be asked for at once.");
        }
    }

    long fromEpochNs() {
        return fromEpochNs;
    }

    long toEpochNs() {
        return toEpochNs;
    }

    @Nullable
    String get(String name) {
        return parameters.get(name);
    }

    static RefusedRequest invalid(String field, String why) {
        return new RefusedRequest(ErrorCode.INVALID_FIELD, field, "\"" + field + "\" " + why + ".");
    }

    private String required(String name) throws RefusedRequest {
        String text = parameters.get(name);
        if (text == null) {
            throw new RefusedRequest(ErrorCode.MISSING_FIELD, name, "\"" + name + "\" is missing.");
        }
        return text;
    }

    /** A moment in ms since 1970, or RFC 3339 in UTC, down to the ns. */
    private long epochNs(String name) throws RefusedRequest {
        String text = required(name);
        if (DIGITS.matcher(text).matches()) {
            long epochMs = Long.parseLong(text);
            if (epochMs > Long.MAX_VALUE / MS_NS) {
                throw invalid(name, "is too far ahead");
            }
            if (epochMs < EPOCH_MS_MIN) {
                throw invalid(name, "lies before 2001: times are milliseconds since 1970 or ISO");
            }
            return epochMs * MS_NS;
        }
        String form = "must be ms since 1970 or a UTC time such as \"2026-01-31T12:00:00.250Z\"";
        if (!INSTANT.matcher(text).matches()) {
            throw invalid(name, form);
        }
        try {
            Instant instant = Instant.parse(text);
            if (instant.isBefore(Instant.EPOCH) || instant.isAfter(INSTANT_MAX)) {
                throw invalid(name, form);
            }
            return instant.getEpochSecond() * SECOND_NS + instant.getNano();
        } catch (DateTimeException e) {
            throw invalid(name, form);
        }
    }

    long priceE8(String name) throws RefusedRequest {
        return decimalE8(name, required(name));
    }

    /** A least notional; the default without one. */
    long notionalE8(long byDefault) throws RefusedRequest {
        String text = parameters.get("notional");
        return text == null ? byDefault : decimalE8("notional", text);
    }

    private static long decimalE8(String name, String text) throws RefusedRequest {
        if (!DECIMAL.matcher(text).matches()) {
            throw invalid(name, "must be a decimal number with at most 8 decimals, such as \"67123.45\"");
        }
        E8.Outcome outcome = new E8.Outcome();
        long valueE8 = E8.parse(text, outcome);
        if (outcome.code() != E8.Outcome.EXACT) {
            throw invalid(name, "is too large; the greatest is 92233720368.54775807");
        }
        return valueE8;
    }

    int limit() throws RefusedRequest {
        String text = parameters.get("limit");
        if (text == null) {
            return LIMIT_DEFAULT;
        }
        int limit = DIGITS.matcher(text).matches() && text.length() <= 9 ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > LIMIT_MAX) {
            throw invalid("limit", "must be 1 to " + LIMIT_MAX);
        }
        return limit;
    }

    /** Length of a bar: a number of s, m, h or d, 1s to 1d. */
    long stepNs() throws RefusedRequest {
        var step = STEP.matcher(required("step"));
        if (!step.matches()) {
            throw invalid("step", "must be a length such as 1s, 5m, 1h or 1d");
        }
        long unitNs = switch (step.group(2)) {
            case "s" -> SECOND_NS;
            case "m" -> 60 * SECOND_NS;
            case "h" -> 3_600 * SECOND_NS;
            default -> DAY_NS;
        };
        long stepNs = Long.parseLong(step.group(1)) * unitNs;
        if (stepNs > DAY_NS) {
            throw invalid("step", "must be 1s to 1d");
        }
        return stepNs;
    }

    /** Number of bars of a length that hold the range. */
    int steps(long firstEpochNs, long stepNs) throws RefusedRequest {
        long steps = (toEpochNs - firstEpochNs + stepNs - 1) / stepNs;
        if (steps > BARS_MAX) {
            throw new RefusedRequest(
                    ErrorCode.TOO_MANY_BARS,
                    "step",
                    "The range has " + steps + " steps; at most " + BARS_MAX + " are answered at once.");
        }
        return (int) steps;
    }

    /** A kind of touch; the default without one. */
    int touchKind(int byDefault) throws RefusedRequest {
        String text = parameters.get("touch");
        if (text == null) {
            return byDefault;
        }
        return switch (text) {
            case "inside" -> MarketFlyweight.TOUCH_INSIDE;
            case "crossed" -> MarketFlyweight.TOUCH_CROSSED;
            default -> throw invalid("touch", "must be inside or crossed");
        };
    }

    /** How ends and bounds belong; the default without one. */
    int bounds(int byDefault) throws RefusedRequest {
        String text = parameters.get("bounds");
        if (text == null) {
            return byDefault;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "closed" -> MarketFlyweight.BOUNDS_CLOSED;
            case "half-open" -> MarketFlyweight.BOUNDS_HALF_OPEN;
            default -> throw invalid("bounds", "must be closed or half-open");
        };
    }

    /** Where the page before ended; null for the first page. */
    @Nullable
    PageCursor cursor() throws RefusedRequest {
        String text = parameters.get("cursor");
        if (text == null) {
            return null;
        }
        byte[] bytes = decoded(text);
        if (bytes.length != CURSOR_LENGTH || ByteBuffer.wrap(bytes).getInt(CURSOR_LENGTH - 4) != checksum(bytes)) {
            throw invalid("cursor", "is none that this server gave");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new PageCursor(buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** A cursor as clients give it back. */
    static String text(PageCursor cursor) {
        byte[] bytes = new byte[CURSOR_LENGTH];
        ByteBuffer.wrap(bytes)
                .putLong(cursor.tradeTimeEpochNs())
                .putLong(cursor.firstTradeId())
                .putLong(cursor.sequence());
        ByteBuffer.wrap(bytes).putInt(CURSOR_LENGTH - Integer.BYTES, checksum(bytes));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CURSOR_LENGTH - Integer.BYTES);
        return (int) crc.getValue();
    }
}
