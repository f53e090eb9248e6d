package io.tickgate.feed.rest;

import io.tickgate.record.RecordFlyweight;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A request under way. Owned by the thread that sent it. */
final class RestCall {
    /** Longest reason that is kept of a failure. */
    private static final int ERROR_LENGTH_MAX = 200;

    private static final int USED_WEIGHT_DIGITS_MAX = 9;

    private final CompletableFuture<HttpResponse<byte[]>> response;
    private final long deadlineNs;

    RestCall(CompletableFuture<HttpResponse<byte[]>> response, long deadlineNs) {
        this.response = response;
        this.deadlineNs = deadlineNs;
    }

    /**
     * Looks whether the answer is there, without waiting.
     *
     * @param nowNs monotonic.
     * @return null while it is awaited; after the deadline a failure, whatever has come until then.
     */
    @Nullable
    RestAnswer poll(long nowNs) {
        if (response.isDone()) {
            return finished();
        }
        if (nowNs - deadlineNs >= 0) {
            cancel();
            return RestAnswer.none("no whole answer in time");
        }
        return null;
    }

    /** Ends the exchange and its connection. */
    void cancel() {
        // On the future that the client gave out itself: only that one ends the exchange.
        response.cancel(true);
    }

    private RestAnswer finished() {
        try {
            return answer(response.get());
        } catch (ExecutionException e) {
            return RestAnswer.none(reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return RestAnswer.none("interrupted");
        }
    }

    private static RestAnswer answer(HttpResponse<byte[]> response) {
        HttpHeaders headers = response.headers();
        return new RestAnswer(
                response.statusCode(),
                response.body(),
                "",
                headers.firstValue("Retry-After").orElse(""),
                usedWeight(headers.firstValue("X-MBX-USED-WEIGHT-1M").orElse("")),
                headers.firstValue("Location").orElse(""),
                venueTimeEpochNs(headers));
    }

    private static int usedWeight(String text) {
        boolean isNumber = text.matches("[0-9]{1," + USED_WEIGHT_DIGITS_MAX + "}");
        return isNumber ? Integer.parseInt(text) : -1;
    }

    /** The Date header is when the answer was made (RFC 9110, 6.6.1); with an Age it may be one out of a cache. */
    private static long venueTimeEpochNs(HttpHeaders headers) {
        String age = headers.firstValue("Age").orElse("0");
        String date = headers.firstValue("Date").orElse("");
        if (!age.equals("0") || date.isEmpty()) {
            return RecordFlyweight.ABSENT;
        }
        try {
            long seconds = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toEpochSecond();
            return Math.multiplyExact(seconds, TimeUnit.SECONDS.toNanos(1));
        } catch (DateTimeException | ArithmeticException e) {
            return RecordFlyweight.ABSENT; // A date that is none says nothing; the answer itself is judged elsewhere.
        }
    }

    private static String reason(ExecutionException failure) {
        Throwable cause = failure.getCause();
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = String.valueOf(cause).replaceAll("\\p{Cntrl}", "?");
        return text.substring(0, Math.min(text.length(), ERROR_LENGTH_MAX));
    }
}
