package io.tickgate.config;

/**
 * Section {@code redis}, concluded: the mode is not {@code AUTO} any more.
 *
 * @param mode which Redis.
 * @param url with user and password if any, empty unless the mode is {@code URL}; never print it.
 * @param connectTimeoutNs for the TCP connection.
 * @param socketTimeoutNs for an answer.
 * @param latestTtlNs life of the latest-price keys.
 * @param historyRetentionNs life of history members.
 * @param historyMembersMax most members of one history.
 * @param batchMax most commands of one batch.
 */
public record RedisConfig(
        RedisMode mode,
        String url,
        long connectTimeoutNs,
        long socketTimeoutNs,
        long latestTtlNs,
        long historyRetentionNs,
        long historyMembersMax,
        int batchMax) {
    /** Without the URL's secrets. */
    @Override
    public String toString() {
        return "RedisConfig[mode=" + mode + ", url=" + Secrets.mask("redis.url", url) + "]";
    }
}
