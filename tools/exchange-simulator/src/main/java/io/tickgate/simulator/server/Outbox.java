package io.tickgate.simulator.server;

import io.tickgate.simulator.stream.Subscriber.Offer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioIoThread;
import org.xnio.conduits.ConduitStreamSinkChannel;

/**
 * The frames that wait for one client. Any thread offers; the connection's I/O thread writes. Two buffers change places: one is filled while the other is written, so many frames
 * go out with one system call. Each is bounded by the window; when the filling one is full, the offer says so and nothing is taken.
 */
final class Outbox {

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

    // Owned by the I/O thread.
    private ByteBuffer writing = ByteBuffer.wrap(new byte[INITIAL_BYTES]).limit(0);
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

    /** Takes a data frame, or says why not. */
    synchronized Offer offer(int opcode, byte[] payload, int offset, int length) {
        if (closed || dataRefused) {
            return Offer.CLOSED;
        }
        // A frame that is larger than the whole window goes alone.
        if (fillingLength > 0 && fillingLength + headerLength(length) + length > windowBytes) {
            return Offer.FULL;
        }
        return append(opcode, payload, offset, length);
    }

    /** Takes an answer, ping or pong; {@link Offer#FULL} if the client has left so many unread that it must go. */
    synchronized Offer offerControl(int opcode, byte[] payload) {
        if (closed) {
            return Offer.CLOSED;
        }
        if (fillingLength + headerLength(payload.length) + payload.length > windowBytes + CONTROL_RESERVE_BYTES) {
            return Offer.FULL;
        }
        return append(opcode, payload, 0, payload.length);
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
        }
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

    /** Waits until the buffers have changed places, so that there is room, or the outbox is closed, or the time is over. */
    synchronized void awaitRoom(long timeoutNs) throws InterruptedException {
        long seen = changeCount;
        long deadlineNs = System.nanoTime() + timeoutNs;
        long leftNs = timeoutNs;
        while (!closed && fillingLength > 0 && changeCount == seen && leftNs > 0) {
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
        writeHeader(opcode, length);
        System.arraycopy(payload, offset, filling, fillingLength, length);
        fillingLength += length;
        if (!flushDue) {
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
        return length < MEDIUM_LENGTH ? 4 : 10;
    }

    private void writeHeader(int opcode, int length) {
        ByteBuffer header = ByteBuffer.wrap(filling, fillingLength, headerLength(length));
        header.put((byte) (0x80 | opcode));
        if (length < SMALL_LENGTH) {
            header.put((byte) length);
        } else if (length < MEDIUM_LENGTH) {
            header.put((byte) 126).putShort((short) length);
        } else {
            header.put((byte) 127).putLong(length);
        }
        fillingLength += headerLength(length);
    }

    /** Writes what waits until nothing does or the socket takes no more; on the I/O thread. */
    private void flush() {
        if (finished) {
            return;
        }
        try {
            while (writing.hasRemaining() || changePlaces()) {
                if (!write()) {
                    return;
                }
            }
            sink.suspendWrites();
            if (isClosed()) {
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
        int end = writing.limit();
        writing.limit(Math.min(end, writing.position() + WRITE_MAX_BYTES));
        int count = sink.write(writing);
        writing.limit(end);
        if (count > 0 && blocked) {
            unblockedNs = System.nanoTime();
        }
        blocked = count == 0;
        if (blocked) {
            sink.resumeWrites();
        }
        return !blocked;
    }

    private synchronized boolean changePlaces() {
        if (fillingLength == 0) {
            flushDue = false;
            return false;
        }
        byte[] full = filling;
        int length = fillingLength;
        filling = writing.array();
        fillingLength = 0;
        writing = ByteBuffer.wrap(full, 0, length);
        changeCount++;
        notifyAll();
        return true;
    }

    private synchronized boolean isClosed() {
        return closed;
    }
}
