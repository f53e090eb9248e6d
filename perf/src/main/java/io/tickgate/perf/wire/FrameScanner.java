package io.tickgate.perf.wire;

import io.tickgate.record.E8;
import java.nio.charset.StandardCharsets;

/**
 * Cuts a server's WebSocket frames (RFC 6455, unmasked) out of what was read from a blocking socket, in place, and finds the trade that a
 * frame is about by its price. One thread; allocates nothing after it was made.
 */
final class FrameScanner {
    /** Opcode of a text frame. */
    static final int TEXT = 1;
    /** Opcode of a close frame. */
    static final int CLOSE = 8;
    /** Opcode of a ping. */
    static final int PING = 9;
    /** No whole frame is there. */
    static final int NONE = -1;
    /** No trade of the run. */
    static final long NO_TRADE = -1;

    /** Holds the largest message that is expected, a status of all instruments, twice. */
    private static final int CAPACITY = 1 << 18;

    private static final int OPCODE_MASK = 0x0F;
    private static final int LENGTH_MASK = 0x7F;
    private static final int LENGTH_16_BITS = 126;
    private static final int LENGTH_64_BITS = 127;
    private static final int SCALE_CENTS = 100;

    private final byte[] buffer = new byte[CAPACITY];
    private final byte[] priceKey;
    private int start;
    private int end;
    private int payloadOffset;
    private int payloadLength;

    /**
     * A scanner of one connection.
     *
     * @param priceKey what stands before the price's digits, quotation mark included.
     */
    FrameScanner(String priceKey) {
        this.priceKey = priceKey.getBytes(StandardCharsets.US_ASCII);
    }

    /** Buffer to read into, from {@link #limit()} on, at most {@link #room()} bytes. */
    byte[] buffer() {
        return buffer;
    }

    int limit() {
        return end;
    }

    /** Room behind the limit; makes some by moving what is left to the front. */
    int room() {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == CAPACITY) {
            throw new IllegalStateException("A frame is longer than " + CAPACITY + " bytes");
        }
        return CAPACITY - end;
    }

    /** So many bytes were read. */
    void added(int length) {
        end += length;
    }

    /** Opcode of the next whole frame, or {@link #NONE}. */
    int next() {
        int available = end - start;
        if (available < 2) {
            return NONE;
        }
        int opcode = buffer[start] & OPCODE_MASK;
        int length = buffer[start + 1] & LENGTH_MASK;
        int header = length == LENGTH_16_BITS ? 4 : length == LENGTH_64_BITS ? 10 : 2;
        if (available < header) {
            return NONE;
        }
        if (header > 2) {
            length = lengthAt(start + 2, header - 2);
        }
        if (available - header < length) {
            return NONE;
        }
        payloadOffset = start + header;
        payloadLength = length;
        start = payloadOffset + length;
        return opcode;
    }

    private int lengthAt(int offset, int bytes) {
        long length = 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | (buffer[offset + i] & 0xFF);
        }
        if (length < 0 || length > CAPACITY) {
            throw new IllegalStateException("A frame says that it is " + length + " bytes long");
        }
        return (int) length;
    }

    int payloadOffset() {
        return payloadOffset;
    }

    int payloadLength() {
        return payloadLength;
    }

    /** Trade of the frame's first price, or {@link #NO_TRADE}. */
    long trade() {
        int last = payloadOffset + payloadLength - priceKey.length;
        for (int at = payloadOffset; at < last; at++) {
            if (isKeyAt(at)) {
                return TradeFrame.tradeOfPrice(priceE8(at + priceKey.length));
            }
        }
        return NO_TRADE;
    }

    private boolean isKeyAt(int at) {
        for (int i = 0; i < priceKey.length; i++) {
            if (buffer[at + i] != priceKey[i]) {
                return false;
            }
        }
        return true;
    }

    /** Cents decide here; further digits, if there are any, are zeros of the venue. */
    private long priceE8(int offset) {
        long cents = 0;
        int decimals = -1;
        for (int at = offset; at < payloadOffset + payloadLength && decimals < 2; at++) {
            byte b = buffer[at];
            if (b == '.') {
                decimals = 0;
            } else if (b >= '0' && b <= '9') {
                cents = cents * 10 + (b - '0');
                decimals = decimals < 0 ? -1 : decimals + 1;
            } else {
                break;
            }
        }
        for (int missing = Math.max(decimals, 0); missing < 2; missing++) {
            cents *= 10;
        }
        return cents * (E8.ONE / SCALE_CENTS);
    }
}
