package io.tickgate.perf.wire;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * When each trade passed each point, in a file that all processes of a run map. Every column has one writer; the numbers are read after
 * the writers have ended.
 *
 * <pre>
 *   a row a trade, 32 bytes:   0 sent   8 received by the feed   16 published   24 arrived at the client
 * </pre>
 *
 * <p>Monotonic ns; 0 where the trade never came by.
 */
final class WireTimes implements AutoCloseable {
    /** A point on the way. */
    enum Point {
        /** The sender is about to write: after the write, the feed may already have read. */
        SENT,
        /** The feed's read that completed the frame has returned. */
        RECEIVED,
        /** The price can be read by the gateway and the gateway has been told. */
        PUBLISHED,
        /** The client's read that completed the frame has returned. */
        ARRIVED;

        private int offset(int trade) {
            return trade * ROW_LENGTH
                    + switch (this) {
                        case SENT -> 0;
                        case RECEIVED -> Long.BYTES;
                        case PUBLISHED -> 2 * Long.BYTES;
                        case ARRIVED -> 3 * Long.BYTES;
                    };
        }
    }

    private static final int ROW_LENGTH = 4 * Long.BYTES;
    /** 64 MB of rows: more than three minutes of 10,000 a second. */
    static final int TRADES_MAX = 1 << 21;

    private final MappedByteBuffer rows;
    private final int trades;

    private WireTimes(MappedByteBuffer rows, int trades) {
        this.rows = rows;
        this.trades = trades;
    }

    /**
     * Maps the file, made if need be.
     *
     * @param file in a folder that all processes see.
     * @param trades at most {@link #TRADES_MAX}.
     */
    static WireTimes map(Path file, int trades) {
        if (trades < 1 || trades > TRADES_MAX) {
            throw new IllegalArgumentException(trades + " trades; the rig takes 1 to " + TRADES_MAX);
        }
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            MappedByteBuffer rows =
                    access.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, (long) trades * ROW_LENGTH);
            rows.order(ByteOrder.nativeOrder());
            return new WireTimes(rows.load(), trades);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int trades() {
        return trades;
    }

    /** Notes that a trade passes a point; the first time counts. A number that is none of this run is ignored. */
    void note(Point point, long trade, long nowNs) {
        if (trade >= 0 && trade < trades) {
            int offset = point.offset((int) trade);
            if (rows.getLong(offset) == 0) {
                rows.putLong(offset, nowNs);
            }
        }
    }

    /** When a trade passed a point, 0 when it did not. */
    long get(Point point, int trade) {
        return rows.getLong(point.offset(trade));
    }

    @Override
    public void close() {
        rows.force();
    }
}
