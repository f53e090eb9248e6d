package io.tickgate.simulation;

/** Health of the settlement stream by the design's words: ages at exact times, hysteresis, nothing believed after a start. */
final class HealthModel {
    private static final long NEVER = Long.MIN_VALUE;

    private Scenario.Thresholds thresholds;
    private long refreshedEpochNs = NEVER;
    private boolean isGood;
    private long recoveryEndsEpochNs = NEVER;
    private long nowEpochNs;

    HealthModel(Scenario.Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    void thresholds(Scenario.Thresholds newThresholds) {
        thresholds = newThresholds;
    }

    void onStart() {
        isGood = false;
        recoveryEndsEpochNs = NEVER;
    }

    /** Time moves; what was to happen until then has happened. */
    void moveTo(long epochNs) {
        if (epochNs <= nowEpochNs) {
            return;
        }
        nowEpochNs = epochNs;
        if (recoveryEndsEpochNs != NEVER) {
            long tooOldEpochNs = refreshedEpochNs + thresholds.degradedNs() + 1;
            boolean isRecovered = recoveryEndsEpochNs <= epochNs && recoveryEndsEpochNs < tooOldEpochNs;
            isGood = isRecovered;
            if (isRecovered || tooOldEpochNs <= epochNs) {
                recoveryEndsEpochNs = NEVER;
            }
        }
        isGood &= epochNs - refreshedEpochNs <= thresholds.criticalNs();
    }

    /** A tick that refreshes, after time has moved to its record. */
    void onRefresh(long receivedEpochNs) {
        refreshedEpochNs = Math.max(refreshedEpochNs, receivedEpochNs);
        boolean isFresh = nowEpochNs - refreshedEpochNs <= thresholds.degradedNs();
        if (!isGood && recoveryEndsEpochNs == NEVER && isFresh) {
            recoveryEndsEpochNs = nowEpochNs + thresholds.recoveryNs();
        }
    }

    /** Receive time of the newest refreshing tick, 0 when there was none. */
    long refreshedEpochNs() {
        return refreshedEpochNs == NEVER ? 0 : refreshedEpochNs;
    }

    boolean isGood() {
        return isGood;
    }

    /** Age of the newest refreshing tick; the greatest number before the first. */
    long ageNs() {
        return refreshedEpochNs == NEVER ? Long.MAX_VALUE : nowEpochNs - refreshedEpochNs;
    }
}
