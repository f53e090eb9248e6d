package io.tickgate.gateway.encode;

import io.tickgate.status.SnapshotStatus;

/** How far the second market is, and the newest snapshot, as operators see it. Stateless. */
public final class SnapshotEncoder {
    private static final long MS_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    /** One is written each minute, or where writing takes long after thirty times that: 15 minutes with snapshots of 30 s. */
    private static final long OLD_NS = 15 * 60 * SECOND_NS;

    private SnapshotEncoder() {}

    /** Writes the member {@code secondMarket} into an object that is open; its {@code snapshot} is left out before the first. */
    public static void member(JsonBuffer json, SnapshotStatus status, long nowEpochNs) {
        json.name("secondMarket").openObject();
        json.name("sequence").number(status.sequence());
        json.name("lagRecords").number(status.lagRecords());
        if (status.snapshotSequence() > 0) {
            json.name("snapshot").openObject();
            json.name("sequence").number(status.snapshotSequence());
            json.name("time").number(status.snapshotEpochNs() / MS_NS);
            json.name("age_ms").number(ageNs(status, nowEpochNs) / MS_NS);
            json.name("bytes").number(status.snapshotBytes());
            json.closeObject();
        }
        json.closeObject();
    }

    /** A sentence into an array that is open, when no snapshot was written for long: the second market stands, or the disk takes none. */
    public static void alerts(JsonBuffer json, SnapshotStatus status, long nowEpochNs) {
        if (status.snapshotSequence() > 0 && ageNs(status, nowEpochNs) > OLD_NS) {
            json.string("the newest snapshot is " + ageNs(status, nowEpochNs) / SECOND_NS
                    + " s old; the second market is at sequence " + status.sequence() + ", " + status.lagRecords()
                    + " records behind");
        }
    }

    private static long ageNs(SnapshotStatus status, long nowEpochNs) {
        return Math.max(0, nowEpochNs - status.snapshotEpochNs());
    }

    /** Age of the newest snapshot in seconds, -1 before the first. */
    static double ageSeconds(SnapshotStatus status, long nowEpochNs) {
        return status.snapshotSequence() == 0 ? -1 : ageNs(status, nowEpochNs) / (double) SECOND_NS;
    }
}
