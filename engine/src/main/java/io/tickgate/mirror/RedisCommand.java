package io.tickgate.mirror;

import redis.clients.jedis.Protocol;

/**
 * A command as it goes over the wire. Immutable by convention: the arrays are not copied.
 *
 * @param name of the command.
 * @param arguments in order.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record RedisCommand(Protocol.Command name, byte[]... arguments) {}
