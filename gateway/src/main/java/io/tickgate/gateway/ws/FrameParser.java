package io.tickgate.gateway.ws;

import io.tickgate.gateway.catalogue.CloseCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a client's frames (RFC 6455, section 5), however the bytes are cut, and puts fragmented text together. Whatever breaks the
 * rules ends it with the close code to answer.
 *
 * <p>Owned by the connection's I/O thread. Memory: 16 KB while a message is incomplete, otherwise none beyond the header.
 */
final class FrameParser {
    /** Longest message of a client: 100 symbols of 64 bytes, twice over. */
    static final int MESSAGE_LENGTH_MAX = 16_384;
    /** Frames of one message: without a limit, empty fragments would cost us and never end. */
    private static final int FRAGMENTS_MAX = 64;

    private static final int CONTROL_LENGTH_MAX = 125;
    private static final int HEADER_LENGTH_MAX = 14;

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    /** Told what was read, on the I/O thread. Bytes are valid for the call only. */
    interface Listener {
        /** A whole text message, checked to be UTF-8. */
        void onText(String message);

        /** A ping; its payload is to come back. */
        void onPing(byte[] payload);

        /** A pong, asked for or not. */
        void onPong();

        /** A close frame; nothing more is parsed. */
        void onClose(int code);

        /** The client broke a rule; nothing more is parsed. */
        void onViolation(CloseCode code);
    }

    private final Listener listener;
    private final byte[] header = new byte[HEADER_LENGTH_MAX];
    private int headerLength;
    private int headerNeeded = 2;
    private boolean isInPayload;
    private boolean isEnded;

    private boolean isFinal;
    private int opcode;
    private int maskIndex;
    private int payloadLength;
    private int payloadRead;
    private byte @Nullable [] control;

    private byte @Nullable [] message;
    private int messageLength;
    private int fragments;

    FrameParser(Listener listener) {
        this.listener = listener;
    }

    /** Parses what has arrived, to the last byte unless it ended. */
    void parse(ByteBuffer input) {
        while (!isEnded && (input.hasRemaining() || (isInPayload && payloadRead == payloadLength))) {
            if (isInPayload) {
                readPayload(input);
            } else {
                readHeader(input);
            }
        }
    }

    private void readHeader(ByteBuffer input) {
        header[headerLength++] = input.get();
        if (headerLength == 2) {
            checkFirstBytes();
        }
        if (!isEnded && headerLength == headerNeeded) {
            startPayload();
        }
    }

    private void checkFirstBytes() {
        isFinal = (header[0] & 0x80) != 0;
        opcode = header[0] & 0x0F;
        int shortLength = header[1] & 0x7F;
        boolean isReserved = (header[0] & 0x70) != 0;
        boolean isMasked = (header[1] & 0x80) != 0;
        boolean isControl = opcode >= CLOSE;
        if (isReserved || !isMasked || opcode > PONG || (opcode > BINARY && opcode < CLOSE)) {
            violate(CloseCode.PROTOCOL_ERROR);
        } else if (isControl && (!isFinal || shortLength > CONTROL_LENGTH_MAX)) {
            violate(CloseCode.PROTOCOL_ERROR);
        } else if (opcode == BINARY) {
            violate(CloseCode.UNSUPPORTED_DATA);
        } else if (opcode == TEXT && fragments > 0) {
            violate(CloseCode.PROTOCOL_ERROR);
        } else if (opcode == CONTINUATION && (fragments == 0 || fragments >= FRAGMENTS_MAX)) {
            violate(CloseCode.PROTOCOL_ERROR);
        }
        headerNeeded = 6 + (shortLength == 127 ? Long.BYTES : shortLength == 126 ? Short.BYTES : 0);
    }

    private void startPayload() {
        int shortLength = header[1] & 0x7F;
        ByteBuffer fields = ByteBuffer.wrap(header, 2, headerLength - 2);
        long length = shortLength == 127
                ? fields.getLong()
                : shortLength == 126 ? Short.toUnsignedInt(fields.getShort()) : shortLength;
        boolean isShortest = shortLength < 126 || (shortLength == 126 ? length >= 126 : length > 0xFFFF);
        maskIndex = fields.position();
        if (length < 0 || !isShortest) {
            violate(CloseCode.PROTOCOL_ERROR);
        } else if (length + (opcode < CLOSE ? messageLength : 0) > MESSAGE_LENGTH_MAX) {
            violate(CloseCode.MESSAGE_TOO_BIG);
        } else {
            payloadLength = (int) length;
            payloadRead = 0;
            isInPayload = true;
            makeRoom();
        }
    }

    private void makeRoom() {
        if (opcode >= CLOSE) {
            control = new byte[payloadLength];
        } else if (message == null) {
            message = new byte[payloadLength];
        } else if (messageLength + payloadLength > message.length) {
            message =
                    java.util.Arrays.copyOf(message, Math.min(MESSAGE_LENGTH_MAX, 2 * (messageLength + payloadLength)));
        }
    }

    private void readPayload(ByteBuffer input) {
        byte[] target = opcode >= CLOSE ? control : message;
        if (target == null) {
            throw new IllegalStateException("room is made before a payload is read");
        }
        int offset = opcode >= CLOSE ? 0 : messageLength;
        int count = Math.min(input.remaining(), payloadLength - payloadRead);
        input.get(target, offset + payloadRead, count);
        for (int i = payloadRead; i < payloadRead + count; i++) {
            target[offset + i] ^= header[maskIndex + (i & 3)];
        }
        payloadRead += count;
        if (payloadRead == payloadLength) {
            endFrame(target);
        }
    }

    private void endFrame(byte[] payload) {
        isInPayload = false;
        headerLength = 0;
        headerNeeded = 2;
        switch (opcode) {
            case PING -> listener.onPing(payload);
            case PONG -> listener.onPong();
            case CLOSE -> endClose(payload);
            default -> endFragment(payload);
        }
        control = null;
    }

    private void endFragment(byte[] payload) {
        messageLength += payloadLength;
        fragments++;
        if (!isFinal) {
            return;
        }
        String text = text(payload, 0, messageLength);
        message = null;
        messageLength = 0;
        fragments = 0;
        if (text == null) {
            violate(CloseCode.INVALID_TEXT);
        } else {
            listener.onText(text);
        }
    }

    private void endClose(byte[] payload) {
        if (payload.length == 0) {
            isEnded = true;
            listener.onClose(CloseCode.NORMAL.code());
            return;
        }
        int code = payload.length < 2 ? 0 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        if (!isCloseCodeAllowed(code)) {
            violate(CloseCode.PROTOCOL_ERROR);
        } else if (text(payload, 2, payload.length - 2) == null) {
            violate(CloseCode.INVALID_TEXT);
        } else {
            isEnded = true;
            listener.onClose(code);
        }
    }

    /** RFC 6455, section 7.4: some codes never stand in a frame, others are not given out. */
    private static boolean isCloseCodeAllowed(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }

    private static @Nullable String text(byte[] bytes, int offset, int length) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            return decoder.decode(ByteBuffer.wrap(bytes, offset, length)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private void violate(CloseCode code) {
        isEnded = true;
        message = null;
        listener.onViolation(code);
    }
}
