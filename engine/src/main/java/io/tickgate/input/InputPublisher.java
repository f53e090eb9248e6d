package io.tickgate.input;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One thread's way into the ring: encode a record into {@link #scratch()}, then publish it. Between claim and publish stand the
 * setting of sequence, epoch and checksum in the scratch record and one copy, none of which can throw.
 *
 * <p>Owned by one thread; not thread safe.
 */
public final class InputPublisher {
    /** The ring has no room (for this sort of record). */
    public static final long FULL = -1;
    /** The ring was closed; nothing more goes in. */
    public static final long CLOSED = -2;

    /** Long enough to leave the core to the consumer, short against the 50 ms of the clock. */
    private static final long FULL_PARK_NS = 20_000;

    private final InputRing ring;
    private final RingBuffer<InputSlot> slots;
    private final ByteBuffer scratchBytes = ByteBuffer.allocateDirect(RecordFlyweight.RECORD_LENGTH_MAX);
    private final UnsafeBuffer scratch = new UnsafeBuffer(scratchBytes);
    private final RecordFlyweight header = new RecordFlyweight().wrap(scratch);
    private final RecordChecksum checksum = new RecordChecksum();
    private long waitedNs;

    InputPublisher(InputRing ring, RingBuffer<InputSlot> slots) {
        this.ring = ring;
        this.slots = slots;
    }

    /** Buffer for the next record; its content is this publisher's until the next publish. */
    public MutableDirectBuffer scratch() {
        return scratch;
    }

    /**
     * Publishes the scratch record, waiting while the ring is full. For feeds: TCP holds the venue back meanwhile.
     *
     * @return the record's sequence, or {@link #CLOSED}.
     */
    public long publish() {
        waitedNs = 0;
        long sequence = tryPublish();
        if (sequence == FULL) {
            sequence = publishWaiting();
        }
        return sequence;
    }

    /** How long the last {@link #publish()} waited for room, in ns; 0 when it did not. */
    public long waitedNs() {
        return waitedNs;
    }

    /**
     * Publishes the scratch record if there is room. For the clock, which skips when there is none.
     *
     * @return the record's sequence, {@link #FULL} or {@link #CLOSED}.
     * @throws IllegalStateException when the scratch holds no record: its length is none.
     */
    public long tryPublish() {
        // Before the claim: a slot that is claimed and never published would stop the ring for good.
        int length = header.length();
        if (length < RecordFlyweight.HEADER_LENGTH || length > RecordFlyweight.RECORD_LENGTH_MAX) {
            throw new IllegalStateException("A record of " + length + " bytes was to be published");
        }
        if (ring.isClosed()) {
            return CLOSED;
        }
        long slotSequence;
        try {
            slotSequence = slots.tryNext();
        } catch (InsufficientCapacityException e) {
            return FULL;
        }
        return fill(slotSequence, length);
    }

    /**
     * Publishes the scratch record unless less than a quarter of the ring is free: commands never displace ticks.
     *
     * @return the record's sequence, {@link #FULL} or {@link #CLOSED}.
     */
    public long tryPublishCommand() {
        return slots.hasAvailableCapacity(slots.getBufferSize() / 4) ? tryPublish() : FULL;
    }

    private long publishWaiting() {
        long startNs = System.nanoTime();
        long sequence = FULL;
        while (sequence == FULL) {
            LockSupport.parkNanos(FULL_PARK_NS);
            sequence = tryPublish();
        }
        waitedNs = System.nanoTime() - startNs;
        return sequence;
    }

    private long fill(long slotSequence, int length) {
        long sequence = ring.firstSequence() + slotSequence;
        header.epoch(ring.epoch()).sequence(sequence);
        header.crc32c(checksum.of(scratchBytes, 0, length));
        slots.get(slotSequence).buffer().putBytes(0, scratch, 0, length);
        slots.publish(slotSequence);
        return sequence;
    }
}
