package io.tickgate.publish;

import io.tickgate.record.HealthState;
import io.tickgate.record.StreamPriceChangedFlyweight;
import io.tickgate.record.StreamStanding;

/**
 * What one of several streams of an instrument says, as read from the {@link StreamBoard}: a copy that belongs to the reading thread and
 * is reused by it. Prices and sizes are × 10^8.
 */
public final class StreamView {
    static final int COLUMNS = 16;

    final long[] cells = new long[COLUMNS];

    void set(StreamPriceChangedFlyweight row) {
        cells[0] = row.healthCode();
        cells[1] = row.standingCode();
        cells[2] = row.weight();
        cells[3] = row.priceE8();
        cells[4] = row.receivedEpochNs();
        cells[5] = row.bidPriceE8();
        cells[6] = row.bidSizeE8();
        cells[7] = row.askPriceE8();
        cells[8] = row.askSizeE8();
        cells[9] = row.quoteReceivedEpochNs();
        cells[10] = row.refreshedEpochNs();
        cells[11] = row.recoveryEndsEpochNs();
        cells[12] = row.polledPriceE8();
        cells[13] = row.polledReceivedEpochNs();
        cells[14] = row.crossedQuotes();
        cells[15] = row.sequence();
    }

    public HealthState health() {
        return HealthState.of((int) cells[0]);
    }

    /** What it counts for. */
    public StreamStanding standing() {
        return StreamStanding.of((int) cells[1]);
    }

    /** 1 when what is shown is made from it, else 0. */
    public long weight() {
        return cells[2];
    }

    /** Its newest trade, or its newest price where it has no trades; 0 when there was none. */
    public long priceE8() {
        return cells[3];
    }

    /** Engine time at which that price was received. */
    public long receivedEpochNs() {
        return cells[4];
    }

    /** 0 when that side is missing. */
    public long bidPriceE8() {
        return cells[5];
    }

    public long bidSizeE8() {
        return cells[6];
    }

    /** 0 when that side is missing. */
    public long askPriceE8() {
        return cells[7];
    }

    public long askSizeE8() {
        return cells[8];
    }

    /** Engine time at which the newest quote was received; 0 when there was none. */
    public long quoteReceivedEpochNs() {
        return cells[9];
    }

    /** Engine time of its newest refreshing tick of any kind; 0 when there was none. Age counts from here. */
    public long refreshedEpochNs() {
        return cells[10];
    }

    /** Engine time at which recovery ends if nothing goes wrong; 0 unless recovering. */
    public long recoveryEndsEpochNs() {
        return cells[11];
    }

    /** Newest price asked for over REST; 0 when there was none. */
    public long polledPriceE8() {
        return cells[12];
    }

    /** Engine time at which that price was received. */
    public long polledReceivedEpochNs() {
        return cells[13];
    }

    /** Quotes so far whose bid was not below their ask. */
    public long crossedQuotes() {
        return cells[14];
    }

    /** Sequence of the newest record that changed anything here. */
    public long sequence() {
        return cells[15];
    }
}
