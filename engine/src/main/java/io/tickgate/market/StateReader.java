package io.tickgate.market;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/**
 * Reads what {@link StateWriter} wrote, field by field in the same order. Whoever uses it has checked the bytes by their hash
 * before; what does not fit nevertheless is an error of this build.
 */
public final class StateReader {
    /** Gives the snapshot's bytes. */
    public interface Source {
        /**
         * Fills the array.
         *
         * @throws IllegalStateException when the snapshot ends before.
         */
        void read(byte[] into, int length);
    }

    private final Source source;
    private final byte[] eight = new byte[Long.BYTES];
    private final ByteBuffer number = ByteBuffer.wrap(eight).order(ByteOrder.LITTLE_ENDIAN);

    /** Reads from a source that is buffered. */
    public StateReader(Source source) {
        this.source = source;
    }

    long nextLong() {
        source.read(eight, Long.BYTES);
        return number.getLong(0);
    }

    int nextInt() {
        return Math.toIntExact(nextLong());
    }

    /** A count of things that follow, of which there can be no more than a bound. */
    int nextCount(int countMax) {
        long count = nextLong();
        if (count < 0 || count > countMax) {
            throw new IllegalStateException(
                    "The snapshot counts " + count + " where at most " + countMax + " are expected");
        }
        return (int) count;
    }

    /** A number that must be the one expected, as both sides are made from the same definitions. */
    void expect(long expected, String what) {
        long value = nextLong();
        if (value != expected) {
            throw new IllegalStateException("The snapshot has " + what + " " + value + ", expected is " + expected);
        }
    }

    /** Bytes of a fixed length with their count before them, to where they belong. */
    void nextBytes(MutableDirectBuffer into, int offset, int length) {
        expect(length, "a length of");
        int done = 0;
        while (done < length) {
            int part = Math.min(eight.length, length - done);
            source.read(eight, part);
            into.putBytes(offset + done, eight, 0, part);
            done += part;
        }
    }

    boolean nextBoolean() {
        long value = nextLong();
        if (value != 0 && value != 1) {
            throw new IllegalStateException("The snapshot has " + value + " where a truth value is expected");
        }
        return value == 1;
    }

    /** Bytes with their count before them, in a new array. */
    byte[] nextBytes(int lengthMax) {
        long length = nextLong();
        if (length < 0 || length > lengthMax) {
            throw new IllegalStateException(
                    "The snapshot has " + length + " bytes where at most " + lengthMax + " are expected");
        }
        byte[] bytes = new byte[(int) length];
        source.read(bytes, bytes.length);
        return bytes;
    }
}
