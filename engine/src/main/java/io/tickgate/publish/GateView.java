package io.tickgate.publish;

import io.tickgate.record.GateReason;

/** One market's gate as read from the {@link GateBoard}: a copy that belongs to the reading thread and is reused by it. */
public final class GateView {
    static final int COLUMNS = 4;

    final long[] cells = new long[COLUMNS];

    public boolean isOpen() {
        return reason() == GateReason.OPEN;
    }

    public GateReason reason() {
        return GateReason.of((int) cells[0]);
    }

    /** Engine time since when the gate is open, or closed for this reason. */
    public long sinceEpochNs() {
        return cells[1];
    }

    /** Engine time at which it can open at the earliest as things stand (end of recovery); 0 when that is not known. */
    public long opensEpochNs() {
        return cells[2];
    }

    /** Sequence of the record that changed it last. */
    public long sequence() {
        return cells[3];
    }
}
