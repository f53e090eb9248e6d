package io.tickgate.market;

import io.tickgate.record.HealthThresholdsFlyweight;
import io.tickgate.record.RecordFlyweight;

/** The thresholds of health that hold now, in ns. Set by a definition record; before the first one nothing is ever fresh. */
final class HealthThresholds {
    long degradedNs;
    long criticalNs;
    long recoveryNs;
    long skewPastNs;
    long skewFutureNs;

    void set(HealthThresholdsFlyweight definition) {
        degradedNs = definition.degradedNs();
        criticalNs = definition.criticalNs();
        recoveryNs = definition.recoveryNs();
        skewPastNs = definition.skewPastNs();
        skewFutureNs = definition.skewFutureNs();
    }

    /** Whether a venue's time is near enough to the receive time for its tick to refresh. */
    boolean isWithinSkew(long eventEpochNs, long receivedEpochNs) {
        if (eventEpochNs == RecordFlyweight.ABSENT) {
            return false;
        }
        // Neither is negative (the decoder refuses such a time), so the difference cannot overflow.
        long aheadNs = eventEpochNs - receivedEpochNs;
        return aheadNs <= skewFutureNs && aheadNs >= -skewPastNs;
    }
}
