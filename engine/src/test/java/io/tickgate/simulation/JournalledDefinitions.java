package io.tickgate.simulation;

import io.tickgate.record.HealthThresholdsFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordKind;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** The definitions that stand in a journal. */
final class JournalledDefinitions {
    boolean hasStream;
    int ruleVersion;

    Scenario.@Nullable Thresholds thresholds;

    static JournalledDefinitions of(List<byte[]> journal) {
        JournalledDefinitions found = new JournalledDefinitions();
        for (byte[] record : journal) {
            UnsafeBuffer buffer = new UnsafeBuffer(record);
            RecordKind kind = EngineLife.kindOf(record);
            if (kind == RecordKind.STREAM_DEFINED) {
                found.hasStream = true;
            } else if (kind == RecordKind.MARKET_DEFINED) {
                found.ruleVersion =
                        new MarketFlyweight().wrap(buffer, 0, record.length).version();
            } else if (kind == RecordKind.HEALTH_DEFINED) {
                found.thresholds = thresholds(new HealthThresholdsFlyweight().wrap(buffer, 0, record.length));
            }
        }
        return found;
    }

    static Scenario.Thresholds thresholds(HealthThresholdsFlyweight record) {
        return new Scenario.Thresholds(
                record.degradedNs(), record.criticalNs(), record.recoveryNs(), record.skewPastNs());
    }
}
