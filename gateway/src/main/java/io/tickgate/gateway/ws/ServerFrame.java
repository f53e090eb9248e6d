package io.tickgate.gateway.ws;

import io.tickgate.gateway.catalogue.CloseCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.agrona.MutableDirectBuffer;

/** Frames of a server: whole, unmasked (RFC 6455, section 5.2). Stateless. */
final class ServerFrame {
    /** Room that must be free before a payload for its header. */
    static final int HEADER_LENGTH_MAX = 10;

    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int LENGTH_16_MAX = 0xFFFF;

    private ServerFrame() {}

    /**
     * Puts the header of a text frame right before its payload.
     *
     * @param buffer that holds the payload, with {@link #HEADER_LENGTH_MAX} free bytes before it.
     * @param payloadStart index of the payload's first byte.
     * @param payloadEnd index after its last byte.
     * @return index of the frame's first byte.
     */
    static int sealText(MutableDirectBuffer buffer, int payloadStart, int payloadEnd) {
        int length = payloadEnd - payloadStart;
        int start;
        if (length < LENGTH_16) {
            start = payloadStart - 2;
            buffer.putByte(start + 1, (byte) length);
        } else if (length <= LENGTH_16_MAX) {
            start = payloadStart - 4;
            buffer.putByte(start + 1, (byte) LENGTH_16);
            buffer.putShort(start + 2, (short) length, java.nio.ByteOrder.BIG_ENDIAN);
        } else {
            start = payloadStart - HEADER_LENGTH_MAX;
            buffer.putByte(start + 1, (byte) LENGTH_64);
            buffer.putLong(start + 2, length, java.nio.ByteOrder.BIG_ENDIAN);
        }
        buffer.putByte(start, (byte) TEXT);
        return start;
    }

    /** A pong with a ping's payload of at most 125 bytes. */
    static ByteBuffer pong(byte[] payload) {
        return control(PONG, payload);
    }

    /** A ping without a payload. */
    static ByteBuffer ping() {
        return control(PING, new byte[0]);
    }

    /** A close frame with its code and reason. */
    static ByteBuffer close(CloseCode code) {
        byte[] reason = code.text().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer payload = ByteBuffer.allocate(2 + reason.length)
                .putShort((short) code.code())
                .put(reason);
        return control(CLOSE, payload.array());
    }

    private static ByteBuffer control(int firstByte, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(2 + payload.length);
        return frame.put((byte) firstByte)
                .put((byte) payload.length)
                .put(payload)
                .flip();
    }
}
