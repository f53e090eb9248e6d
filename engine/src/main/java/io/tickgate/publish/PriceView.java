package io.tickgate.publish;

import io.tickgate.record.HealthState;

/**
 * One instrument's price as read from the {@link PriceBoard}: a copy that belongs to the reading thread and is reused by it. Prices
 * and sizes are × 10^8; a side of the book that is missing has price 0.
 */
public final class PriceView {
    static final int COLUMNS = 19;
    static final int CHANGE_COLUMN = 18;

    final long[] cells = new long[COLUMNS];

    /** Sequence of the newest record that changed anything here (price, quote or health). One record may change it more than once. */
    public long sequence() {
        return cells[0];
    }

    /** Number of the newest change of this row; only another number means another content. */
    public long change() {
        return cells[CHANGE_COLUMN];
    }

    /** Whether a trade was ever seen; without one there is no price. */
    public boolean hasPrice() {
        return cells[1] != 0;
    }

    /** Price of the newest trade. */
    public long priceE8() {
        return cells[1];
    }

    public long sizeE8() {
        return cells[2];
    }

    public long tradeId() {
        return cells[3];
    }

    /** Sequence of the newest trade. */
    public long tradeSequence() {
        return cells[4];
    }

    /** The venue's time of the newest trade, ns since 1970. */
    public long tradeTimeEpochNs() {
        return cells[5];
    }

    /** Engine time at which the newest trade was received, ns since 1970. */
    public long receivedEpochNs() {
        return cells[6];
    }

    public long bidPriceE8() {
        return cells[7];
    }

    public long bidSizeE8() {
        return cells[8];
    }

    public long askPriceE8() {
        return cells[9];
    }

    public long askSizeE8() {
        return cells[10];
    }

    /** Engine time at which the newest quote was received; 0 when there was none. */
    public long quoteReceivedEpochNs() {
        return cells[11];
    }

    /** Stream that the price comes from. */
    public int streamId() {
        return (int) cells[12];
    }

    public HealthState health() {
        return HealthState.of((int) cells[13]);
    }

    /** Engine time since when the health is what it is. */
    public long healthSinceEpochNs() {
        return cells[14];
    }

    /** Engine time at which recovery ends if nothing goes wrong; 0 unless recovering. */
    public long recoveryEndsEpochNs() {
        return cells[15];
    }

    /** Engine time of the newest refreshing tick; 0 when there was none. Age counts from here. */
    public long refreshedEpochNs() {
        return cells[16];
    }

    /** The venue's event time of the newest trade (Binance {@code E}), ns since 1970. */
    public long eventTimeEpochNs() {
        return cells[17];
    }
}
