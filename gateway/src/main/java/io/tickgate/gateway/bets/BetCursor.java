package io.tickgate.gateway.bets;

import io.tickgate.publish.BetFilter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A place in a listing of bets, opaque to clients: a sequence, and a checksum over it and the query, so that a cursor of another query
 * or one that was cut is refused instead of giving other bets. It holds as long as the data folder does. Stateless.
 */
final class BetCursor {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{24}");

    private BetCursor() {}

    static String text(long beforeSequence, BetFilter filter) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(beforeSequence) + hex.toHexDigits(checksum(beforeSequence, filter));
    }

    /** The sequence of a cursor, or -1 when it is none of this query. */
    static long parse(String text, BetFilter filter) {
        if (!FORM.matcher(text).matches()) {
            return -1;
        }
        long beforeSequence = HexFormat.fromHexDigitsToLong(text, 0, 16);
        int checksum = HexFormat.fromHexDigits(text, 16, 24);
        return beforeSequence > 0 && checksum == checksum(beforeSequence, filter) ? beforeSequence : -1;
    }

    private static int checksum(long beforeSequence, BetFilter filter) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(beforeSequence)
                .putInt(filter.stateBits())
                .putInt(filter.instrumentId())
                .flip();
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        crc.update((BetDesk.TENANT + '\n' + BetDesk.USER).getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
