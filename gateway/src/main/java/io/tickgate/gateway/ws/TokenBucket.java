package io.tickgate.gateway.ws;

/** Limits the rate of one client's messages: 100 at once, 10 a second in the long run. Owned by the connection's I/O thread. */
final class TokenBucket {
    /** A client that subscribes one by one to all that it may does not run into it. */
    private static final int CAPACITY = 100;

    private static final long REFILL_NS = 100_000_000L;

    private int tokens = CAPACITY;
    private long refilledNs;

    TokenBucket(long nowNs) {
        refilledNs = nowNs;
    }

    /** Takes one token; false when there is none. */
    boolean take(long nowNs) {
        long refills = (nowNs - refilledNs) / REFILL_NS;
        if (refills > 0) {
            tokens = (int) Math.min(CAPACITY, tokens + refills);
            refilledNs += refills * REFILL_NS;
        }
        if (tokens == 0) {
            return false;
        }
        tokens--;
        return true;
    }
}
