package io.tickgate.feed.rest;

import io.tickgate.feed.rest.RequestPace.Lane;
import io.tickgate.input.EngineClock;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent's way to a venue's host: at most one request under way, and the answer to each of the venue's ways to say no. Owned by that
 * agent's thread.
 */
final class VenueLink {
    /** Binance bans for 2 minutes to 3 days, for longer with each repetition (rest-api.md, "IP limits", read 2026-07-21). */
    static final long BANNED_MIN_NS = TimeUnit.MINUTES.toNanos(2);

    static final long BANNED_MAX_NS = TimeUnit.DAYS.toNanos(3);
    /** An hour holds back a venue's whole day of gaps; more than that is an error of the venue, not a limit. */
    static final long TOO_MANY_MAX_NS = TimeUnit.HOURS.toNanos(1);
    /** A firewall or a law does not change its mind within minutes. */
    static final long FORBIDDEN_NS = TimeUnit.MINUTES.toNanos(10);

    private static final Logger LOG = LoggerFactory.getLogger(VenueLink.class);

    private static final int HTTP_UNAUTHORIZED = 401;
    private static final int HTTP_FORBIDDEN = 403;
    private static final int HTTP_REQUEST_TIMEOUT = 408;
    private static final int HTTP_BANNED = 418;
    private static final int HTTP_TOO_MANY = 429;
    private static final int HTTP_LEGAL = 451;
    private static final int HTTP_BAD_REQUEST = 400;
    private static final int HTTP_SERVER_ERROR = 500;
    /** Enough for a venue's code and sentence. */
    private static final int EXCERPT_LENGTH_MAX = 120;

    private final VenueHost host;
    private final Lane lane;
    private final EngineClock clock;
    private final Counters counters;
    private @Nullable RestCall call;
    private String lastError = "";

    VenueLink(VenueHost host, Lane lane, EngineClock clock, Counters counters) {
        this.host = host;
        this.lane = lane;
        this.clock = clock;
        this.counters = counters;
    }

    boolean isIdle() {
        return call == null;
    }

    /** Sends a request unless the host's pace forbids it for now. Only while idle. */
    boolean trySend(RestRequest request, long nowNs) {
        if (!host.pace().tryStart(lane, request.weight(), nowNs)) {
            return false;
        }
        counters.increment(Counter.REST_REQUESTS);
        try {
            call = host.send(request, nowNs);
        } catch (RuntimeException e) {
            host.pace().onEnd(-1, nowNs); // Or nothing would ever be sent again.
            throw e;
        }
        return true;
    }

    /**
     * Looks for the answer.
     *
     * @param nowNs monotonic.
     * @return null while it is awaited or nothing is; else the answer, which is to be followed by {@link #onUseful()} or
     *     {@link #onUseless} when it is a good one. Others have been answered here already: the venue is left in peace for a while.
     */
    @Nullable
    RestAnswer poll(long nowNs) {
        RestCall underWay = call;
        RestAnswer answer = underWay == null ? null : underWay.poll(nowNs);
        if (answer == null) {
            return null;
        }
        call = null;
        host.pace().onEnd(answer.usedWeight(), nowNs);
        if (!answer.isOk()) {
            counters.increment(Counter.REST_FAILURES);
            onFailure(answer, nowNs);
        }
        return answer;
    }

    /** Whether the venue answered that this very request is wrong; another one may well be right. */
    static boolean isRequestAtFault(RestAnswer answer) {
        return switch (answer.status()) {
            case HTTP_UNAUTHORIZED, HTTP_FORBIDDEN, HTTP_REQUEST_TIMEOUT, HTTP_BANNED, HTTP_TOO_MANY, HTTP_LEGAL ->
                false;
            default -> answer.status() >= HTTP_BAD_REQUEST && answer.status() < HTTP_SERVER_ERROR;
        };
    }

    /** The newest good answer said what was asked. */
    void onUseful() {
        lastError = "";
        host.pace().onSuccess();
    }

    /** The newest good answer was none to the question. */
    void onUseless(String why, long nowNs) {
        counters.increment(Counter.REST_FAILURES);
        pause("an answer that cannot be used: " + why, 0, nowNs);
    }

    private void onFailure(RestAnswer answer, long nowNs) {
        String excerpt = excerpt(answer.body());
        switch (answer.status()) {
            case RestAnswer.NO_STATUS -> pause("no answer: " + answer.error(), 0, nowNs);
            case HTTP_TOO_MANY -> pause("429, too many requests", wait(answer, TOO_MANY_MAX_NS), nowNs);
            case HTTP_BANNED -> {
                long banNs = Math.max(BANNED_MIN_NS, wait(answer, BANNED_MAX_NS));
                pause("418, this address is banned for having gone on after 429", banNs, nowNs);
            }
            case HTTP_UNAUTHORIZED -> pause("401, the key is not accepted " + excerpt, FORBIDDEN_NS, nowNs);
            case HTTP_FORBIDDEN ->
                pause("403, forbidden: a firewall, or a key that is not accepted", FORBIDDEN_NS, nowNs);
            case HTTP_LEGAL ->
                pause("451, not offered where this machine stands; name another rest-url", FORBIDDEN_NS, nowNs);
            default -> onOtherStatus(answer, excerpt, nowNs);
        }
    }

    private void onOtherStatus(RestAnswer answer, String excerpt, long nowNs) {
        if (isRequestAtFault(answer)) {
            lastError = answer.status() + " " + excerpt;
            host.pace().onSuccess(); // The venue is well.
        } else if (!answer.location().isEmpty()) {
            pause(answer.status() + ", a redirect, which is not followed", 0, nowNs);
        } else {
            pause(answer.status() + " " + excerpt, wait(answer, TOO_MANY_MAX_NS), nowNs);
        }
    }

    private long wait(RestAnswer answer, long maxNs) {
        return RetryAfter.waitNs(answer.retryAfter(), clock.nowEpochNs(), maxNs);
    }

    private void pause(String why, long leastNs, long nowNs) {
        long pauseNs = host.pace().pauseAfterFailure(leastNs, nowNs);
        lastError = why.strip();
        LOG.warn(
                "REST of {} at {}: {}; not asked again for {} s",
                host.venue(),
                host.address(),
                lastError,
                TimeUnit.NANOSECONDS.toSeconds(pauseNs));
    }

    private static String excerpt(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, EXCERPT_LENGTH_MAX), StandardCharsets.UTF_8);
        return text.replaceAll("[^\\x20-\\x7E]", "?");
    }

    /** Of the newest request, empty when it went well. */
    String lastError() {
        return lastError;
    }

    /** Gives up what is under way. */
    void abandon(long nowNs) {
        RestCall underWay = call;
        if (underWay != null) {
            underWay.cancel();
            call = null;
            host.pace().onEnd(-1, nowNs);
        }
    }
}
