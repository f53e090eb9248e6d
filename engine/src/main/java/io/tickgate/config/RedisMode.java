package io.tickgate.config;

/** Which Redis is used. */
public enum RedisMode {
    /** The one of {@code redis.url} if that is set, otherwise none; concluded when the configuration is read. */
    AUTO,
    /** None. */
    OFF,
    /** The one of {@code redis.url}. */
    URL,
    /** One that this process starts. */
    EMBEDDED;

    /** Mode for a URL. */
    RedisMode conclude(String url) {
        if (this != AUTO) {
            return this;
        }
        return url.isEmpty() ? OFF : URL;
    }
}
