package io.tickgate.config;

import java.net.URI;
import java.util.List;

/**
 * What the sections of all venues have: how to connect, and when to give up.
 *
 * @param venue whose section it is.
 * @param isEnabled whether to connect; for CoinCap only with a key.
 * @param webSocketUrls bases, {@code ws} or {@code wss}, at least one; after a failure the next one is tried.
 * @param restUrl base, {@code http} or {@code https}.
 * @param connectTimeoutNs for the TCP connection.
 * @param handshakeTimeoutNs for TLS and WebSocket handshake.
 * @param reconnectMinNs first upper limit of the random wait.
 * @param reconnectMaxNs greatest one.
 * @param dataTimeoutNs without data after which a connection is stalled.
 * @param firstDataTimeoutNs from the subscription to the first data of a connection.
 * @param frameMaxBytes longest frame read.
 * @param lifeNs age at which a connection is replaced, 0 for never.
 * @param connectsMax most attempts within 5 minutes.
 * @param breakerFailures failures in a row that open the breaker.
 * @param breakerOpenNs how long it stays open before one attempt is made.
 */
public record VenueConfig(
        Venue venue,
        boolean isEnabled,
        List<URI> webSocketUrls,
        URI restUrl,
        long connectTimeoutNs,
        long handshakeTimeoutNs,
        long reconnectMinNs,
        long reconnectMaxNs,
        long dataTimeoutNs,
        long firstDataTimeoutNs,
        int frameMaxBytes,
        long lifeNs,
        int connectsMax,
        int breakerFailures,
        long breakerOpenNs) {
    /** The base that is tried first. */
    public URI webSocketUrl() {
        return webSocketUrls.get(0);
    }
}
