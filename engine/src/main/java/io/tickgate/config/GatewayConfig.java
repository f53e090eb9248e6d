package io.tickgate.config;

/**
 * Section {@code gateway}, concluded.
 *
 * @param host to listen on.
 * @param port to listen on, 0 for any.
 * @param ioThreads number of I/O threads, at least 1.
 * @param allowsPublic whether others than this machine may reach it.
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
        boolean allowsPublic,
        int connectionsMax,
        int bodyMaxBytes,
        long requestTimeoutNs,
        long idleTimeoutNs,
        long statusIntervalNs,
        int subscriptionsMax,
        int betsInFlightMax) {
    /** I/O threads for a number of cores: half of them, as feed and engine need the others. */
    static int conclude(int ioThreads, int cores) {
        return ioThreads > 0 ? ioThreads : Math.max(1, cores / 2);
    }
}
