package io.tickgate.simulator.server;

import java.time.Duration;

/**
 * What each connection must keep to.
 *
 * @param windowBytes data that may wait for the client, besides what is being written
 * @param pingInterval time between two pings
 * @param pongTimeout a client that answers no ping for this long is closed
 * @param connectionsMax connections at a time; one more is answered with 503
 * @param framesPerSecondMax frames of a client in any one second
 */
public record ConnectionLimits(
        int windowBytes, Duration pingInterval, Duration pongTimeout, int connectionsMax, int framesPerSecondMax) {}
