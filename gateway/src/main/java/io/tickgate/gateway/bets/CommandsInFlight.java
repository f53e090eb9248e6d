package io.tickgate.gateway.bets;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keys of bets that were sent to the engine and whose end is not known yet. It bounds them, and it knows from when on the answer for a
 * key is final: once each command under it was answered, or market time has passed its expiry, after which none of them can be taken.
 *
 * <p>Any thread may call it.
 */
final class CommandsInFlight {
    /** A command expires 2 s after it was sent (see {@link io.tickgate.record.BetFlyweight}). */
    static final long EXPIRY_NS = 2_000_000_000L;
    /** How long after its expiry an unanswered command is forgotten when room is needed: beyond any wait for an answer. */
    private static final long FORGET_NS = 8_000_000_000L;

    private record Sent(int count, long newestEpochNs) {}

    private final ConcurrentHashMap<String, Sent> byKey = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final int countMax;

    CommandsInFlight(int countMax) {
        this.countMax = countMax;
    }

    /**
     * Notes that a command is about to be sent.
     *
     * @param key of the bet.
     * @param sentEpochNs engine time in the command.
     * @param marketTimeEpochNs as published.
     * @return false when as many are under way as may be; then nothing was noted.
     */
    boolean begin(String key, long sentEpochNs, long marketTimeEpochNs) {
        if (count.incrementAndGet() > countMax) {
            forgetExpired(marketTimeEpochNs);
            if (count.get() > countMax) {
                count.decrementAndGet();
                return false;
            }
        }
        byKey.merge(
                key,
                new Sent(1, sentEpochNs),
                (old, added) -> new Sent(old.count + 1, Math.max(old.newestEpochNs, sentEpochNs)));
        return true;
    }

    /** Notes that one command under the key was answered, or was not sent after all. */
    void end(String key) {
        byKey.computeIfPresent(key, (name, sent) -> {
            count.decrementAndGet();
            return sent.count == 1 ? null : new Sent(sent.count - 1, sent.newestEpochNs);
        });
    }

    /**
     * Whether no command that was sent under the key can be taken any more. Ask this before looking for the bet: a command that ends
     * in between has its bet published before.
     */
    boolean isFinal(String key, long marketTimeEpochNs) {
        @Nullable Sent sent = byKey.get(key);
        return sent == null || marketTimeEpochNs > sent.newestEpochNs + EXPIRY_NS;
    }

    int count() {
        return count.get();
    }

    private void forgetExpired(long marketTimeEpochNs) {
        for (String key : byKey.keySet()) {
            byKey.computeIfPresent(key, (name, sent) -> {
                if (marketTimeEpochNs <= sent.newestEpochNs + EXPIRY_NS + FORGET_NS) {
                    return sent;
                }
                count.addAndGet(-sent.count);
                return null;
            });
        }
    }
}
