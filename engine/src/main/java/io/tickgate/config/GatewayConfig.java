package io.tickgate.config;

/**
 * Section {@code gateway}.
 *
 * @param host to listen on.
 * @param port to listen on, 0 for any.
 * @param ioThreads number of I/O threads, 0 for as many as the cores ask for.
 * @param connectionsMax most connections at once.
 * @param bodyMaxBytes longest request body.
 * @param requestTimeoutNs absolute time for a request.
 * @param idleTimeoutNs after which a silent connection is closed.
 * @param statusIntervalNs between status messages to a streaming client.
 * @param subscriptionsMax most instruments of one client.
 * @param betsInFlightMax most bets that wait for their answer.
 */
public record GatewayConfig(
        String host,
        int port,
        int ioThreads,
        int connectionsMax,
        int bodyMaxBytes,
        long requestTimeoutNs,
        long idleTimeoutNs,
        long statusIntervalNs,
        int subscriptionsMax,
        int betsInFlightMax) {}
