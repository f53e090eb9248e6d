package io.tickgate.feed.websocket;

import java.nio.charset.StandardCharsets;

/**
 * Cuts the frames of a server (RFC 6455, 5.2) out of one reused buffer, in place. Fill it, then take frames until there is none:
 *
 * <pre>
 *   buffer  [ taken | frame | frame | part of a frame | room ]
 *                   ^ next()                          ^ limit, of at least {@value #READ_LENGTH} bytes after {@link #prepare()}
 * </pre>
 *
 * <p>A message in fragments is joined in a second buffer, made when the first one comes. A message longer than the limit is skipped as
 * it comes, whatever it says its length is, and given as {@link #OVERSIZED} once; the next frame is in sync again. What a server must
 * not send (masked frames, reserved bits or opcodes, long or cut control frames) is {@link #VIOLATION}: the connection is of no more use.
 *
 * <p>Owned by the thread of the connection. Memory: the limit + {@value #READ_LENGTH} bytes, once more the limit with fragments.
 */
public final class FrameReader {
    /** No whole frame is there: read more. */
    public static final int NONE = -1;
    /** A message longer than the limit begins; its bytes are skipped. */
    public static final int OVERSIZED = -2;
    /** The server broke the protocol. */
    public static final int VIOLATION = -3;
    /** A text message; the payload is valid until the next call. */
    public static final int TEXT = 1;
    /** A binary message; the payload is valid until the next call. */
    public static final int BINARY = 2;
    /** The server ends the connection; the payload holds code and reason, or nothing. */
    public static final int CLOSE = 8;
    /** The server wants a pong with the same payload. */
    public static final int PING = 9;
    /** An answer to a ping, or unasked. */
    public static final int PONG = 10;

    /** Read at once: a few hundred ticks, the most that one system call should hold back the first of them. */
    public static final int READ_LENGTH = 64 * 1024;

    private static final int CONTINUATION = 0;
    private static final int FINAL = 0x80;
    private static final int RESERVED_BITS = 0x70;
    private static final int OPCODE_BITS = 0x0F;
    private static final int CONTROL_BIT = 0x08;
    private static final int MASKED = 0x80;
    private static final int LENGTH_BITS = 0x7F;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int CONTROL_LENGTH_MAX = 125;

    private final int frameLengthMax;
    private final byte[] buffer;
    private byte[] joined = new byte[0];
    private int joinedLength;
    /** Opcode of the message in fragments, 0 for none. */
    private int fragmentsOpcode;

    private boolean isSkippingMessage;
    private long skipLength;
    private int position;
    private int limit;
    private byte[] payload;
    private int payloadOffset;
    private int payloadLength;

    /**
     * Makes the buffer.
     *
     * @param frameLengthMax longest message in bytes.
     */
    public FrameReader(int frameLengthMax) {
        this.frameLengthMax = frameLengthMax;
        // Header (10 bytes) and payload of the longest frame may wait for their rest while a whole read is asked for.
        buffer = new byte[frameLengthMax + 2 * READ_LENGTH];
        payload = buffer;
    }

    /** Forgets everything, for a new connection. */
    public void reset() {
        position = 0;
        limit = 0;
        skipLength = 0;
        joinedLength = 0;
        fragmentsOpcode = 0;
        isSkippingMessage = false;
    }

    /** Buffer to read into, from {@link #limit()} on. */
    public byte[] buffer() {
        return buffer;
    }

    public int limit() {
        return limit;
    }

