package io.tickgate.gateway.settings;

/**
 * The gateway's section of the configuration, already range-checked.
 *
 * @param host address to listen on; a loopback one also switches the check of the Host header on.
 * @param port to listen on, 0 for any free one.
 * @param ioThreads threads that do everything here; 1 or more.
 * @param connectionsMax connections served at once; those beyond get 503.
 * @param bodyMaxBytes largest request body.
 * @param requestTimeoutNs a request must be in completely within this time of its first byte.
 * @param idleTimeoutNs a connection without a request, and a WebSocket without a frame, is closed after this time.
 * @param statusIntervalNs between two {@code system:status} messages when nothing changes.
 * @param subscriptionsMax symbols that one WebSocket may subscribe to.
 * @param betsInFlightMax bets sent to the engine and not answered yet.
 * @param recoveryNs {@code health.recovery}: the least time from critical to an open gate.
 * @param allowPublic whether pages of any origin may bet and stream; otherwise only those served from the same host.
 */
public record GatewaySettings(
        String host,
        int port,
        int ioThreads,
        int connectionsMax,
        int bodyMaxBytes,
        long requestTimeoutNs,
        long idleTimeoutNs,
        long statusIntervalNs,
        int subscriptionsMax,
        int betsInFlightMax,
        long recoveryNs,
        boolean allowPublic) {}
