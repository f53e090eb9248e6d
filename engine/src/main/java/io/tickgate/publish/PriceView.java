package io.tickgate.publish;

import io.tickgate.record.HealthState;
import io.tickgate.record.PriceChangedFlyweight;

/**
 * One instrument's price as read from the {@link PriceBoard}: a copy that belongs to the reading thread and is reused by it. Prices
 * and sizes are × 10^8; a side of the book that is missing has price 0.
 */
public final class PriceView {
    static final int COLUMNS = 22;
    static final int CHANGE_COLUMN = 21;

    final long[] cells = new long[COLUMNS];

    /** Sequence of the newest record that changed anything here (price, quote or health). One record may change it more than once. */
    public long sequence() {
        return cells[0];
    }

    /** Number of the newest change of this row; only another number means another content. */
    public long change() {
        return cells[CHANGE_COLUMN];
    }

    /** Whether there ever was a price. */
    public boolean hasPrice() {
        return cells[1] != 0;
    }

    /** Price shown. */
    public long priceE8() {
        return cells[1];
    }

    public long sizeE8() {
        return cells[2];
    }

    /** 0 when the price is no trade. */
    public long tradeId() {
        return cells[3];
    }

    /** Sequence of the record that the price comes from; 0 when it is made from several streams. */
    public long tradeSequence() {
        return cells[4];
    }

    /** The venue's time of the trade, ns since 1970; 0 when the price is no trade. */
    public long tradeTimeEpochNs() {
        return cells[5];
    }

    /** Engine time at which the price was received, ns since 1970. */
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

    /** Stream that the price comes from; 0 when it is made from several. */
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

    /** The venue's event time of the price (Binance {@code E}), ns since 1970; 0 when there is none. */
    public long eventTimeEpochNs() {
        return cells[17];
    }

    /** Whether the price was asked for over REST, as no stream lives. */
    public boolean isPolled() {
        return (cells[18] & PriceChangedFlyweight.POLLED) != 0;
    }

    /** Whether it is the middle of the best bid and offer over several streams. */
    public boolean isBest() {
        return (cells[18] & PriceChangedFlyweight.BEST) != 0;
    }

    /** Whether it is the median over several streams. */
    public boolean isIndex() {
        return (cells[18] & PriceChangedFlyweight.INDEX) != 0;
    }

    /** Whether the best bid is not below the best offer: their middle is no price then. */
    public boolean isCrossed() {
        return bidPriceE8() > 0 && askPriceE8() > 0 && bidPriceE8() >= askPriceE8();
    }

    /** Stream of the best bid. */
    public int bidStreamId() {
        return (int) cells[19];
    }

    /** Stream of the best offer. */
    public int askStreamId() {
        return (int) cells[20];
    }
}
