package io.tickgate.simulator.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts what a client sends into frames (RFC 6455, section 5): masked, at most 64 KB a message, fragments put together. Bytes may arrive in pieces of any size. After the first
 * violation it tells nothing more. Owned by the connection's I/O thread.
 */
final class ClientFrameDecoder {

    /** Largest message; a SUBSCRIBE of 1,024 long names fits. */
    static final int MESSAGE_MAX_BYTES = 65_536;

    /** A fragmented message cannot be drawn out for ever with empty fragments. */
    private static final int FRAGMENTS_MAX = 64;

    private static final int CONTROL_MAX_BYTES = 125;
    private static final int HEADER_MAX_BYTES = 14;
    private static final int INITIAL_BYTES = 256;

    /** Takes the frames, in order. */
    interface Listener {

        /** A whole text message. */
        void onText(String text);

        /** A whole binary message; its content is of no interest. */
        void onBinary();

        /** A ping, whose payload is to be echoed. */
        void onPing(byte[] payload);

        /** A pong. */
        void onPong(byte[] payload);

        /** The client closes; the code is {@link Opcode#CODE_NO_STATUS} if it named none. */
        void onClose(int code);

        /** The client broke the protocol: to be closed with this code. */
        void onViolation(int code, String reason);
    }

    private final Listener listener;
    private final byte[] header = new byte[HEADER_MAX_BYTES];
    private int headerLength;
    private int headerNeeded = 2;

    private boolean inPayload;
    private boolean fin;
    private int opcode;
    private int payloadLength;
    private int payloadRead;
    private byte[] control = new byte[0];

    private byte[] message = new byte[INITIAL_BYTES];
    private int messageLength;
    private int messageOpcode;
    private int fragments;
    private boolean broken;

    ClientFrameDecoder(Listener listener) {
        this.listener = listener;
    }

    /** Takes all bytes of the buffer. */
    void decode(ByteBuffer bytes) {
        while (!broken && (bytes.hasRemaining() || (inPayload && payloadRead == payloadLength))) {
            if (inPayload) {
                readPayload(bytes);
            } else {
                readHeader(bytes);
            }
        }
        bytes.position(bytes.limit());
    }

    private void readHeader(ByteBuffer bytes) {
        header[headerLength++] = bytes.get();
        if (headerLength == 2) {
            headerNeeded = headerLengthFor(header[1]);
        }
        if (headerLength == headerNeeded) {
            startFrame();
            headerLength = 0;
            headerNeeded = 2;
        }
    }

    private static int headerLengthFor(byte second) {
        int mask = 4;
        return switch (second & 0x7F) {
            case 126 -> 2 + 2 + mask;
            case 127 -> 2 + 8 + mask;
            default -> 2 + mask;
        };
    }

    private void startFrame() {
        fin = (header[0] & 0x80) != 0;
        opcode = header[0] & 0x0F;
        long length = length();
        boolean isControl = opcode >= Opcode.CLOSE;
        if ((header[0] & 0x70) != 0) {
            violate(Opcode.CODE_PROTOCOL_ERROR, "reserved bits are set");
        } else if ((header[1] & 0x80) == 0) {
            violate(Opcode.CODE_PROTOCOL_ERROR, "client frames must be masked");
        } else if (opcode > Opcode.PONG || (opcode > Opcode.BINARY && !isControl)) {
            violate(Opcode.CODE_PROTOCOL_ERROR, "unknown opcode");
        } else if (isControl && (!fin || length > CONTROL_MAX_BYTES)) {
            violate(Opcode.CODE_PROTOCOL_ERROR, "control frames are short and whole");
        } else if (!isControl && isOutOfPlace()) {
            violate(Opcode.CODE_PROTOCOL_ERROR, "fragment out of place");
        } else if (length < 0 || length > MESSAGE_MAX_BYTES - (isControl ? 0 : messageLength)) {
            violate(Opcode.CODE_TOO_BIG, "message is too big");
        } else if (opcode == Opcode.CONTINUATION && ++fragments > FRAGMENTS_MAX) {
            violate(Opcode.CODE_TOO_BIG, "too many fragments");
        } else {
            startPayload((int) length, isControl);
        }
    }

    private boolean isOutOfPlace() {
        return (opcode == Opcode.CONTINUATION) == (messageOpcode == 0);
    }

    private long length() {
        int small = header[1] & 0x7F;
        if (small < 126) {
            return small;
        }
        ByteBuffer buffer = ByteBuffer.wrap(header, 2, 8);
        return small == 126 ? buffer.getShort() & 0xFFFF : buffer.getLong();
    }

    private void startPayload(int length, boolean isControl) {
        inPayload = true;
        payloadLength = length;
        payloadRead = 0;
        if (isControl) {
            control = new byte[length];
            return;
        }
        if (opcode != Opcode.CONTINUATION) {
            messageOpcode = opcode;
            messageLength = 0;
            fragments = 0;
        }
        if (message.length < messageLength + length) {
            message = Arrays.copyOf(message, messageLength + length);
        }
    }

    private void readPayload(ByteBuffer bytes) {
        boolean isControl = opcode >= Opcode.CLOSE;
        byte[] target = isControl ? control : message;
        int base = isControl ? 0 : messageLength;
        int count = Math.min(bytes.remaining(), payloadLength - payloadRead);
        int mask = headerLengthFor(header[1]) - 4;
        for (int i = 0; i < count; i++) {
            target[base + payloadRead] = (byte) (bytes.get() ^ header[mask + (payloadRead & 3)]);
            payloadRead++;
        }
        if (payloadRead == payloadLength) {
            inPayload = false;
            if (isControl) {
                onControl();
            } else {
                messageLength += payloadLength;
                onFragment();
            }
        }
    }

    private void onControl() {
        switch (opcode) {
            case Opcode.PING -> listener.onPing(control);
            case Opcode.PONG -> listener.onPong(control);
            default -> {
                if (control.length == 1) {
                    violate(Opcode.CODE_PROTOCOL_ERROR, "a close code has two bytes");
                } else {
                    broken = true;
                    listener.onClose(
                            control.length == 0
                                    ? Opcode.CODE_NO_STATUS
                                    : ByteBuffer.wrap(control).getShort() & 0xFFFF);
                }
            }
        }
    }

    private void onFragment() {
        if (!fin) {
            return;
        }
        int kind = messageOpcode;
        messageOpcode = 0;
        int length = messageLength;
        messageLength = 0;
        if (kind == Opcode.BINARY) {
            listener.onBinary();
            return;
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(message, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            violate(Opcode.CODE_BAD_TEXT, "text is not UTF-8");
            return;
        }
        listener.onText(text);
    }

    private void violate(int code, String reason) {
        broken = true;
        listener.onViolation(code, reason);
    }
}
