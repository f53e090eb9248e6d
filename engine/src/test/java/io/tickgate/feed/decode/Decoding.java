package io.tickgate.feed.decode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decodes frames and remembers what they say, as text. */
public final class Decoding {
    private static final int MARGIN = 3;

    private final FrameDecoder decoder;

    public Decoding(FrameDecoder decoder) {
        this.decoder = decoder;
    }

    /** All messages of a frame, which stands between bytes that are not its own. */
    public List<String> all(byte[] frame) {
        byte[] padded = new byte[frame.length + 2 * MARGIN];
        Arrays.fill(padded, (byte) '}');
        System.arraycopy(frame, 0, padded, MARGIN, frame.length);
        List<String> messages = new ArrayList<>();
        decoder.decode(padded, MARGIN, frame.length, message -> messages.add(message.toString()));
        return messages;
    }

    public List<String> all(String frame) {
        return all(frame.getBytes(StandardCharsets.UTF_8));
    }

    /** The messages in one line, which is the one message of most frames. */
    public String of(String frame) {
        return String.join(" | ", all(frame));
    }

    public String of(byte[] frame) {
        return String.join(" | ", all(frame));
    }
}
