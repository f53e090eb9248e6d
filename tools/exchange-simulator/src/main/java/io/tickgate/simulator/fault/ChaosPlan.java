package io.tickgate.simulator.fault;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An endless list of faults, drawn by a seed: same seed, same interval and same venues, same list. Owned by one thread. Durations are such that of the faults that last at most two
 * go on at a time; those that count stay until they have met what they wait for.
 */
public final class ChaosPlan {

    /** Between two faults lie at least three quarters of the interval and at most five. */
    private static final double GAP_MIN = 0.75;

    private static final double GAP_SPREAD = 0.5;

    /** Twice the smallest gap: when the third fault begins, the first is over. */
    private static final double DURATION_MAX = 2 * GAP_MIN;

    private static final double DURATION_MIN_SECONDS = 0.05;

    /** Longer ones teach a client nothing more. */
    private static final double DURATION_MAX_SECONDS = 120;

    private static final int FRAMES_MAX = 20;
    private static final int GAP_MAX = 200;
    private static final int PINGS_MAX = 300;
    private static final int LARGEST_FRAME_BYTES = 6_000_000;
    private static final int RETRY_AFTER_MAX = 60;
    private static final int DELAY_MAX_MS = 10_000;

    private final Random random;
    private final long intervalNs;
    private final List<Menu> menus;
    private long atNs;

    /**
     * What can be hit.
     *
     * @param venue lower case
     * @param symbols at least one, as the venue names them
     * @param channels at least one, as the venue names them
     */
    public record Menu(String venue, List<String> symbols, List<String> channels) {}

    /**
     * One fault of the list.
     *
     * @param atNs from the beginning of the list
     * @param fault what is to be injected then
     */
    public record Drawn(long atNs, Fault fault) {}

    /**
     * Begins a list.
     *
     * @param intervalNs mean distance of two faults
     * @param menus at least one
     */
    public ChaosPlan(long seed, long intervalNs, List<Menu> menus) {
        this.random = new Random(seed);
        this.intervalNs = intervalNs;
        this.menus = List.copyOf(menus);
    }

    /** The next fault; its time is above the last one's. */
    public Drawn next() {
        atNs += Math.round(intervalNs * (GAP_MIN + GAP_SPREAD * random.nextDouble()));
        Menu menu = oneOf(menus);
        FaultKind kind = oneOf(List.of(FaultKind.values()));
        // Each number is drawn whether the kind needs it or not, so that a kind more or less moves nothing but itself.
        long durationNs = durationNs();
        double share = random.nextDouble();
        boolean option = random.nextBoolean();
        String symbol = random.nextInt(4) == 0 ? null : oneOf(menu.symbols());
        String channel = oneOf(menu.channels());
        return new Drawn(atNs, fault(kind, menu.venue(), durationNs, share, option, symbol, channel));
    }

    private static Fault fault(
            FaultKind kind,
            String venue,
            long durationNs,
            double share,
            boolean option,
            @Nullable String symbol,
            String channel) {
        return new Fault(
                kind,
                venue,
                kind.has(FaultKey.SYMBOL) ? symbol : null,
                kind == FaultKind.STALL_STREAM ? channel : null,
                kind.has(FaultKey.SECONDS) ? durationNs : 0,
                kind.has(FaultKey.COUNT) ? count(kind, share) : 0,
                amount(kind, share),
                kind.keys().stream().anyMatch(FaultKey::isOption) && option);
    }

    private long durationNs() {
        double most = Math.min(DURATION_MAX_SECONDS, DURATION_MAX * intervalNs / 1e9);
        return Fault.nanos(DURATION_MIN_SECONDS + (most - DURATION_MIN_SECONDS) * random.nextDouble());
    }

    private static long count(FaultKind kind, double share) {
        int most = switch (kind) {
            case GAP -> GAP_MAX;
            case PING_FLOOD -> PINGS_MAX;
            case SLOW_HANDSHAKE, GLUED_FIRST_FRAME, LIFE_CUT, ACK_ERROR -> 2;
            default -> FRAMES_MAX;
        };
        long least = kind == FaultKind.REORDER ? 2 : 1;
        return least + (long) (share * (most - least));
    }

    private static long amount(FaultKind kind, double share) {
        if (kind.has(FaultKey.BYTES)) {
            return 1_024 + (long) (share * (LARGEST_FRAME_BYTES - 1_024));
        }
        if (kind.has(FaultKey.RETRY_AFTER)) {
            return (long) (share * RETRY_AFTER_MAX);
        }
        return kind.has(FaultKey.DELAY) ? 1 + (long) (share * (DELAY_MAX_MS - 1)) : 0;
    }

    private <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
