package io.tickgate.gateway.ws;

/**
 * Limits and periods of WebSockets.
 *
 * @param subscriptionsMax symbols that one client may subscribe to; {@code *} counts as one.
 * @param idleTimeoutNs a client from which nothing was heard for this time is closed.
 * @param statusIntervalNs between two status messages when nothing changes.
 */
public record SocketSettings(int subscriptionsMax, long idleTimeoutNs, long statusIntervalNs) {}
