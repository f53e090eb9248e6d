package io.tickgate.status;

/**
 * How far the second market is, and the newest snapshot. Immutable.
 *
 * @param sequence of the newest record that it has read.
 * @param lagRecords records published that it has not.
 * @param snapshotSequence of the newest verified snapshot, 0 when there is none.
 * @param snapshotEpochNs market time of it, 0 when there is none.
 * @param snapshotBytes of its file.
 * @param snapshotTookNs for writing it; 0 when an earlier process did.
 */
public record SnapshotStatus(
        long sequence,
        long lagRecords,
        long snapshotSequence,
        long snapshotEpochNs,
        long snapshotBytes,
        long snapshotTookNs) {
    /** Before anything was read. */
    public static final SnapshotStatus NONE = new SnapshotStatus(0, 0, 0, 0, 0, 0);
}
