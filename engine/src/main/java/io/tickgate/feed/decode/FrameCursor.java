package io.tickgate.feed.decode;

import io.tickgate.record.E8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Moves over the bytes of a frame for a scanner: each method takes what it names, if it is there. Owned by the connection's thread;
 * allocates nothing.
 */
public final class FrameCursor {
    /** Answer of {@link #number()} when there is none. */
    public static final long NO_NUMBER = -1;

    /** More digits could overflow; the parser decides about such. */
    private static final int DIGITS_MAX = 18;

    private static final int EIGHT = 8;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long UPPER_BITS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long BLANKS = ' ' * ONES;

    private final E8.Outcome outcome = new E8.Outcome();
    private byte[] source = new byte[0];
    private int position;
    private int end;
    private int decimalOutcome;

    /** A cursor over nothing. */
    public FrameCursor() {}

    /** Goes to the start of a frame. */
    public void wrap(byte[] newSource, int offset, int length) {
        source = newSource;
        position = offset;
        end = offset + length;
    }

    public byte[] source() {
        return source;
    }

    public int position() {
        return position;
    }

    /** Goes back, or ahead, to a position. */
    public void position(int newPosition) {
        position = newPosition;
    }

    /** Whether no byte is left. */
    public boolean isAtEnd() {
        return position == end;
    }

    /** Whether the bytes of the literal follow; if so, moves behind them. */
    public boolean literal(Literal literal) {
        if (!literal.isAt(source, position, end)) {
            return false;
        }
        position += literal.length();
        return true;
    }

    /** Moves to the next byte that is an ASCII character, or to the end; the number of bytes before it. */
    public int until(char delimiter) {
        int start = position;
        long delimiters = delimiter * ONES;
        while (position + Long.BYTES <= end) {
            long others = (long) LONG.get(source, position) ^ delimiters;
            long found = (others - ONES) & ~others & UPPER_BITS;
            if (found != 0) {
                position += Long.numberOfTrailingZeros(found) / Byte.SIZE;
                return position - start;
            }
            position += Long.BYTES;
        }
        while (position < end && source[position] != delimiter) {
            position++;
        }
        return position - start;
    }

    /** Moves to the end of a text without escapes, of printable ASCII; false when it is another one. */
    public boolean plainText() {
        while (position + Long.BYTES <= end) {
            long special = special((long) LONG.get(source, position));
            if (special != 0) {
                position += Long.numberOfTrailingZeros(special) / Byte.SIZE;
                return source[position] == '"';
            }
            position += Long.BYTES;
        }
        while (position < end && isPlain(source[position])) {
            position++;
        }
        return position < end && source[position] == '"';
    }

    private static boolean isPlain(byte b) {
        return b >= ' ' && b != '"' && b != '\\'; // Bytes above ASCII are negative.
    }

    /**
     * Marks the upper bit of the first of eight bytes that is a quote, a backslash, a control character or beyond ASCII; bits above it
     * mean nothing, as a subtraction may borrow from there.
     */
    private static long special(long eight) {
        long quotes = eight ^ QUOTES;
        long backslashes = eight ^ BACKSLASHES;
        long marks = ((quotes - ONES) & ~quotes)
                | ((backslashes - ONES) & ~backslashes)
                | ((eight - BLANKS) & ~eight)
                | eight;
        return marks & UPPER_BITS;
    }

    /** The whole number that follows, without sign and leading zeros, or {@link #NO_NUMBER}. */
    public long number() {
        int start = position;
        int eight = position + EIGHT <= end ? E8.eightDigits(source, position) : E8.NO_DIGITS;
        long number = 0;
        if (eight != E8.NO_DIGITS) {
            number = eight;
            position += EIGHT;
        }
        while (position < end && source[position] >= '0' && source[position] <= '9') {
            number = number * 10 + (source[position++] - '0');
        }
        int digits = position - start;
        boolean isPlain = digits == 1 || (digits > 1 && digits <= DIGITS_MAX && source[start] != '0');
        return isPlain ? number : NO_NUMBER;
    }

    /**
     * The digits and points that follow, as a number × 10^8; how it went says {@link #outcome()}. The literal after them shows whether
     * that was all of the text.
     */
    public long decimal() {
        long value = E8.parsePlain(source, position, end, outcome);
        position = outcome.end();
        decimalOutcome = outcome.code();
        return value;
    }

    /** As {@link #decimal()}, of a text that may be empty: then the outcome is {@link FeedMessage#MISSING}. */
    public long optionalDecimal() {
        int start = position;
        long value = decimal();
        if (position == start) {
            decimalOutcome = FeedMessage.MISSING;
        }
        return value;
    }

    /** The time that follows up to the next quote, in ns since 1970, or {@link IsoTime#NONE}. */
    public long isoTime() {
        int start = position;
        int usualEnd = start + IsoTime.MICROSECOND_LENGTH;
        if (usualEnd < end && source[usualEnd] == '"') {
            position = usualEnd; // A quote before it would be no part of a time.
            return IsoTime.parse(source, start, IsoTime.MICROSECOND_LENGTH);
        }
        return IsoTime.parse(source, start, until('"'));
    }

    /** A code of {@link E8.Outcome}, or {@link FeedMessage#MISSING}, of the last decimal. */
    public int outcome() {
        return decimalOutcome;
    }
}
