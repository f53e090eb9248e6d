package io.tickgate.proof.verify;

import io.tickgate.proof.receipt.Sections.Settling;
import io.tickgate.record.E8;
import io.tickgate.record.RecordFlags;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A row of a venue's public trades as CSV. Binance: {@code id,price,qty,quoteQty,time,isBuyerMaker,isBestMatch} (seven columns; time in ms
 * or, from 2025 on, in µs; https://github.com/binance/binance-public-data, read 2026-11). Coinbase: {@code trade_id,price,size,time,side} (five columns, time in ISO 8601), the members of
 * {@code GET /products/ID/trades}. Stateless.
 */
final class VenueRow {
    private static final int MS_DIGITS = 13;
    private static final int US_DIGITS = 16;
    private static final long NS_PER_MS = 1_000_000;
    private static final long NS_PER_US = 1_000;
    private static final long NS_PER_S = 1_000_000_000;

    private VenueRow() {}

    static Settling parse(String line, long number, int streamId) throws CheckFailure {
        String[] columns = line.split(",", -1);
        boolean isBinance = columns.length == 7 || columns.length == 6;
        if (!isBinance && columns.length != 5) {
            throw fault(number, "has neither seven columns (Binance) nor five (Coinbase)");
        }
        try {
            long id = Long.parseLong(columns[0]);
            E8.Outcome outcome = new E8.Outcome();
            long priceE8 = E8.parse(columns[1], outcome);
            int flags = outcome.code() == E8.Outcome.ROUNDED ? RecordFlags.ROUNDED : 0;
            boolean isPrice = outcome.code() <= E8.Outcome.ROUNDED && priceE8 > 0;
            long sizeE8 = E8.parse(columns[2], outcome);
            if (!isPrice || outcome.code() > E8.Outcome.ROUNDED) {
                throw fault(number, "has a price or size that cannot be");
            }
            flags |= outcome.code() == E8.Outcome.ROUNDED ? RecordFlags.ROUNDED : 0;
            long timeNs = isBinance ? digits(columns[4], number) : iso(columns[3]);
            return new Settling(streamId, id, id, timeNs, priceE8, sizeE8, flags, id, timeNs);
        } catch (NumberFormatException | DateTimeParseException e) {
            throw fault(number, "has an id or time that cannot be");
        }
    }

    private static long digits(String text, long number) throws CheckFailure {
        long value = Long.parseLong(text);
        if (text.length() == MS_DIGITS) {
            return value * NS_PER_MS;
        }
        if (text.length() == US_DIGITS) {
            return value * NS_PER_US;
        }
        throw fault(number, "has a time neither in ms nor in µs");
    }

    private static long iso(String text) {
        Instant instant = Instant.parse(text);
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NS_PER_S), instant.getNano());
    }

    private static CheckFailure fault(long number, String what) {
        return new CheckFailure("row " + number + " of the venue's trades " + what);
    }
}
