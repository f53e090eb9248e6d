package io.tickgate.simulator.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A text frame of megabytes that costs a client's outbox a few bytes: its middle is one array of pairs, made once and shared by all frames and clients. Immutable.
 */
final class BigFrame {

    /** One level of a book, as in the snapshot of 5.1 MB that Coinbase has been seen to send. */
    private static final byte[] LEVEL = "[\"10101.10\",\"0.45054140\"],".getBytes(StandardCharsets.US_ASCII);

    /** Longest frame that a fault may ask for. */
    private static final int MIDDLE_MAX_BYTES = 16 * 1_024 * 1_024;

    /** Made when the first big frame is. */
    private static final class Middle {

        private static final byte[] LEVELS = levels();

        private static byte[] levels() {
            byte[] levels = new byte[MIDDLE_MAX_BYTES / LEVEL.length * LEVEL.length];
            for (int at = 0; at < levels.length; at += LEVEL.length) {
                System.arraycopy(LEVEL, 0, levels, at, LEVEL.length);
            }
            return levels;
        }
    }

    private final byte[] head;
    private final byte[] tail;
    private final int middleLength;

    /**
     * Creates a frame.
     *
     * @param head up to the first level
     * @param tail after the last level
     * @param bytes length of the payload; the frame is the longest one of whole levels that does not exceed it, with one level at least
     */
    BigFrame(String head, String tail, long bytes) {
        byte[] headBytes = head.getBytes(StandardCharsets.UTF_8);
        this.tail = tail.getBytes(StandardCharsets.UTF_8);
        long room = Math.min(bytes, MIDDLE_MAX_BYTES - LEVEL.length) - headBytes.length - this.tail.length + 1;
        int levels = (int) Math.max(1, room / LEVEL.length);
        // Without the last comma.
        this.middleLength = levels * LEVEL.length - 1;
        int length = headBytes.length + middleLength + this.tail.length;
        ByteBuffer first = ByteBuffer.allocate(Outbox.HEADER_MAX_BYTES + headBytes.length);
        Outbox.putHeader(first, Opcode.TEXT, length);
        first.put(headBytes);
        this.head = new byte[first.position()];
        first.flip().get(this.head);
    }

    /** Header and payload, to be written in this order by one owner. */
    ByteBuffer[] parts() {
        return new ByteBuffer[] {
            ByteBuffer.wrap(head), ByteBuffer.wrap(Middle.LEVELS, 0, middleLength), ByteBuffer.wrap(tail)
        };
    }
}
