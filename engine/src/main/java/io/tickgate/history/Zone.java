package io.tickgate.history;

import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;

/**
 * What is known of a run of rows without reading them: {@value #FIELDS} numbers in an array, from an offset on. Zones of runs beside each
 * other add up to the zone of both.
 */
final class Zone {
    static final int MIN_TIME = 0;
    static final int MAX_TIME = 1;
    static final int LOW = 2;
    static final int HIGH = 3;
    /** Least price of the rows and of their neighbour before them: no crossing has both sides outside of it. */
    static final int PAIR_LOW = 4;

    static final int PAIR_HIGH = 5;
    static final int FIRST_SEQUENCE = 6;
    static final int LAST_SEQUENCE = 7;
    static final int MIN_ID = 8;
    static final int MAX_ID = 9;
    static final int COUNT = 10;
    static final int ROUNDED = 11;
    static final int SIZES_UNKNOWN = 12;
    static final int BACK_FILLED = 13;
    /** Id of the first row in the order (trade time, trade id); its time is the least. */
    static final int OPEN_ID = 14;

    static final int OPEN_PRICE = 15;
    /** Id of the last row in that order; its time is the greatest. */
    static final int CLOSE_ID = 16;

    static final int CLOSE_PRICE = 17;
    /** Low and high half of the sum of sizes. */
    static final int VOLUME_LOW = 18;

    static final int VOLUME_HIGH = 19;
    static final int MAX_RECEIVED = 20;
    /** Of a block: its file's number and its place in it. */
    static final int POSITION = 21;
    /** Of a block: its length and its checksum. */
    static final int LENGTH_AND_CRC = 22;

    static final int FIELDS = 23;

    private Zone() {}

    static void clear(long[] zone, int at) {
        zone[at + MIN_TIME] = Long.MAX_VALUE;
        zone[at + MAX_TIME] = Long.MIN_VALUE;
        zone[at + LOW] = Long.MAX_VALUE;
        zone[at + HIGH] = Long.MIN_VALUE;
        zone[at + PAIR_LOW] = Long.MAX_VALUE;
        zone[at + PAIR_HIGH] = Long.MIN_VALUE;
        zone[at + FIRST_SEQUENCE] = Long.MAX_VALUE;
        zone[at + LAST_SEQUENCE] = Long.MIN_VALUE;
        zone[at + MIN_ID] = Long.MAX_VALUE;
        zone[at + MAX_ID] = Long.MIN_VALUE;
        zone[at + MAX_RECEIVED] = RecordFlyweight.ABSENT;
        for (int field = COUNT; field < MAX_RECEIVED; field++) {
            zone[at + field] = 0;
        }
        zone[at + POSITION] = 0;
        zone[at + LENGTH_AND_CRC] = 0;
    }

    /** Adds one row, which has a neighbour before it or not. */
    static void add(long[] zone, int at, Rows rows, int row) {
        addRow(zone, at, rows, row);
        if (rows.isNeighbourOfBefore(row)) {
            long before = rows.get(row - 1, Rows.PRICE);
            zone[at + PAIR_LOW] = Math.min(zone[at + PAIR_LOW], before);
            zone[at + PAIR_HIGH] = Math.max(zone[at + PAIR_HIGH], before);
        }
    }

    private static void addRow(long[] zone, int at, Rows rows, int row) {
        long price = rows.get(row, Rows.PRICE);
        addEnds(
                zone,
                at,
                rows.get(row, Rows.TIME),
                rows.get(row, Rows.FIRST_ID),
                price,
                rows.get(row, Rows.TIME),
                rows.get(row, Rows.FIRST_ID),
                price);
        least(zone, at + LOW, price);
        most(zone, at + HIGH, price);
        least(zone, at + PAIR_LOW, price);
        most(zone, at + PAIR_HIGH, price);
        least(zone, at + FIRST_SEQUENCE, rows.get(row, Rows.SEQUENCE));
        most(zone, at + LAST_SEQUENCE, rows.get(row, Rows.SEQUENCE));
        least(zone, at + MIN_ID, rows.get(row, Rows.FIRST_ID));
        most(zone, at + MAX_ID, rows.get(row, Rows.LAST_ID));
        most(zone, at + MAX_RECEIVED, rows.get(row, Rows.RECEIVED));
        zone[at + COUNT]++;
        zone[at + ROUNDED] += (rows.flags(row) & RecordFlags.ROUNDED) != 0 ? 1 : 0;
        zone[at + SIZES_UNKNOWN] += rows.isSizeUnknown(row) ? 1 : 0;
        zone[at + BACK_FILLED] += rows.has(row, Rows.BACK_FILLED) ? 1 : 0;
        addVolume(zone, at, rows.get(row, Rows.SIZE), 0);
    }

    /** Adds a zone to another one. */
    static void add(long[] zone, int at, long[] other, int from) {
        addEnds(
                zone,
                at,
                other[from + MIN_TIME],
                other[from + OPEN_ID],
                other[from + OPEN_PRICE],
                other[from + MAX_TIME],
                other[from + CLOSE_ID],
                other[from + CLOSE_PRICE]);
        for (int field : new int[] {LOW, PAIR_LOW, FIRST_SEQUENCE, MIN_ID}) {
            least(zone, at + field, other[from + field]);
        }
        for (int field : new int[] {HIGH, PAIR_HIGH, LAST_SEQUENCE, MAX_ID, MAX_RECEIVED}) {
            most(zone, at + field, other[from + field]);
        }
        for (int field = COUNT; field <= BACK_FILLED; field++) {
            zone[at + field] += other[from + field];
        }
        addVolume(zone, at, other[from + VOLUME_LOW], other[from + VOLUME_HIGH]);
    }

    private static void addEnds(
            long[] zone,
            int at,
            long openTime,
            long openId,
            long openPrice,
            long closeTime,
            long closeId,
            long closePrice) {
        boolean isEmpty = zone[at + MIN_TIME] == Long.MAX_VALUE;
        long minTime = zone[at + MIN_TIME];
        if (isEmpty || openTime < minTime || (openTime == minTime && openId < zone[at + OPEN_ID])) {
            zone[at + MIN_TIME] = openTime;
            zone[at + OPEN_ID] = openId;
            zone[at + OPEN_PRICE] = openPrice;
        }
        long maxTime = zone[at + MAX_TIME];
        if (isEmpty || closeTime > maxTime || (closeTime == maxTime && closeId >= zone[at + CLOSE_ID])) {
            zone[at + MAX_TIME] = closeTime;
            zone[at + CLOSE_ID] = closeId;
            zone[at + CLOSE_PRICE] = closePrice;
        }
    }

    private static void addVolume(long[] zone, int at, long low, long high) {
        long sum = zone[at + VOLUME_LOW] + low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        zone[at + VOLUME_LOW] = sum;
        zone[at + VOLUME_HIGH] += high + carry;
    }

    private static void least(long[] zone, int at, long value) {
        zone[at] = Math.min(zone[at], value);
    }

    private static void most(long[] zone, int at, long value) {
        zone[at] = Math.max(zone[at], value);
    }
}
