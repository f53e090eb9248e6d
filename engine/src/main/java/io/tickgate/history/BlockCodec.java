package io.tickgate.history;

import java.nio.ByteBuffer;

/**
 * A block of rows as bytes. Little endian numbers of 7 bits a byte; each row tells how it differs from the row before:
 *
 * <pre>
 *   block: layout (1) | has predecessor | price digits | size digits | rows
 *   row:   flags of the record, with four bits for: back-filled, first of an era, aggregate, time in whole ms
 *          Δ time (ns, or ms) | first id − id expected | last − first id (aggregate) | Δ price | size | Δ sequence | Δ received
 * </pre>
 *
 * <p>Prices and sizes are divided by the greatest power of ten that divides all of the block. Differences wrap, so that any numbers come
 * back exactly. Recorded trades take some 14 bytes.
 */
final class BlockCodec {
    /** Longest block: each of eight numbers of a row takes at most ten bytes. */
    static final int LENGTH_MAX = 16 + (Rows.ROWS_MAX + 1) * Rows.FIELDS * 10;

    private static final byte LAYOUT = 1;
    private static final int DIGITS_MAX = 18;
    private static final long NS_PER_MS = 1_000_000;
    private static final int BACK_FILLED = 1;
    private static final int ERA_START = 2;
    private static final int AGGREGATE = 4;
    private static final int WHOLE_MS = 8;
    private static final int FLAG_BITS = 4;
    private static final long[] POWERS = new long[DIGITS_MAX + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i <= DIGITS_MAX; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private BlockCodec() {}

    /** Writes rows, the predecessor included, from the buffer's position on. */
    static void encode(Rows rows, int end, ByteBuffer out) {
        int priceDigits = digits(rows, end, Rows.PRICE);
        int sizeDigits = digits(rows, end, Rows.SIZE);
        out.put(LAYOUT);
        out.put((byte) rows.first());
        out.put((byte) priceDigits);
        out.put((byte) sizeDigits);
        putNumber(out, end);
        for (int row = 0; row < end; row++) {
            encodeRow(rows, row, POWERS[priceDigits], POWERS[sizeDigits], out);
        }
    }

    private static int digits(Rows rows, int end, int field) {
        int digits = DIGITS_MAX;
        for (int row = 0; row < end && digits > 0; row++) {
            while (digits > 0 && rows.get(row, field) % POWERS[digits] != 0) {
                digits--;
            }
        }
        return digits;
    }

    private static void encodeRow(Rows rows, int row, long priceUnit, long sizeUnit, ByteBuffer out) {
        long timeDelta = rows.get(row, Rows.TIME) - before(rows, row, Rows.TIME);
        boolean isWholeMs = timeDelta % NS_PER_MS == 0;
        long flags = ((rows.flags(row) & 0xFFFF_FFFFL) << FLAG_BITS)
                | (rows.has(row, Rows.BACK_FILLED) ? BACK_FILLED : 0)
                | (rows.has(row, Rows.ERA_START) ? ERA_START : 0)
                | (rows.isAggregate(row) ? AGGREGATE : 0)
                | (isWholeMs ? WHOLE_MS : 0);
        putNumber(out, flags);
        putSigned(out, isWholeMs ? timeDelta / NS_PER_MS : timeDelta);
        putSigned(out, rows.get(row, Rows.FIRST_ID) - (before(rows, row, Rows.LAST_ID) + 1));
        if (rows.isAggregate(row)) {
            putSigned(out, rows.get(row, Rows.LAST_ID) - rows.get(row, Rows.FIRST_ID));
        }
        putSigned(out, (rows.get(row, Rows.PRICE) - before(rows, row, Rows.PRICE)) / priceUnit);
        putSigned(out, rows.get(row, Rows.SIZE) / sizeUnit);
        putSigned(out, rows.get(row, Rows.SEQUENCE) - before(rows, row, Rows.SEQUENCE));
        putSigned(out, rows.get(row, Rows.RECEIVED) - before(rows, row, Rows.RECEIVED));
    }

    private static long before(Rows rows, int row, int field) {
        return row == 0 ? 0 : rows.get(row - 1, field);
    }

    /**
     * Reads rows.
     *
     * @param in from its position to its limit; checked against its checksum by the caller.
     * @param rows emptied first.
     * @throws IllegalArgumentException when they are no rows of this layout.
     */
    static void decode(ByteBuffer in, Rows rows) {
        if (in.get() != LAYOUT) {
            throw new IllegalArgumentException("unknown layout");
        }
        rows.begin(in.get() != 0);
        long priceUnit = POWERS[in.get()];
        long sizeUnit = POWERS[in.get()];
        long end = number(in);
        if (end < 0 || end > Rows.ROWS_MAX + 1) {
            throw new IllegalArgumentException(end + " rows");
        }
        for (int i = 0; i < end; i++) {
            decodeRow(in, rows, priceUnit, sizeUnit);
        }
    }

    private static void decodeRow(ByteBuffer in, Rows rows, long priceUnit, long sizeUnit) {
        int row = rows.add();
        long flags = number(in);
        long timeDelta = signed(in) * ((flags & WHOLE_MS) != 0 ? NS_PER_MS : 1);
        rows.set(row, Rows.TIME, before(rows, row, Rows.TIME) + timeDelta);
        long firstId = before(rows, row, Rows.LAST_ID) + 1 + signed(in);
        rows.set(row, Rows.FIRST_ID, firstId);
        rows.set(row, Rows.LAST_ID, (flags & AGGREGATE) != 0 ? firstId + signed(in) : firstId);
        rows.set(row, Rows.PRICE, before(rows, row, Rows.PRICE) + signed(in) * priceUnit);
        rows.set(row, Rows.SIZE, signed(in) * sizeUnit);
        rows.set(row, Rows.SEQUENCE, before(rows, row, Rows.SEQUENCE) + signed(in));
        rows.set(row, Rows.RECEIVED, before(rows, row, Rows.RECEIVED) + signed(in));
        long meta = flags >>> FLAG_BITS
                | ((flags & BACK_FILLED) != 0 ? Rows.BACK_FILLED : 0)
                | ((flags & ERA_START) != 0 ? Rows.ERA_START : 0);
        rows.set(row, Rows.META, meta);
    }

    private static void putSigned(ByteBuffer out, long value) {
        putNumber(out, (value << 1) ^ (value >> 63));
    }

    private static void putNumber(ByteBuffer out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private static long signed(ByteBuffer in) {
        long value = number(in);
        return (value >>> 1) ^ -(value & 1);
    }

    private static long number(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than ten bytes");
    }
}
