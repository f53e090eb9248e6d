package io.tickgate.gateway.ws;

import io.tickgate.gateway.catalogue.GatewayCounts;
import io.tickgate.gateway.catalogue.GatewayEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The way out to one client: the rest of a frame that the socket took in part, then acknowledgements, then prices that are due. Prices
 * conflate (one bit an instrument; the newest is sent when the socket takes it), acknowledgements never do and are bounded. Delivering
 * to a client that keeps up allocates nothing.
 *
 * <p>Owned by the connection's I/O thread.
 */
final class Outbound {
    /** Acknowledgements, pongs and errors that wait for the socket; a client that lets more pile up is not reading. */
    static final int PENDING_LENGTH_MAX = 65_536;

    private static final int BATCH_FRAMES_MAX = 256;

    private final WritableByteChannel channel;
    private final FrameStore store;
    private final GatewayCounts counts;
    private final IdSet due = new IdSet();
    private final ArrayDeque<ByteBuffer> pending = new ArrayDeque<>(0);
    private final Batch ids;
    private int pendingLength;
    private @Nullable ByteBuffer partial;
    private long progressNs;

    /** Instruments and ends of the frames in one write. One for all sessions of a thread. */
    static final class Batch {
        private final int[] instrumentIds = new int[BATCH_FRAMES_MAX];
        private final int[] ends = new int[BATCH_FRAMES_MAX];
    }

    /**
     * Opens the way out.
     *
     * @param channel non-blocking.
     * @param store of the thread.
     * @param ids of the thread.
     * @param counts where conflated prices are counted.
     * @param nowNs monotonic time.
     */
    Outbound(WritableByteChannel channel, FrameStore store, Batch ids, GatewayCounts counts, long nowNs) {
        this.channel = channel;
        this.store = store;
        this.ids = ids;
        this.counts = counts;
        progressNs = nowNs;
    }

    /** Notes that an instrument's newest price is to be sent. */
    void due(int instrumentId) {
        if (!due.add(instrumentId)) {
            counts.increment(GatewayEvent.PRICES_CONFLATED);
        }
    }

    /** Forgets that a price was due: it was sent otherwise, or is not wanted any more. */
    void notDue(int instrumentId) {
        due.remove(instrumentId);
    }

    /** Whether the socket has taken all but prices, so that a message can be written at once. */
    boolean isClear() {
        return partial == null && pending.isEmpty();
    }

    /** Whether something waits for the socket. */
    boolean isBlocked() {
        return !isClear() || !due.isEmpty();
    }

    /** Monotonic time at which the socket last took something, or at which nothing waited. */
    long progressNs() {
        return progressNs;
    }

    /** Drops all that waits, save the rest of a frame that was begun: what follows it must begin at its end. */
    void dropAll() {
        due.clear();
        pending.clear();
        pendingLength = 0;
    }

    /**
     * Queues a frame behind those that wait.
     *
     * @param frame belongs to the way out from now on.
     * @return false when too much waits already; then it is not queued.
     */
    boolean queue(ByteBuffer frame) {
        if (pendingLength + frame.remaining() > PENDING_LENGTH_MAX) {
            return false;
        }
        pending.add(frame);
        pendingLength += frame.remaining();
        return true;
    }

    /**
     * Writes a message at once, ahead of prices; only while {@link #isClear()}. What the socket does not take is kept.
     *
     * @param frame valid for the call only.
     * @param nowNs monotonic time.
     */
    void writeNow(ByteBuffer frame, long nowNs) throws IOException {
        if (write(frame) > 0) {
            progressNs = nowNs;
        }
        keepRest(frame);
    }

    /**
     * Writes the rest of a begun frame and the messages that wait.
     *
     * @param nowNs monotonic time.
     * @return whether all of it is written.
     */
    boolean flushMessages(long nowNs) throws IOException {
        return flushPartial(nowNs) && flushPending(nowNs);
    }

    /**
     * Writes the prices that are due; only while {@link #isClear()}.
     *
     * @param nowNs monotonic time.
     * @return whether all are written.
     */
    boolean flushPrices(long nowNs) throws IOException {
        if (!flushDue(nowNs)) {
            return false;
        }
        progressNs = nowNs;
        return true;
    }

    private boolean flushPartial(long nowNs) throws IOException {
        ByteBuffer rest = partial;
        if (rest == null) {
            return true;
        }
        if (write(rest) > 0) {
            progressNs = nowNs;
        }
        if (rest.hasRemaining()) {
            return false;
        }
        partial = null;
        return true;
    }

    private boolean flushPending(long nowNs) throws IOException {
        while (!pending.isEmpty()) {
            ByteBuffer frame = pending.remove();
            pendingLength -= frame.remaining();
            partial = frame;
            if (!flushPartial(nowNs)) {
                return false;
            }
        }
        return true;
    }

    private boolean flushDue(long nowNs) throws IOException {
        while (!due.isEmpty()) {
            boolean isTaken = due.count() == 1 ? flushOne(nowNs) : flushBatch(nowNs);
            if (!isTaken) {
                return false;
            }
        }
        return true;
    }

    /** The common case: one frame, written from where it was encoded. */
    private boolean flushOne(long nowNs) throws IOException {
        int instrumentId = due.next(0);
        ByteBuffer frame = store.frame(instrumentId);
        if (frame == null) {
            due.remove(instrumentId);
            return true;
        }
        int written = write(frame);
        if (written == 0) {
            return false;
        }
        due.remove(instrumentId);
        progressNs = nowNs;
        return keepRest(frame);
    }

    /** Several frames in one write: a system call costs ten times what copying a frame does. */
    private boolean flushBatch(long nowNs) throws IOException {
        ByteBuffer batch = store.batch();
        int count = gather(batch);
        batch.flip();
        int length = batch.remaining();
        if (count == 0) {
            return true;
        }
        int written = write(batch);
        if (written == 0) {
            return false;
        }
        progressNs = nowNs;
        int start = 0;
        for (int i = 0; i < count && start < written; i++) {
            due.remove(ids.instrumentIds[i]);
            if (ids.ends[i] > written) {
                keepRest(batch.limit(ids.ends[i]));
            }
            start = ids.ends[i];
        }
        return written == length;
    }

    private int gather(ByteBuffer batch) {
        int count = 0;
        int instrumentId = due.next(0);
        while (instrumentId >= 0 && count < BATCH_FRAMES_MAX) {
            ByteBuffer frame = store.frame(instrumentId);
            if (frame == null) {
                due.remove(instrumentId);
            } else if (frame.remaining() > batch.remaining()) {
                break;
            } else {
                batch.put(frame);
                ids.instrumentIds[count] = instrumentId;
                ids.ends[count++] = batch.position();
            }
            instrumentId = due.next(instrumentId + 1);
        }
        return count;
    }

    private boolean keepRest(ByteBuffer frame) {
        if (!frame.hasRemaining()) {
            return true;
        }
        partial = ByteBuffer.allocate(frame.remaining()).put(frame).flip();
        return false;
    }

    /** One write; a full socket takes nothing or a part. */
    private int write(ByteBuffer bytes) throws IOException {
        return channel.write(bytes);
    }
}
