package io.tickgate.feed.rest;

/**
 * When prices are asked for over REST. Durations in ns.
 *
 * @param afterNs of a silent WebSocket, after which polling begins.
 * @param intervalNs between the beginnings of two rounds.
 * @param stableNs that the WebSocket must have been heard again before polling ends: one that flaps is polled on.
 */
public record PollSettings(long afterNs, long intervalNs, long stableNs) {}
