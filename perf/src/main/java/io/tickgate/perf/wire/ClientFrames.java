package io.tickgate.perf.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Frames from a client, masked as the RFC wants it (with a mask of zeros: nothing here passes a proxy). At most 125 bytes each. */
final class ClientFrames {
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int HEADER_LENGTH = 6;
    private static final int PAYLOAD_MAX = 125;
    private static final int PONG = 10;

    private ClientFrames() {}

    /** Sends a text. */
    static void text(OutputStream out, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        send(out, FrameScanner.TEXT, payload, 0, payload.length);
    }

    /** Answers a ping with its payload. */
    static void pong(OutputStream out, byte[] source, int offset, int length) throws IOException {
        send(out, PONG, source, offset, length);
    }

    private static void send(OutputStream out, int opcode, byte[] source, int offset, int length) throws IOException {
        if (length > PAYLOAD_MAX) {
            throw new IllegalArgumentException(length + " bytes; a short frame takes " + PAYLOAD_MAX);
        }
        byte[] frame = new byte[HEADER_LENGTH + length];
        frame[0] = (byte) (FIN | opcode);
        frame[1] = (byte) (MASKED | length);
        System.arraycopy(source, offset, frame, HEADER_LENGTH, length);
        out.write(frame);
    }
}
