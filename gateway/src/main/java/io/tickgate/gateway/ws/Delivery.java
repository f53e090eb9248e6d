package io.tickgate.gateway.ws;

import io.tickgate.gateway.encode.JsonBuffer;
import io.tickgate.gateway.encode.StatusSnapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.xnio.conduits.ConduitStreamSinkChannel;

/**
 * What one client is sent and in which order: messages, then snapshots and status, then outcomes and prices in turns, so that neither
 * keeps the other back. Owned by the connection's I/O thread.
 */
final class Delivery {
    private final ConduitStreamSinkChannel sink;
    private final PriceFanOut fanOut;
    private final Subscriptions subscriptions;
    private final Outbound outbound;
    private final Outcomes outcomes;
    private boolean isStatusDue;
    private boolean isTouched;
    private boolean isWaitingForRoom;
    private boolean isPricesTurn;

    Delivery(ConduitStreamSinkChannel sink, PriceFanOut fanOut, Subscriptions subscriptions, long nowNs) {
        this.sink = sink;
        this.fanOut = fanOut;
        this.subscriptions = subscriptions;
        outbound = new Outbound(sink, fanOut.store(), fanOut.batch(), fanOut.counts(), nowNs);
        outcomes = new Outcomes(fanOut.published());
    }

    Outcomes outcomes() {
        return outcomes;
    }

    /** Notes that the status is to be sent when the socket takes it. */
    void statusDue() {
        isStatusDue = true;
    }

    /** Notes a new price. Returns whether the session is to be flushed in this round and was not known to be. */
    boolean markDue(int instrumentId) {
        outbound.due(instrumentId);
        if (isTouched || isWaitingForRoom) {
            return false;
        }
        isTouched = true;
        return true;
    }

    void notDue(int instrumentId) {
        outbound.notDue(instrumentId);
    }

    /** The round that the session was touched in ends. */
    void untouched() {
        isTouched = false;
    }

    /** Whether something that was just asked for can be sent at once. */
    boolean isAnswerDue() {
        return !isWaitingForRoom && (subscriptions.isSnapshotDue() || isStatusDue || outcomes.isWanted());
    }

    boolean isWaitingForRoom() {
        return isWaitingForRoom;
    }

    /** Whether something has waited for the socket since before a moment, and the socket took nothing since. */
    boolean isStuckSince(long beforeNs) {
        return outbound.isBlocked() && outbound.progressNs() - beforeNs < 0;
    }

    /** Tells the status, at once if the socket takes it, else as it is when the socket does. */
    void tellStatus(StatusSnapshot status, long nowNs) throws IOException {
        if (outbound.isClear() && !isWaitingForRoom) {
            writeStatus(status, nowNs);
        } else {
            isStatusDue = true;
        }
    }

    /**
     * Sends a message, behind those that wait and before prices.
     *
     * @param frame valid for the call only.
     * @param nowNs monotonic time.
     * @return false when too much waits already.
     */
    boolean send(ByteBuffer frame, long nowNs) throws IOException {
        if (outbound.isClear() && !isWaitingForRoom) {
            writeNow(frame, nowNs);
            return true;
        }
        return outbound.queue(ByteBuffer.allocate(frame.remaining()).put(frame).flip());
    }

    private void writeNow(ByteBuffer frame, long nowNs) throws IOException {
        outbound.writeNow(frame, nowNs);
        awaitRoom(!outbound.isClear());
    }

    private void writeStatus(StatusSnapshot status, long nowNs) throws IOException {
        JsonBuffer json = fanOut.store().message().openObject();
        json.name("type").string("system:status").name("data").openObject();
        status.members(json, subscriptions::contains);
        json.closeObject().closeObject();
        writeNow(fanOut.store().sealed(), nowNs);
    }

    private void writeSnapshot(long nowNs) throws IOException {
        List<Integer> ids = subscriptions.takeSnapshotDue(FrameStore.SNAPSHOT_PRICES_MAX);
        ids.forEach(outbound::notDue);
        FrameStore store = fanOut.store();
        JsonBuffer json = store.message().openObject();
        json.name("type").string("snapshot").name("prices");
        store.prices(json, ids);
        json.closeObject();
        writeNow(store.sealed(), nowNs);
    }

    /**
     * Sends what is due, as far as the socket takes it.
     *
     * @param nowNs monotonic time.
     * @return whether all of it is out.
     */
    boolean flush(long nowNs) throws IOException {
        boolean isDone = outbound.flushMessages(nowNs) && flushState(nowNs) && flushStreams(nowNs);
        awaitRoom(!isDone);
        return isDone;
    }

    /** Snapshots and status: put together only when the socket takes them, so that none waits in memory. */
    private boolean flushState(long nowNs) throws IOException {
        while (subscriptions.isSnapshotDue() && outbound.isClear()) {
            writeSnapshot(nowNs);
        }
        if (isStatusDue && outbound.isClear()) {
            isStatusDue = false;
            writeStatus(new StatusSnapshot(fanOut.published(), fanOut.clock().nowEpochNs(), nowNs), nowNs);
        }
        return outbound.isClear();
    }

    private boolean flushStreams(long nowNs) throws IOException {
        if (!outcomes.isWanted()) {
            return outbound.flushPrices(nowNs);
        }
        isPricesTurn = !isPricesTurn;
        if (isPricesTurn) {
            return outbound.flushPrices(nowNs) && outbound.isClear() && flushOutcomes(nowNs);
        }
        boolean isDone = flushOutcomes(nowNs);
        return outbound.isClear() && outbound.flushPrices(nowNs) && isDone;
    }

    /** One batch of outcomes; the next one after other sessions had their turn. */
    private boolean flushOutcomes(long nowNs) throws IOException {
        FrameStore store = fanOut.store();
        ByteBuffer batch = store.batch();
        boolean hasMore = outcomes.gather(store, batch);
        if (batch.flip().hasRemaining()) {
            outbound.writeNow(batch, nowNs);
        }
        return !hasMore && outbound.isClear();
    }

    private void awaitRoom(boolean isNeeded) {
        if (isNeeded == isWaitingForRoom) {
            return;
        }
        isWaitingForRoom = isNeeded;
        if (isNeeded) {
            sink.resumeWrites();
        } else {
            sink.suspendWrites();
        }
    }

    /** Nothing more is due. */
    void stop() {
        isStatusDue = false;
        outcomes.stop();
    }

    /** Drops what waits; a last frame goes out behind the rest of one that was begun. */
    void endWith(ByteBuffer lastFrame) {
        outbound.dropAll();
        boolean ignored = outbound.queue(lastFrame);
    }
}
