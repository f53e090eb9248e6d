package io.tickgate.simulator.binance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A recorded frame of the combined form, {@code {"stream":"<name>","data":<payload>}}: finds the name and the payload in it. A flyweight over bytes that belong to the caller,
 * valid as long as they are. Owned by one thread.
 */
public final class CombinedFrame {

    private static final byte[] HEAD = "{\"stream\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MIDDLE = "\",\"data\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRADE_ID = "\"t\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PRICE = "\"p\":\"".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[0];
    private int offset;
    private int length;
    private int prefixLength;
    private String stream = "";

    /**
     * Looks at a frame.
     *
     * @return false if it has not this form, as acknowledgements and REST answers have not; then nothing else may be asked
     */
    public boolean wrap(byte[] source, int from, int count) {
        bytes = source;
        offset = from;
        length = count;
        int nameEnd = find((byte) '"', from + HEAD.length);
        if (!matches(HEAD, from) || !matches(MIDDLE, nameEnd) || source[from + count - 1] != '}') {
            return false;
        }
        stream = new String(source, from + HEAD.length, nameEnd - from - HEAD.length, StandardCharsets.UTF_8);
        prefixLength = nameEnd + MIDDLE.length - from;
        return true;
    }

    private int find(byte sought, int from) {
        int at = from;
        while (at < offset + length && bytes[at] != sought) {
            at++;
        }
        return at;
    }

    private boolean matches(byte[] text, int at) {
        return at >= offset
                && at + text.length <= offset + length
                && Arrays.equals(bytes, at, at + text.length, text, 0, text.length);
    }

    /** The stream's name. */
    public String stream() {
        return stream;
    }

    /** The bytes that hold the frame. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the whole frame begins. */
    public int offset() {
        return offset;
    }

    /** The whole frame's length. */
    public int length() {
        return length;
    }

    /** Bytes before the payload; after it comes one closing brace. */
    public int prefixLength() {
        return prefixLength;
    }

    /** The trade id of a trade's payload, −1 if it has none that fits. */
    public long tradeId() {
        int at = after(TRADE_ID);
        long id = -1;
        for (int digits = 0; at < offset + length && isDigit(bytes[at]) && digits < 18; digits++) {
            id = Math.max(0, id) * 10 + bytes[at++] - '0';
        }
        return id;
    }

    /** The price of a trade's payload as it is written, empty if it has none. */
    public String price() {
        int from = after(PRICE);
        int to = find((byte) '"', from);
        return to < offset + length ? new String(bytes, from, to - from, StandardCharsets.UTF_8) : "";
    }

    /** The payload as text. */
    public String payload() {
        return new String(bytes, offset + prefixLength, length - prefixLength - 1, StandardCharsets.UTF_8);
    }

    /** The same frame over bytes of its own. */
    public CombinedFrame copy() {
        return over(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /** The same frame with another payload, over bytes of its own. */
    public CombinedFrame withPayload(String payload) {
        String prefix = new String(bytes, offset, prefixLength, StandardCharsets.UTF_8);
        return over((prefix + payload + "}").getBytes(StandardCharsets.UTF_8));
    }

    private static CombinedFrame over(byte[] owned) {
        CombinedFrame frame = new CombinedFrame();
        frame.wrap(owned, 0, owned.length);
        return frame;
    }

    private int after(byte[] key) {
        for (int at = offset + prefixLength; at + key.length <= offset + length; at++) {
            if (matches(key, at)) {
                return at + key.length;
            }
        }
        return offset + length;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
