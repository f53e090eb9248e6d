package io.tickgate.publish;

/** One instrument's price as read from the {@link FallbackBoard}: a copy that belongs to the reading thread and is reused by it. */
public final class FallbackView {
    static final int COLUMNS = 2;

    final long[] cells = new long[COLUMNS];

    public long priceE8() {
        return cells[0];
    }

    /** When whoever left it had received it, by their clock; never later than it was read. */
    public long receivedEpochNs() {
        return cells[1];
    }

    /** Sets both, before it is written to the board. */
    public FallbackView set(long priceE8, long receivedEpochNs) {
        cells[0] = priceE8;
        cells[1] = receivedEpochNs;
        return this;
    }
}
