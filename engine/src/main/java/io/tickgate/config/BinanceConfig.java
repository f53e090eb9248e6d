package io.tickgate.config;

import java.net.URI;

/**
 * Section {@code venues.binance}.
 *
 * @param isEnabled whether to connect.
 * @param webSocketUrl base, {@code ws} or {@code wss}.
 * @param restUrl base, {@code http} or {@code https}.
 * @param timeUnit of the venue's times.
 * @param connectTimeoutNs for the TCP connection.
 * @param handshakeTimeoutNs for TLS and WebSocket handshake.
 * @param reconnectMinNs first upper limit of the random wait.
 * @param reconnectMaxNs greatest one.
 * @param dataTimeoutNs without data after which a connection is stalled.
 * @param frameMaxBytes longest frame read.
 */
public record BinanceConfig(
        boolean isEnabled,
        URI webSocketUrl,
        URI restUrl,
        VenueTimeUnit timeUnit,
        long connectTimeoutNs,
        long handshakeTimeoutNs,
        long reconnectMinNs,
        long reconnectMaxNs,
        long dataTimeoutNs,
        int frameMaxBytes) {}
