package io.tickgate.mirror;

import io.tickgate.publish.FallbackView;
import io.tickgate.publish.InstrumentView;
import io.tickgate.publish.PriceView;
import io.tickgate.publish.Published;
import io.tickgate.record.HealthState;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.ErrorHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Looks up, each {@value #INTERVAL_MS} ms, the latest-price keys of those instruments that have no live price here, and leaves what is
 * newer than the own one on the {@link io.tickgate.publish.FallbackBoard}. It has a thread and a connection of its own; no request, no
 * decision and nothing of the engine waits for it. Close it before Redis.
 *
 * <p>A Redis that is away or refuses is logged once and tried again at the next interval. Values that are no prices are counted
 * ({@code redis-values-refused}) and left alone.
 */
public final class RedisPrices implements AutoCloseable {
    static final String THREAD_NAME = "redis-prices";
    static final long INTERVAL_MS = 5_000;
    /** Keys of one round trip: the answers are below 1 MB. */
    static final int KEYS_MAX = 500;

    private static final Logger LOG = LoggerFactory.getLogger(RedisPrices.class);
    private static final long JOIN_MS = 500;

    private final Published published;
    private final Counters counters;
    private final ErrorHandler errors;
    private final RedisLink link;
    private final Thread thread;
    private final LatestValue value = new LatestValue();
    private final PriceView price = new PriceView();
    private final FallbackView found = new FallbackView();
    private final FallbackView held = new FallbackView();
    private final long intervalMs;
    private boolean isLost;
    private volatile boolean isClosed;

    RedisPrices(MirrorSettings settings, Published published, Counters counters, ErrorHandler errors, long intervalMs) {
        this.intervalMs = intervalMs;
        this.published = published;
        this.counters = counters;
        this.errors = errors;
        link = new RedisLink(
                settings.address(), settings.connectTimeoutMs(), settings.socketTimeoutMs(), "tickgate-prices");
        thread = new Thread(this::run, THREAD_NAME);
        thread.setDaemon(true);
    }

    /**
     * Starts to look. Returns at once; that Redis cannot be reached is no error but a state.
     *
     * @param settings where and with which timeouts.
     * @param published which instruments want a price, and where it goes.
     * @param counters counted into.
     * @param errors told of what is neither expected nor an outage.
     * @return what runs.
     */
    public static RedisPrices start(
            MirrorSettings settings, Published published, Counters counters, ErrorHandler errors) {
        RedisPrices prices = new RedisPrices(settings, published, counters, errors, INTERVAL_MS);
        prices.start();
        return prices;
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!isClosed) {
            try {
                look();
                isLost = false;
            } catch (JedisException e) {
                link.drop();
                if (!isLost && !isClosed) {
                    LOG.warn("No fallback prices from Redis: {}. Trying again each {} ms", e.toString(), intervalMs);
                }
                isLost = true;
            } catch (RuntimeException e) {
                link.drop();
                errors.onError(e);
            }
            LockSupport.parkNanos(this, intervalMs * 1_000_000);
        }
    }

    private void look() {
        List<InstrumentView> wanted = new ArrayList<>();
        for (InstrumentView instrument : published.directory().instruments()) {
            if (isWanted(instrument.id())) {
                wanted.add(instrument);
            }
        }
        for (int from = 0; from < wanted.size() && !isClosed; from += KEYS_MAX) {
            lookUp(wanted.subList(from, Math.min(wanted.size(), from + KEYS_MAX)));
        }
    }

    private boolean isWanted(int instrumentId) {
        boolean isKnown = published.prices().read(instrumentId, price) && price.hasPrice();
        return !isKnown || price.health() == HealthState.CRITICAL;
    }

    private void lookUp(List<InstrumentView> wanted) {
        if (!link.isConnected()) {
            link.connect();
        }
        byte[][] keys = new byte[wanted.size()][];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = MirroredInstrument.latestKey(wanted.get(i).symbol());
        }
        Object answer = link.exchange(List.of(new RedisCommand(Protocol.Command.MGET, keys)))
                .get(0);
        if (answer instanceof RuntimeException refusal) {
            throw refusal;
        }
        if (!(answer instanceof List<?> values) || values.size() != keys.length) {
            throw new JedisException("MGET of " + keys.length + " keys was answered otherwise");
        }
        for (int i = 0; i < keys.length; i++) {
            if (values.get(i) instanceof byte[] bytes) {
                take(wanted.get(i), bytes);
            }
        }
    }

    private void take(InstrumentView instrument, byte[] bytes) {
        if (!value.read(bytes, instrument.symbol(), published.marketTimeEpochNs(), found)) {
            counters.increment(Counter.REDIS_VALUES_REFUSED);
            return;
        }
        boolean isOwnNewer = published.prices().read(instrument.id(), price)
                && price.hasPrice()
                && price.receivedEpochNs() >= found.receivedEpochNs();
        boolean isHeldNewer =
                published.fallbacks().read(instrument.id(), held) && held.receivedEpochNs() >= found.receivedEpochNs();
        if (!isOwnNewer && !isHeldNewer) {
            published.fallbacks().write(instrument.id(), found);
            published.tellPriceChanged(instrument.id());
        }
    }

    /** Ends within about half a second. */
    @Override
    public void close() {
        isClosed = true;
        link.shutDown();
        LockSupport.unpark(thread);
        try {
            thread.join(JOIN_MS);
            if (thread.isAlive()) {
                LOG.warn("The thread {} did not end within {} ms; it ends with the process", THREAD_NAME, JOIN_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
