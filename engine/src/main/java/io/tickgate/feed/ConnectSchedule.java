package io.tickgate.feed;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When the next connection may be tried, out of delay, breaker and budget. Owned by the control thread. */
final class ConnectSchedule {
    private final ConnectSettings settings;
    private final ReconnectDelay delay;
    private final Breaker breaker;
    private final ConnectBudget budget;
    private long notBeforeNs;
    private int failures;

    ConnectSchedule(ConnectSettings settings, ConnectBudget budget, RandomGenerator random, long nowNs) {
        this.settings = settings;
        this.budget = budget;
        delay = new ReconnectDelay(settings.reconnectMinNs(), settings.reconnectMaxNs(), random);
        breaker = new Breaker(settings.breakerFailures(), settings.breakerOpenNs(), settings.breakerSuccesses());
        notBeforeNs = nowNs;
    }

    /** Takes leave for one attempt now; false when it must wait. */
    boolean tryBegin(long nowNs) {
        return nowNs - notBeforeNs >= 0 && breaker.permits(nowNs) && budget.tryTake(nowNs);
    }

    /** An attempt failed, or a connection ended against our will. */
    void onFailure(long nowNs) {
        failures++;
        breaker.onFailure(nowNs);
        notBeforeNs = nowNs + delay.afterFailureNs();
    }

    /**
     * The venue answered the handshake with something else than an upgrade.
     *
     * @param refusal that means a longer wait, or null.
     * @param retryAfterNs that it asks for, 0 for none; holds for all feeds at this host.
     */
    void onRefused(long nowNs, @Nullable Refusal refusal, long retryAfterNs) {
        onFailure(nowNs);
        // The random part on top keeps the jitter.
        notBeforeNs += Math.max(refusal == null ? 0 : settings.refusedMinNs(), retryAfterNs);
        if (retryAfterNs > 0) {
            budget.block(nowNs + retryAfterNs);
        }
    }

    /** No attempt for so long. */
    void holdOff(long nowNs, long waitNs) {
        notBeforeNs = nowNs + waitNs;
    }

    /** Data came steadily for another {@link ConnectSettings#stableNs()}. */
    void onStable() {
        failures = 0;
        delay.onStable();
        breaker.onSuccess();
    }

    /** How long until the next attempt may be made, in ns; 0 for now. */
    long leftNs(long nowNs) {
        return Math.max(0, Math.max(notBeforeNs - nowNs, Math.max(breaker.leftNs(nowNs), budget.leftNs(nowNs))));
    }

    /** What holds the next attempt up beyond the delay, for people; empty for nothing. */
    String waitReason(long nowNs) {
        if (budget.leftNs(nowNs) > 0) {
            return "; waits " + seconds(budget.leftNs(nowNs)) + " s, as " + budget.taken(nowNs) + " of "
                    + budget.attemptsMax() + " attempts at this host in 5 min are used";
        }
        if (breaker.leftNs(nowNs) > 0) {
            return "; the breaker is open after " + breaker.failures() + " failures";
        }
        return "";
    }

    private static long seconds(long ns) {
        return TimeUnit.NANOSECONDS.toSeconds(ns + TimeUnit.SECONDS.toNanos(1) - 1);
    }

    /** Failures since data last came steadily. */
    int failures() {
        return failures;
    }

    Breaker breaker() {
        return breaker;
    }

    ConnectBudget budget() {
        return budget;
    }
}
