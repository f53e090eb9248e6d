package io.tickgate.feed;

import io.tickgate.record.RecordFlyweight;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has brought of one stream. Written by the connection's thread without allocation or fences, read by the control
 * thread a few times a second; values are in no order with each other.
 */
final class StreamActivity {
    /** No time and no id yet. */
    static final long NONE = RecordFlyweight.ABSENT;

    private static final int DATA_NS = 0;
    private static final int TRADE_ID = 1;
    private static final int TRADE_NS = 2;
    private static final int NEWEST_ID = 3;
    private static final int HEARTBEAT_NS = 4;
    private static final int QUOTE_ID = 5;
    private static final int FIRST_TRADE_ID = 6;
    private static final int NEWEST_NS = 7;
    private static final int COUNT = 8;

    private final int streamId;
    private final AtomicLongArray values = new AtomicLongArray(COUNT);
    /** The same stream on the other connection while one takes over from the other. */
    private volatile @Nullable StreamActivity twin;
    /** Of the connection's thread alone. */
    private boolean isDelivering;

    StreamActivity(int streamId) {
        this.streamId = streamId;
        for (int i = 0; i < COUNT; i++) {
            values.setPlain(i, NONE);
        }
    }

    int streamId() {
        return streamId;
    }

    /** Something of the stream came. */
    void onData(long nowNs) {
        values.setOpaque(DATA_NS, nowNs);
    }

    /** A trade id came, as a trade, as none, or as one that cannot be. */
    void onTrade(long tradeId, long nowNs) {
        if (values.getPlain(FIRST_TRADE_ID) == NONE) {
            values.setOpaque(FIRST_TRADE_ID, tradeId);
        }
        values.setOpaque(TRADE_NS, nowNs);
        onOldTrade(tradeId);
    }

    /** The venue sent an old trade to begin with: its channel works. */
    void onOldTrade(long tradeId) {
        if (tradeId > values.getPlain(TRADE_ID)) {
            values.setOpaque(TRADE_ID, tradeId);
        }
    }

    /** The venue named its newest trade. */
    void onNewestTrade(long tradeId, long nowNs) {
        values.setOpaque(NEWEST_NS, nowNs);
        values.setOpaque(NEWEST_ID, tradeId);
    }

    void onHeartbeat(long nowNs) {
        values.setOpaque(HEARTBEAT_NS, nowNs);
    }

    /** Takes the update id of a quote; false when the other connection has brought it, or a newer one, already. */
    boolean takeQuote(long updateId) {
        StreamActivity other = twin;
        if (other != null && updateId != NONE && updateId <= other.values.getOpaque(QUOTE_ID)) {
            return false;
        }
        values.setOpaque(QUOTE_ID, updateId);
        return true;
    }

    /** Sets the same stream on the other connection, or null when there is none any more. */
    void twin(@Nullable StreamActivity newTwin) {
        twin = newTwin;
    }

    /** Whether DELIVERING was published; for the connection's thread alone. */
    boolean isDelivering() {
        return isDelivering;
    }

    void isDelivering(boolean isIt) {
        isDelivering = isIt;
    }

    /** Monotonic time of the newest data, or {@link #NONE}. */
    long dataNs() {
        return values.getOpaque(DATA_NS);
    }

    /** Id of the first trade that came by itself, or {@link #NONE}. */
    long firstTradeId() {
        return values.getOpaque(FIRST_TRADE_ID);
    }

    /** Greatest trade id, or {@link #NONE}. */
    long tradeId() {
        return values.getOpaque(TRADE_ID);
    }

    /** Monotonic time of the newest trade, or {@link #NONE}. */
    long tradeNs() {
        return values.getOpaque(TRADE_NS);
    }

    /** Newest trade id that the venue named, or {@link #NONE}. */
    long newestId() {
        return values.getOpaque(NEWEST_ID);
    }

    /** Monotonic time at which the venue last named its newest trade, or {@link #NONE}. */
    long newestNs() {
        return values.getOpaque(NEWEST_NS);
    }

    /** Monotonic time of the newest heartbeat, or {@link #NONE}. */
    long heartbeatNs() {
        return values.getOpaque(HEARTBEAT_NS);
    }

    /** Whether there were data within so long a time. */
    boolean hasDataWithin(long nowNs, long limitNs) {
        long dataNs = dataNs();
        return dataNs != NONE && nowNs - dataNs < limitNs;
    }

    /** Whether there were trades within so long a time. */
    boolean hasTradesWithin(long nowNs, long limitNs) {
        long tradeNs = tradeNs();
        return tradeNs != NONE && nowNs - tradeNs < limitNs;
    }
}
