package io.tickgate.gateway.encode;

import io.tickgate.record.E8;
import java.nio.charset.StandardCharsets;
import org.agrona.MutableDirectBuffer;

/**
 * Writes JSON into a buffer from a position on. Owned by one thread. Numbers and names go in without allocation; text that may need
 * escaping allocates. It does not check nesting: whoever calls it writes well-formed JSON.
 */
public final class JsonBuffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int HEX_DIGITS_OF_LONG = 16;
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final MutableDirectBuffer buffer;
    private int position;
    /** Whether the next name or element needs a comma before it. */
    private boolean needsComma;

    /**
     * Writes into a buffer.
     *
     * @param buffer fixed (then it must have room for all that is written) or expandable.
     */
    public JsonBuffer(MutableDirectBuffer buffer) {
        this.buffer = buffer;
    }

    /** Starts anew at a position. */
    public JsonBuffer reset(int newPosition) {
        position = newPosition;
        needsComma = false;
        return this;
    }

    /** Index of the next byte. */
    public int position() {
        return position;
    }

    public MutableDirectBuffer buffer() {
        return buffer;
    }

    /** Name as JSON bytes with quotes and colon, to be made once and given to {@link #name(byte[])}. */
    public static byte[] nameBytes(String name) {
        return ('"' + name + "\":").getBytes(StandardCharsets.US_ASCII);
    }

    /** Text as a JSON string with its quotes. */
    public static byte[] stringBytes(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == '<' || c == 0x7F || c == 0x2028 || c == 0x2029) {
                // '<' too, so that an answer can never be taken for markup; U+2028 ends lines in old scripts.
                json.append("\\u").append(String.format("%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Opens an object, as the next element or value. */
    public JsonBuffer openObject() {
        return open('{');
    }

    /** Closes an object. */
    public JsonBuffer closeObject() {
        return close('}');
    }

    /** Opens an array, as the next element or value. */
    public JsonBuffer openArray() {
        return open('[');
    }

    /** Closes an array. */
    public JsonBuffer closeArray() {
        return close(']');
    }

    private JsonBuffer open(char bracket) {
        comma();
        put((byte) bracket);
        needsComma = false;
        return this;
    }

    private JsonBuffer close(char bracket) {
        put((byte) bracket);
        needsComma = true;
        return this;
    }

    /** Writes a name made by {@link #nameBytes}; its value must follow. */
    public JsonBuffer name(byte[] nameBytes) {
        comma();
        raw(nameBytes);
        needsComma = false;
        return this;
    }

    /** Writes a name from a constant of the code; its value must follow. */
    public JsonBuffer name(String name) {
        return name(nameBytes(name));
    }

    /** Writes a name that came from outside; its value must follow. */
    public JsonBuffer nameOf(byte[] stringBytes) {
        comma();
        raw(stringBytes);
        put((byte) ':');
        needsComma = false;
        return this;
    }

    /** Writes a value that is JSON already. */
    public JsonBuffer value(byte[] jsonBytes) {
        comma();
        raw(jsonBytes);
        needsComma = true;
        return this;
    }

    /** Writes a string, escaped. */
    public JsonBuffer string(String text) {
        return value(stringBytes(text));
    }

    /** Writes a whole number. */
    public JsonBuffer number(long value) {
        comma();
        position += buffer.putLongAscii(position, value);
        needsComma = true;
        return this;
    }

    /** Writes a number given in hundredths, such as {@code 1.05}. */
    public JsonBuffer hundredths(long value) {
        comma();
        position += buffer.putNaturalLongAscii(position, value / 100);
        put((byte) '.');
        put((byte) ('0' + value / 10 % 10));
        put((byte) ('0' + value % 10));
        needsComma = true;
        return this;
    }

    /** Writes {@code null}: where leaving the name out could be taken for another value. */
    public JsonBuffer nothing() {
        return value(NULL);
    }

    /** Writes {@code true} or {@code false}. */
    public JsonBuffer bool(boolean value) {
        return value(value ? TRUE : FALSE);
    }

    /** Writes a decimal as a string, in the shortest exact form: {@code "67123.45"}. Never negative here. */
    public JsonBuffer decimalE8(long valueE8) {
        return decimalE8(valueE8, false);
    }

    /**
     * Writes a decimal and half a unit of its eighth place, as a string: the middle of two prices may have nine decimals.
     *
     * @param valueE8 0 or more.
     * @param plusHalf whether 0.5 × 10^-8 is to be added.
     */
    public JsonBuffer decimalE8(long valueE8, boolean plusHalf) {
        comma();
        put((byte) '"');
        if (plusHalf) {
            position += buffer.putNaturalLongAscii(position, valueE8 / E8.ONE);
            put((byte) '.');
            buffer.putNaturalPaddedIntAscii(position, E8.DECIMALS, (int) (valueE8 % E8.ONE));
            position += E8.DECIMALS;
            put((byte) '5');
        } else {
            position += E8.print(valueE8, buffer, position);
        }
        put((byte) '"');
        needsComma = true;
        return this;
    }

    /** Writes 128 bits as a string of 32 hex digits. */
    public JsonBuffer hex(long high, long low) {
        comma();
        put((byte) '"');
        putHex(high);
        putHex(low);
        put((byte) '"');
        needsComma = true;
        return this;
    }

    private void putHex(long value) {
        for (int i = HEX_DIGITS_OF_LONG - 1; i >= 0; i--) {
            put(HEX[(int) (value >>> (4 * i)) & 0xF]);
        }
    }

    /** Copies what was written from an index on. */
    public byte[] copy(int from) {
        byte[] bytes = new byte[position - from];
        buffer.getBytes(from, bytes);
        return bytes;
    }

    private void comma() {
        if (needsComma) {
            put((byte) ',');
        }
    }

    private void raw(byte[] bytes) {
        buffer.putBytes(position, bytes);
        position += bytes.length;
    }

    private void put(byte value) {
        buffer.putByte(position++, value);
    }
}
