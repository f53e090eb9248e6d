package io.tickgate.mirror;

/**
 * How the mirror works. Checked: a value out of its range is refused at once.
 *
 * @param address of the Redis.
 * @param connectTimeoutMs time for the TCP connection, above 0.
 * @param socketTimeoutMs time for an answer, above 0; a batch that takes more than twice as long is broken off.
 * @param latestTtlMs life of the latest-price keys, counted from the trade's receive time, above 0.
 * @param retentionMs how long members of the history are kept, above 0.
 * @param historyMembersMax most members of one instrument's history, above 0.
 * @param batchMax most trades of one round trip, above 0.
 */
public record MirrorSettings(
        RedisAddress address,
        int connectTimeoutMs,
        int socketTimeoutMs,
        long latestTtlMs,
        long retentionMs,
        long historyMembersMax,
        int batchMax) {

    /** Checks the ranges. */
    public MirrorSettings {
        above0("connectTimeoutMs", connectTimeoutMs);
        above0("socketTimeoutMs", socketTimeoutMs);
        above0("latestTtlMs", latestTtlMs);
        above0("retentionMs", retentionMs);
        above0("historyMembersMax", historyMembersMax);
        above0("batchMax", batchMax);
    }

    private static void above0(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be above 0");
        }
    }
}
