package io.tickgate.status;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A bad frame that was kept.
 *
 * @param number it was the so-many-th that was kept in this data folder.
 * @param epochMs wall clock when it came.
 * @param venue label.
 * @param reason label.
 * @param lengthBytes of the whole frame.
 * @param bytes its first ones.
 */
@SuppressWarnings("ArrayRecordComponent") // Handed from the file to a screen; never compared.
public record BadFrame(long number, long epochMs, String venue, String reason, int lengthBytes, byte[] bytes) {
    private static final int ASCII_END = 0x7F;

    /**
     * The frame fit for any terminal: printable ASCII as it is, all else as {@code \xNN}, a backslash doubled. So nothing in it can move a
     * cursor, change a colour or imitate other output, and each byte can be told.
     */
    public String escaped() {
        StringBuilder text = new StringBuilder(bytes.length + Integer.SIZE);
        HexFormat hex = HexFormat.of();
        for (byte b : bytes) {
            if (b == '\\') {
                text.append("\\\\");
            } else if (b >= ' ' && b < ASCII_END) {
                text.append((char) b);
            } else {
                text.append("\\x").append(hex.toHexDigits(b));
            }
        }
        return text.toString();
    }

    /** The frame as UTF-8; what is not, or is cut, stands as U+FFFD. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Whether only its first bytes were kept. */
    public boolean isCut() {
        return bytes.length < lengthBytes;
    }
}
