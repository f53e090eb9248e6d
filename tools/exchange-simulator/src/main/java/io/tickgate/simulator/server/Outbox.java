package io.tickgate.simulator.server;

import io.tickgate.simulator.stream.Subscriber.Offer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;
import org.xnio.conduits.ConduitStreamSinkChannel;

/**
 * The frames that wait for one client. Any thread offers; the connection's I/O thread writes. Two buffers change places: one is filled while the other is written, so many frames
 * go out with one system call. Each is bounded by the window; when the filling one is full, the offer says so and nothing is taken. One {@link BigFrame} may wait besides.
 */
final class Outbox {

    /** First byte, length byte, eight bytes of length. */
    static final int HEADER_MAX_BYTES = 10;

    /** Acknowledgements and pings still fit when data do not: a full LIST_SUBSCRIPTIONS answer of 1,024 names of 128 characters, and a few small ones. */
    private static final int CONTROL_RESERVE_BYTES = 160 * 1_024;

    private static final int INITIAL_BYTES = 8 * 1_024;

    /** A heap buffer is copied to a direct one of this size at most by each write, and the JDK keeps that for the thread. */
    private static final int WRITE_MAX_BYTES = 128 * 1_024;

    private static final int SMALL_LENGTH = 126;
    private static final int MEDIUM_LENGTH = 65_536;

    private final ConduitStreamSinkChannel sink;
    private final XnioIoThread ioThread;
    private final int windowBytes;
    private final Runnable onBroken;

    // Guarded by this.
    private byte[] filling = new byte[INITIAL_BYTES];
    private int fillingLength;
    private long changeCount;
    private boolean flushDue;
    private boolean dataRefused;
    private boolean closed;

    /** Sent after the first {@link #bigAt} bytes of the filling buffer. */
    private @Nullable BigFrame big;

    private int bigAt;

    /** Nothing is written before the first data frame. */
    private boolean holding;

    /** Nothing is taken and nothing is written. */
    private boolean frozen;

    // Owned by the I/O thread.
    private final Deque<ByteBuffer> writing = new ArrayDeque<>();
    private byte[] spare = new byte[INITIAL_BYTES];
    private boolean blocked;
    private boolean finished;
    private volatile long unblockedNs;

    /**
     * Creates an empty outbox.
     *
     * @param windowBytes data that may wait, besides what is being written
     * @param onBroken the socket cannot be written
     */
    Outbox(ConduitStreamSinkChannel sink, XnioIoThread ioThread, int windowBytes, Runnable onBroken) {
        this.sink = sink;
        this.ioThread = ioThread;
        this.windowBytes = windowBytes;
        this.onBroken = onBroken;
        this.unblockedNs = System.nanoTime();
        sink.setWriteListener(channel -> flush());
    }

    /** Takes bytes that are to leave together with the first data frame, or with {@link #letGo}; before anything else is offered. */
    synchronized void hold(byte[] first) {
        ensure(first.length);
        System.arraycopy(first, 0, filling, 0, first.length);
        fillingLength = first.length;
        holding = true;
    }

    /** Sends what is held, whether a data frame has come or not. */
    synchronized void letGo() {
        if (holding) {
            holding = false;
            scheduleFlush();
        }
    }

    /** Takes a data frame, or says why not. */
    synchronized Offer offer(int opcode, byte[] payload, int offset, int length) {
        if (closed || dataRefused) {
            return Offer.CLOSED;
        }
        if (frozen) {
            return Offer.ACCEPTED;
        }
        // A frame that is larger than the whole window goes alone.
        if (fillingLength > 0 && fillingLength + headerLength(length) + length > windowBytes) {
            return Offer.FULL;
        }
        holding = false;
        return append(opcode, payload, offset, length);
    }

    /** Takes an answer, ping or pong; {@link Offer#FULL} if the client has left so many unread that it must go. */
    synchronized Offer offerControl(int opcode, byte[] payload) {
        if (closed) {
            return Offer.CLOSED;
        }
        if (frozen) {
            return Offer.ACCEPTED;
        }
        if (fillingLength + headerLength(payload.length) + payload.length > windowBytes + CONTROL_RESERVE_BYTES) {
            return Offer.FULL;
        }
        return append(opcode, payload, 0, payload.length);
    }

    /** Takes a big frame; {@link Offer#FULL} if one waits already. */
    synchronized Offer offerBig(BigFrame frame) {
        if (closed || dataRefused) {
            return Offer.CLOSED;
        }
        if (frozen) {
            return Offer.ACCEPTED;
        }
        if (big != null) {
            return Offer.FULL;
        }
        big = frame;
        bigAt = fillingLength;
        holding = false;
        return scheduleFlush();
    }

