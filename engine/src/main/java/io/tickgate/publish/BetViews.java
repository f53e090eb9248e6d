package io.tickgate.publish;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Accepted bets by id and by key. Written by the publish stage, read by any thread. Bounded by the market, which holds no more bets
 * than this (rule of the market: open bets and kept keys).
 */
public final class BetViews {
    private record BetId(long high, long low) {}

    private record BetKey(String tenant, String user, String key) {}

    private final ConcurrentHashMap<BetId, BetView> byId = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<BetKey, BetView> byKey = new ConcurrentHashMap<>();

    BetViews() {}

    /** The bet, or null when no such bet was accepted. Whose it is the caller must check. */
    public @Nullable BetView byId(long idHigh, long idLow) {
        return byId.get(new BetId(idHigh, idLow));
    }

    /** The bet that was accepted under the user's key, or null. */
    public @Nullable BetView byKey(String tenant, String user, String key) {
        return byKey.get(new BetKey(tenant, user, key));
    }

    /** Whether a bet on an instrument is held. Looks at all bets: for rare questions only. */
    public boolean isAnyOn(int instrumentId) {
        return byId.values().stream().anyMatch(bet -> bet.instrumentId() == instrumentId);
    }

    /** Shows every bet that is held, in no order; those that come or go meanwhile may be among them or not. */
    void forEach(Consumer<BetView> visitor) {
        byId.values().forEach(visitor);
    }

    /** Number of bets held. */
    public int count() {
        return byId.size();
    }

    void add(BetView bet) {
        byId.put(new BetId(bet.idHigh(), bet.idLow()), bet);
        byKey.put(new BetKey(bet.tenant(), bet.user(), bet.key()), bet);
    }

    void remove(BetView bet) {
        byId.remove(new BetId(bet.idHigh(), bet.idLow()));
        byKey.remove(new BetKey(bet.tenant(), bet.user(), bet.key()));
    }
}
