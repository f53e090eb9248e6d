package io.tickgate.config;

/**
 * Section {@code pairs}: instruments that come and go at run time.
 *
 * @param idleAfterNs after the last client left, at which the streams of an on-demand instrument stop.
 */
public record PairsConfig(long idleAfterNs) {}
