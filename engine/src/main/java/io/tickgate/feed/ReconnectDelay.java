package io.tickgate.feed;

import io.tickgate.feed.websocket.HandshakeException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next connection: a random time below a limit that doubles with each failure ("full jitter": many
 * processes that lose a venue together must not come back together). Owned by the feed's thread.
 */
final class ReconnectDelay {
    /** Data must have come for this long before the next failure counts as the first one again. */
    static final long STABLE_NS = TimeUnit.SECONDS.toNanos(10);

    /** A venue that bans or does not serve this address gains nothing from being asked more often. */
    static final long REFUSED_MIN_NS = TimeUnit.SECONDS.toNanos(60);

    private static final int HTTP_FORBIDDEN = 403;
    private static final int HTTP_BANNED = 418;
    private static final int HTTP_TOO_MANY = 429;
    private static final int HTTP_LEGAL = 451;

    private final long minNs;
    private final long maxNs;
    private final RandomGenerator random;
    private long limitNs;

    ReconnectDelay(long minNs, long maxNs, RandomGenerator random) {
        this.minNs = minNs;
        this.maxNs = maxNs;
        this.random = random;
        limitNs = minNs;
    }

    /** The connection has brought data for {@link #STABLE_NS}. */
    void onStable() {
        limitNs = minNs;
    }

    /** Wait after a failure, in ns. */
    long afterFailureNs() {
        long delayNs = random.nextLong(limitNs + 1);
        limitNs = Math.min(limitNs * 2, maxNs);
        return delayNs;
    }

    /** Wait after a handshake that the server answered with something else, in ns. */
    long afterRefusalNs(HandshakeException refusal) {
        long delayNs = afterFailureNs();
        boolean isUnwelcome = switch (refusal.status()) {
            case HTTP_FORBIDDEN, HTTP_BANNED, HTTP_TOO_MANY, HTTP_LEGAL -> true;
            default -> false;
        };
        // The random part on top keeps the jitter.
        return delayNs + Math.max(isUnwelcome ? REFUSED_MIN_NS : 0, refusal.retryAfterNs());
    }
}