    /** Makes room for a read; the number of bytes to ask for. */
    public int prepare() {
        if (position == limit) {
            position = 0;
            limit = 0;
        } else if (buffer.length - limit < READ_LENGTH) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            position = 0;
        }
        return READ_LENGTH;
    }

    /** Takes bytes that were read into the buffer. */
    public void added(int length) {
        limit += length;
    }

    /** Array of the payload. */
    public byte[] payload() {
        return payload;
    }

    public int payloadOffset() {
        return payloadOffset;
    }

    public int payloadLength() {
        return payloadLength;
    }

    /** Takes the next frame: one of the constants above. */
    public int next() {
        while (true) {
            if (!skip()) {
                return NONE;
            }
            int available = limit - position;
            if (available < 2) {
                return NONE;
            }
            int first = buffer[position];
            int lengthBits = buffer[position + 1] & LENGTH_BITS;
            if ((first & RESERVED_BITS) != 0 || (buffer[position + 1] & MASKED) != 0) {
                return VIOLATION;
            }
            int headerLength = headerLength(lengthBits);
            if (available < headerLength) {
                return NONE;
            }
            long length = length(lengthBits);
            int result = take(first, headerLength, length);
            if (result != CONTINUATION) {
                return result;
            }
        }
    }

    /** Drops what is left of an oversized frame; false when more of it is to come. */
    private boolean skip() {
        int count = (int) Math.min(skipLength, limit - position);
        position += count;
        skipLength -= count;
        return skipLength == 0;
    }

    private static int headerLength(int lengthBits) {
        return switch (lengthBits) {
            case LENGTH_16 -> 4;
            case LENGTH_64 -> 10;
            default -> 2;
        };
    }

    private long length(int lengthBits) {
        int count = headerLength(lengthBits) - 2;
        if (count == 0) {
            return lengthBits;
        }
        long length = 0;
        for (int i = 0; i < count; i++) {
            length = length << Byte.SIZE | (buffer[position + 2 + i] & 0xFF);
        }
        return length;
    }

    /** Decides what to do with the frame whose header is there; {@link #CONTINUATION} when there is nothing to give yet. */
    private int take(int first, int headerLength, long length) {
        int opcode = first & OPCODE_BITS;
        boolean isFinal = (first & FINAL) != 0;
        if (length < 0) {
            return VIOLATION;
        }
        if ((opcode & CONTROL_BIT) != 0) {
            return takeControl(opcode, isFinal, headerLength, length);
        }
        boolean isStart = opcode == TEXT || opcode == BINARY;
        boolean isInMessage = fragmentsOpcode != 0 || isSkippingMessage;
        if ((!isStart && opcode != CONTINUATION) || isStart == isInMessage) {
            return VIOLATION;
        }
        if (isSkippingMessage || joinedLength + length > frameLengthMax) {
            return skipFrame(isFinal, headerLength, length);
        }
        if (limit - position < headerLength + length) {
            return NONE;
        }
        point(headerLength, (int) length);
        return isStart && isFinal ? opcode : join(isStart ? opcode : fragmentsOpcode, isFinal);
    }

    private int takeControl(int opcode, boolean isFinal, int headerLength, long length) {
        if (opcode > PONG || !isFinal || length > CONTROL_LENGTH_MAX) {
            return VIOLATION;
        }
        if (limit - position < headerLength + length) {
            return NONE;
        }
        point(headerLength, (int) length);
        return opcode;
    }

    private void point(int headerLength, int length) {
        payload = buffer;
        payloadOffset = position + headerLength;
        payloadLength = length;
        position = payloadOffset + length;
    }

    /** Skips a frame of a message that is too long; gives {@link #OVERSIZED} at its first such frame. */
    private int skipFrame(boolean isFinal, int headerLength, long length) {
        boolean isNew = !isSkippingMessage;
        position += headerLength;
        skipLength = length;
        isSkippingMessage = !isFinal;
        fragmentsOpcode = 0;
        joinedLength = 0;
        return isNew ? OVERSIZED : CONTINUATION;
    }

    private int join(int opcode, boolean isFinal) {
        if (joined.length == 0) {
            joined = new byte[frameLengthMax];
        }
        System.arraycopy(buffer, payloadOffset, joined, joinedLength, payloadLength);
        joinedLength += payloadLength;
        fragmentsOpcode = isFinal ? 0 : opcode;
        if (!isFinal) {
            return CONTINUATION;
        }
        payload = joined;
        payloadOffset = 0;
        payloadLength = joinedLength;
        joinedLength = 0;
        return opcode;
    }

    /** What a close frame says, for people: {@code 1008 Too many requests}. */
    public static String closeText(byte[] payload, int offset, int length) {
        if (length < 2) {
            return "without a code";
        }
        int code = (payload[offset] & 0xFF) << Byte.SIZE | (payload[offset + 1] & 0xFF);
        String reason = new String(payload, offset + 2, length - 2, StandardCharsets.UTF_8);
        return (code + " " + reason.replaceAll("\\p{Cntrl}", "?")).strip();
    }
}
