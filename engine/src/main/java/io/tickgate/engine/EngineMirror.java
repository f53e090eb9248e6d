package io.tickgate.engine;

import io.tickgate.config.RedisConfig;
import io.tickgate.config.RedisMode;
import io.tickgate.journal.RecordLog;
import io.tickgate.mirror.EmbeddedRedis;
import io.tickgate.mirror.MirrorSettings;
import io.tickgate.mirror.RedisAddress;
import io.tickgate.mirror.RedisMirror;
import io.tickgate.mirror.RedisPrices;
import io.tickgate.publish.Published;
import io.tickgate.snapshot.Keeper;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.ErrorHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mirror and the look-up of fallback prices that the configuration asks for, and the Redis of this process's own when it asks for that. Nothing here can keep an engine
 * from starting: without a Redis there is no mirror, and the log says so.
 */
final class EngineMirror implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineMirror.class);
    private static final String REDIS_FOLDER = "redis";

    private final @Nullable EmbeddedRedis redis;
    private final @Nullable RedisMirror mirror;
    private final @Nullable RedisPrices prices;
    private final String address;

    private EngineMirror(
            @Nullable EmbeddedRedis redis, @Nullable RedisMirror mirror, @Nullable RedisPrices prices, String address) {
        this.redis = redis;
        this.mirror = mirror;
        this.prices = prices;
        this.address = address;
    }

    /**
     * Starts what is asked for.
     *
     * @param config section {@code redis}, concluded.
     * @param dataFolder where a Redis of our own lies.
     * @param journal that is mirrored.
     * @param published bound of what is mirrored.
     * @param counters of the process.
     * @param errorHandler of the process.
     * @return what runs, maybe nothing.
     */
    static EngineMirror start(
            RedisConfig config,
            Path dataFolder,
            RecordLog journal,
            Published published,
            Counters counters,
            ErrorHandler errorHandler) {
        if (config.mode() == RedisMode.OFF) {
            return new EngineMirror(null, null, null, "off");
        }
        EmbeddedRedis redis = null;
        RedisAddress address;
        if (config.mode() == RedisMode.EMBEDDED) {
            redis = startRedis(dataFolder.resolve(REDIS_FOLDER));
            if (redis == null) {
                return new EngineMirror(null, null, null, "none: no redis-server was found or it did not start");
            }
            address = redis.address();
        } else {
            address = RedisAddress.parse(config.url());
        }
        MirrorSettings settings = new MirrorSettings(
                address,
                toMs(config.connectTimeoutNs()),
                toMs(config.socketTimeoutNs()),
                TimeUnit.NANOSECONDS.toMillis(config.latestTtlNs()),
                TimeUnit.NANOSECONDS.toMillis(config.historyRetentionNs()),
                config.historyMembersMax(),
                config.batchMax());
        RedisMirror mirror = RedisMirror.start(settings, journal, published, counters, errorHandler);
        RedisPrices prices = RedisPrices.start(settings, published, counters, errorHandler);
        return new EngineMirror(redis, mirror, prices, address.toString());
    }

    private static @Nullable EmbeddedRedis startRedis(Path folder) {
        try {
            return EmbeddedRedis.start(folder);
        } catch (IOException e) {
            LOG.warn("No Redis, so no mirror: {}", e.getMessage());
            return null;
        }
    }

    private static int toMs(long ns) {
        return Math.toIntExact(TimeUnit.NANOSECONDS.toMillis(ns));
    }

    /** What the mirror has not read yet; a Redis that is away holds no file beyond its retention. */
    Keeper keeper() {
        return Keeper.yielding(
                "The mirror to Redis " + address,
                () -> mirror == null ? Long.MAX_VALUE - 1 : mirror.mirroredSequence());
    }

    /** Where the mirror writes, for people, without a password; or why there is none. */
    String address() {
        return address;
    }

    /** Ends the mirror, which sends what is published, then the Redis of our own. */
    @Override
    public void close() {
        if (prices != null) {
            prices.close();
        }
        if (mirror != null) {
            mirror.close();
        }
        if (redis != null) {
            redis.close();
        }
    }
}
