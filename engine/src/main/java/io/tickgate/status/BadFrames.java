package io.tickgate.status;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The last {@value #FRAMES_MAX} bad frames of the venues, cut to {@value #FRAME_LENGTH_MAX} bytes, in a mapped file: a night operator
 * sees what a venue sent. A ring; the oldest one goes. At most {@value #PER_SECOND_MAX} a second are kept, so that a flood costs a
 * comparison each; others are counted only.
 *
 * <pre>
 *   slot, {@value #SLOT_LENGTH} bytes, little endian
 *    0 number, i64, from 1; 0 empty         8 wall clock, ms                  16 full length, i32     20 kept length, i32
 *   24 checksum of the rest, CRC32C         28 length of venue, u8            29 length of reason, u8
 *   32 venue, ASCII, 16 bytes at most       48 reason, ASCII, 32 bytes at most                        80 frame
 * </pre>
 *
 * <p>Any thread may record. A slot that was being written when the process died, or while the file is read, fails its checksum and is
 * left out by the reader.
 */
public final class BadFrames {
    /** Frames kept: what fits on a few screens, and covers what a venue does wrong in several ways at once. */
    public static final int FRAMES_MAX = 32;
    /** Longer than any single tick (Coinbase's ticker, about 460 bytes). */
    public static final int FRAME_LENGTH_MAX = 480;
    /** A copy of 480 bytes and a checksum ten times a second is nothing, and ten are enough to see what is wrong. */
    public static final int PER_SECOND_MAX = 10;

    private static final int NUMBER_OFFSET = 0;
    private static final int TIME_OFFSET = 8;
    private static final int FULL_LENGTH_OFFSET = 16;
    private static final int KEPT_LENGTH_OFFSET = 20;
    private static final int CHECKSUM_OFFSET = 24;
    private static final int VENUE_LENGTH_OFFSET = 28;
    private static final int REASON_LENGTH_OFFSET = 29;
    private static final int VENUE_OFFSET = 32;
    private static final int REASON_OFFSET = 48;
    private static final int FRAME_OFFSET = 80;
    private static final int SLOT_LENGTH = FRAME_OFFSET + FRAME_LENGTH_MAX;
    private static final int VENUE_LENGTH_MAX = REASON_OFFSET - VENUE_OFFSET;
    private static final int REASON_LENGTH_MAX = FRAME_OFFSET - REASON_OFFSET;
    private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(1);

    private final AtomicBuffer file;
    private final EpochClock clock;
    private final NanoClock nanoClock;
    private final Counters counters;
    private final byte[] slot = new byte[SLOT_LENGTH];
    private final UnsafeBuffer writer = new UnsafeBuffer(slot);
    private final CRC32C checksum = new CRC32C();
    private long lastNumber;
    private long windowStartNs;
    private int inWindow;
    /** Until when nothing is kept, if {@link #isFull}; read without the lock. */
    private volatile long windowEndNs;

    private volatile boolean isFull;

    /**
     * Keeps frames in a buffer.
     *
     * @param file of {@link #lengthBytes()}; the frames that it holds stay, the next ones come after them.
     * @param clock wall clock in ms.
     * @param nanoClock monotonic, that bounds the rate.
     * @param counters where frames that are not kept are counted.
     */
    public BadFrames(AtomicBuffer file, EpochClock clock, NanoClock nanoClock, Counters counters) {
        this.file = file;
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.counters = counters;
        windowStartNs = nanoClock.nanoTime();
        lastNumber = read(file).stream().mapToLong(BadFrame::number).max().orElse(0);
    }

    /** A keeper that lives with the process only, for tests and tools. */
    public static BadFrames inMemory(Counters counters) {
        return new BadFrames(
                new UnsafeBuffer(new byte[lengthBytes()]),
                SystemEpochClock.INSTANCE,
                SystemNanoClock.INSTANCE,
                counters);
    }

    /** Bytes that the buffer needs. */
    public static int lengthBytes() {
        return FRAMES_MAX * SLOT_LENGTH;
    }

    /**
     * Keeps a frame, or counts it as not kept when too many came within a second.
     *
     * @param venue label, ASCII; cut to 16 bytes.
     * @param reason label, ASCII; cut to 32 bytes.
     * @param source that holds the frame.
     * @param offset of its first byte.
     * @param length in bytes.
     */
    public void record(String venue, String reason, byte[] source, int offset, int length) {
        if ((isFull && nanoClock.nanoTime() - windowEndNs < 0) || !write(venue, reason, source, offset, length)) {
            counters.increment(Counter.BAD_FRAMES_NOT_KEPT);
        }
    }

    private synchronized boolean write(String venue, String reason, byte[] source, int offset, int length) {
        if (!isWithinRate()) {
            return false;
        }
        int kept = Math.min(length, FRAME_LENGTH_MAX);
        Arrays.fill(slot, (byte) 0);
        writer.putLong(NUMBER_OFFSET, ++lastNumber, ByteOrder.LITTLE_ENDIAN);
        writer.putLong(TIME_OFFSET, clock.time(), ByteOrder.LITTLE_ENDIAN);
        writer.putInt(FULL_LENGTH_OFFSET, length, ByteOrder.LITTLE_ENDIAN);
        writer.putInt(KEPT_LENGTH_OFFSET, kept, ByteOrder.LITTLE_ENDIAN);
        writer.putByte(VENUE_LENGTH_OFFSET, (byte) putLabel(VENUE_OFFSET, venue, VENUE_LENGTH_MAX));
        writer.putByte(REASON_LENGTH_OFFSET, (byte) putLabel(REASON_OFFSET, reason, REASON_LENGTH_MAX));
        System.arraycopy(source, offset, slot, FRAME_OFFSET, kept);
        writer.putInt(CHECKSUM_OFFSET, checksumOf(slot, checksum), ByteOrder.LITTLE_ENDIAN);
        file.putBytes((int) (lastNumber % FRAMES_MAX) * SLOT_LENGTH, slot, 0, SLOT_LENGTH);
        return true;
    }

    private boolean isWithinRate() {
        long nowNs = nanoClock.nanoTime();
        if (nowNs - windowStartNs >= WINDOW_NS) {
            windowStartNs = nowNs;
            inWindow = 0;
            isFull = false;
        }
        inWindow++;
        if (inWindow >= PER_SECOND_MAX) {
            windowEndNs = windowStartNs + WINDOW_NS;
            isFull = true;
        }
        return inWindow <= PER_SECOND_MAX;
    }

    private int putLabel(int offset, String label, int lengthMax) {
        byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
        int length = Math.min(bytes.length, lengthMax);
        System.arraycopy(bytes, 0, slot, offset, length);
        return length;
    }

    private static int checksumOf(byte[] slot, CRC32C checksum) {
        checksum.reset();
        checksum.update(slot, 0, CHECKSUM_OFFSET);
        checksum.update(slot, VENUE_LENGTH_OFFSET, SLOT_LENGTH - VENUE_LENGTH_OFFSET);
        return (int) checksum.getValue();
    }

    /** The frames that a buffer or a copy of the file holds, oldest first; whole ones only. */
    public static List<BadFrame> read(AtomicBuffer file) {
        List<BadFrame> frames = new ArrayList<>();
        byte[] bytes = new byte[SLOT_LENGTH];
        UnsafeBuffer slot = new UnsafeBuffer(bytes);
        CRC32C checksum = new CRC32C();
        for (int offset = 0; offset + SLOT_LENGTH <= file.capacity() && offset < lengthBytes(); offset += SLOT_LENGTH) {
            file.getBytes(offset, bytes);
            boolean isWritten = slot.getLong(NUMBER_OFFSET, ByteOrder.LITTLE_ENDIAN) > 0;
            if (isWritten
                    && slot.getInt(CHECKSUM_OFFSET, ByteOrder.LITTLE_ENDIAN) == checksumOf(bytes, checksum)
                    && isWithinBounds(slot)) {
                frames.add(frame(slot, bytes));
            }
        }
        frames.sort(Comparator.comparingLong(BadFrame::number));
        return frames;
    }

    private static boolean isWithinBounds(UnsafeBuffer slot) {
        int kept = slot.getInt(KEPT_LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN);
        int venue = slot.getByte(VENUE_LENGTH_OFFSET);
        int reason = slot.getByte(REASON_LENGTH_OFFSET);
        return kept >= 0
                && kept <= FRAME_LENGTH_MAX
                && venue >= 0
                && venue <= VENUE_LENGTH_MAX
                && reason >= 0
                && reason <= REASON_LENGTH_MAX;
    }

    private static BadFrame frame(UnsafeBuffer slot, byte[] bytes) {
        return new BadFrame(
                slot.getLong(NUMBER_OFFSET, ByteOrder.LITTLE_ENDIAN),
                slot.getLong(TIME_OFFSET, ByteOrder.LITTLE_ENDIAN),
                slot.getStringWithoutLengthAscii(VENUE_OFFSET, slot.getByte(VENUE_LENGTH_OFFSET)),
                slot.getStringWithoutLengthAscii(REASON_OFFSET, slot.getByte(REASON_LENGTH_OFFSET)),
                slot.getInt(FULL_LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN),
                Arrays.copyOfRange(
                        bytes, FRAME_OFFSET, FRAME_OFFSET + slot.getInt(KEPT_LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN)));
    }
}
