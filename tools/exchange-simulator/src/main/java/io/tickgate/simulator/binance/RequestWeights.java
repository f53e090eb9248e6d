package io.tickgate.simulator.binance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The weight that each address has used in the running minute. Beyond the limit it is told to back off (429); if it goes on it is banned for two minutes (418). Any thread may
 * call. Bounded: of too many addresses the one seen longest ago is forgotten.
 */
final class RequestWeights {

    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    /** The venue bans for two minutes at first; how many refused requests it takes is not documented. */
    private static final long BAN_NS = 2 * MINUTE_NS;

    private static final int REFUSALS_BEFORE_BAN = 10;
    private static final int ADDRESSES_MAX = 1_024;

    private final int weightMax;
    private final LongSupplier clockNs;
    private final Map<String, Usage> usages = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Usage {
        private long minute = Long.MIN_VALUE;
        private int weight;
        private int refusals;
        private boolean banned;
        private long banEndNs;
    }

    /**
     * What an address may do.
     *
     * @param status 200, 429 or 418
     * @param used weight in the running minute, with this request
     * @param retryAfterSeconds above 0 if the status is not 200
     */
    record Verdict(int status, int used, long retryAfterSeconds) {}

    RequestWeights(int weightMax, LongSupplier clockNs) {
        this.weightMax = weightMax;
        this.clockNs = clockNs;
    }

    /** Counts a request. */
    synchronized Verdict charge(String address, int weight) {
        Usage usage = usages.computeIfAbsent(address, absent -> new Usage());
        if (usages.size() > ADDRESSES_MAX) {
            usages.remove(usages.keySet().iterator().next());
        }
        long nowNs = clockNs.getAsLong();
        usage.banned &= usage.banEndNs - nowNs > 0;
        if (usage.banned) {
            return new Verdict(418, usage.weight, seconds(usage.banEndNs - nowNs));
        }
        long minute = Math.floorDiv(nowNs, MINUTE_NS);
        if (minute != usage.minute) {
            usage.minute = minute;
            usage.weight = 0;
            usage.refusals = 0;
        }
        usage.weight += weight;
        if (usage.weight <= weightMax) {
            return new Verdict(200, usage.weight, 0);
        }
        usage.refusals++;
        if (usage.refusals > REFUSALS_BEFORE_BAN) {
            usage.banned = true;
            usage.banEndNs = nowNs + BAN_NS;
            return new Verdict(418, usage.weight, seconds(BAN_NS));
        }
        return new Verdict(429, usage.weight, seconds((minute + 1) * MINUTE_NS - nowNs));
    }

    private static long seconds(long leftNs) {
        return Math.max(1, Math.floorDiv(leftNs + SECOND_NS - 1, SECOND_NS));
    }
}
