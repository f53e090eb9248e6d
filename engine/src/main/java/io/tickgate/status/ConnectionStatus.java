package io.tickgate.status;

/**
 * One open connection to a venue. Immutable.
 *
 * @param id unique in the process.
 * @param host that it goes to.
 * @param sinceEpochNs engine time at which its handshake was done.
 * @param streams subscribed on it.
 * @param delivering streams of those that have brought data.
 */
public record ConnectionStatus(long id, String host, long sinceEpochNs, int streams, int delivering) {}