    /**
     * Takes the last frame.
     *
     * @param dropWaiting whether what waits before it is dropped, since the client does not take it
     */
    synchronized void finish(byte[] closePayload, boolean dropWaiting) {
        if (closed) {
            return;
        }
        if (dropWaiting) {
            fillingLength = 0;
            big = null;
        }
        holding = false;
        append(Opcode.CLOSE, closePayload, 0, closePayload.length);
        closed = true;
        notifyAll();
    }

    /** Takes no more data, only what closes the connection. */
    synchronized void refuseFromNowOn() {
        dataRefused = true;
    }

    /** Takes nothing more and wakes who waits. */
    synchronized void abandon() {
        closed = true;
        notifyAll();
    }

    /** Writes nothing and loses what is offered, until it thaws; what waits already stays. */
    synchronized void freeze(boolean value) {
        frozen = value;
        notifyAll();
        if (!value) {
            scheduleFlush();
        }
    }

    /** Waits until the buffers have changed places, so that there is room, or the outbox is closed, or the time is over. */
    synchronized void awaitRoom(long timeoutNs) throws InterruptedException {
        long seen = changeCount;
        long deadlineNs = System.nanoTime() + timeoutNs;
        long leftNs = timeoutNs;
        while (!closed && !frozen && fillingLength > 0 && changeCount == seen && leftNs > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, leftNs);
            leftNs = deadlineNs - System.nanoTime();
        }
    }

    /** When the client last took bytes after it had been in arrears; monotonic. */
    long unblockedNs() {
        return unblockedNs;
    }

    private Offer append(int opcode, byte[] payload, int offset, int length) {
        ensure(headerLength(length) + length);
        ByteBuffer header = ByteBuffer.wrap(filling, fillingLength, headerLength(length));
        putHeader(header, opcode, length);
        fillingLength = header.position();
        System.arraycopy(payload, offset, filling, fillingLength, length);
        fillingLength += length;
        return scheduleFlush();
    }

    private Offer scheduleFlush() {
        if (!flushDue && !holding) {
            flushDue = true;
            try {
                ioThread.execute(this::flush);
            } catch (RejectedExecutionException e) {
                // The server is stopping: nobody writes any more.
                closed = true;
                return Offer.CLOSED;
            }
        }
        return Offer.ACCEPTED;
    }

    private void ensure(int more) {
        if (fillingLength + more > filling.length) {
            filling = Arrays.copyOf(filling, Math.max(fillingLength + more, filling.length * 2));
        }
    }

    private static int headerLength(int length) {
        if (length < SMALL_LENGTH) {
            return 2;
        }
        return length < MEDIUM_LENGTH ? 4 : HEADER_MAX_BYTES;
    }

    /** Writes the header of an unmasked frame that is whole. */
    static void putHeader(ByteBuffer header, int opcode, int length) {
        header.put((byte) (0x80 | opcode));
        if (length < SMALL_LENGTH) {
            header.put((byte) length);
        } else if (length < MEDIUM_LENGTH) {
            header.put((byte) 126).putShort((short) length);
        } else {
            header.put((byte) 127).putLong(length);
        }
    }

    /** Writes what waits until nothing does or the socket takes no more; on the I/O thread. */
    private void flush() {
        if (finished) {
            return;
        }
        try {
            while (mayWrite() && (!writing.isEmpty() || changePlaces())) {
                if (!write()) {
                    return;
                }
            }
            sink.suspendWrites();
            if (isDone()) {
                finished = true;
                sink.shutdownWrites();
                sink.flush();
            }
        } catch (IOException e) {
            // The client is gone; an abrupt close arrives here or at the reader, whichever comes first.
            finished = true;
            onBroken.run();
        }
    }

    private boolean write() throws IOException {
        ByteBuffer next = writing.element();
        int end = next.limit();
        next.limit(Math.min(end, next.position() + WRITE_MAX_BYTES));
        int count = sink.write(next);
        next.limit(end);
        if (!next.hasRemaining()) {
            writing.remove();
        }
        if (count > 0 && blocked) {
            unblockedNs = System.nanoTime();
        }
        blocked = count == 0;
        if (blocked) {
            sink.resumeWrites();
        }
        return !blocked;
    }

    private synchronized boolean mayWrite() {
        if (frozen) {
            flushDue = false;
        }
        return !frozen;
    }

    private synchronized boolean changePlaces() {
        if (holding || (fillingLength == 0 && big == null)) {
            flushDue = false;
            return false;
        }
        byte[] full = filling;
        filling = spare;
        spare = full;
        addWriting(ByteBuffer.wrap(full, 0, big == null ? fillingLength : bigAt));
        if (big != null) {
            for (ByteBuffer part : big.parts()) {
                addWriting(part);
            }
            addWriting(ByteBuffer.wrap(full, bigAt, fillingLength - bigAt));
            big = null;
        }
        fillingLength = 0;
        changeCount++;
        notifyAll();
        return true;
    }

    private void addWriting(ByteBuffer part) {
        if (part.hasRemaining()) {
            writing.add(part);
        }
    }

    private synchronized boolean isDone() {
        return closed && !frozen;
    }
}
