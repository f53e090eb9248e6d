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

    /** The frame as of {@link #escape(byte[])}. */
    public String escaped() {
        return escape(bytes);
    }

    /** A label as of {@link #escape(byte[])}: the file is not trusted either. */
    public static String escape(String label) {
        return escape(label.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Bytes fit for any terminal: printable ASCII as it is, all else as {@code \xNN}, a backslash doubled. So nothing in them can move a
     * cursor, change a colour or imitate other output, and each byte can be told.
     */
    public static String escape(byte[] bytes) {
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

    /** Whether only its first bytes were kept. */
    public boolean isCut() {
        return bytes.length < lengthBytes;
    }
}
