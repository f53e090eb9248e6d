package io.tickgate.feed;

import java.util.concurrent.TimeUnit;

/**
 * How connections to a venue are made.
 *
 * @param connectTimeoutNs for the TCP connection, over all addresses of the host.
 * @param handshakeTimeoutNs for TLS and WebSocket handshake.
 * @param reconnectMinNs first upper limit of the random wait.
 * @param reconnectMaxNs greatest one.
 * @param refusedMinNs least wait after the venue refused the handshake as banned, blocked or too frequent.
 * @param stableNs of data that count as one success.
 * @param breakerFailures in a row that open the breaker.
 * @param breakerOpenNs how long it stays open.
 * @param breakerSuccesses that close it.
 * @param connectsMax most attempts at the host in each {@link ConnectBudget#WINDOW_NS}, over all feeds of this process.
 */
public record ConnectSettings(
        long connectTimeoutNs,
        long handshakeTimeoutNs,
        long reconnectMinNs,
        long reconnectMaxNs,
        long refusedMinNs,
        long stableNs,
        int breakerFailures,
        long breakerOpenNs,
        int breakerSuccesses,
        int connectsMax) {
    /**
     * The usual numbers.
     *
     * @param reconnectMaxNs greatest upper limit of the random wait.
     */
    public static ConnectSettings defaults(long reconnectMaxNs) {
        return new ConnectSettings(
                TimeUnit.SECONDS.toNanos(5),
                TimeUnit.SECONDS.toNanos(10),
                TimeUnit.SECONDS.toNanos(1),
                reconnectMaxNs,
                TimeUnit.SECONDS.toNanos(60),
                TimeUnit.SECONDS.toNanos(10),
                5,
                TimeUnit.SECONDS.toNanos(60),
                3,
                250);
    }
}
