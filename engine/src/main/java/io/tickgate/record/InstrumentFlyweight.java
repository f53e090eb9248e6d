package io.tickgate.record;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * An instrument and its id, which is never reused.
 *
 * <pre>
 *   40 instrument id, i32    44 retired, i32 (0 or 1)   48 origin, i32   52 symbol length, i32
 *   56 aliases length, i32   60 symbol, UTF-8           then aliases, UTF-8, separated by commas
 * </pre>
 */
public final class InstrumentFlyweight extends RecordFlyweight {
    /** Named by the configuration; retired when it no longer is. */
    public static final int CONFIGURED = 0;
    /** Added by an operator at run time; kept until an operator removes it. */
    public static final int ADMIN = 1;
    /** Found in a venue's list of everything; shown only. */
    public static final int ALL_MARKET = 2;

    private static final int INSTRUMENT_ID_OFFSET = HEADER_LENGTH;
    private static final int RETIRED_OFFSET = INSTRUMENT_ID_OFFSET + Integer.BYTES;
    private static final int ORIGIN_OFFSET = RETIRED_OFFSET + Integer.BYTES;
    private static final int SYMBOL_LENGTH_OFFSET = ORIGIN_OFFSET + Integer.BYTES;
    private static final int ALIASES_LENGTH_OFFSET = SYMBOL_LENGTH_OFFSET + Integer.BYTES;
    private static final int TEXT_OFFSET = ALIASES_LENGTH_OFFSET + Integer.BYTES;

    @Override
    public InstrumentFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public InstrumentFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Writes the definition.
     *
     * @param nowEpochNs engine time.
     * @param instrumentId from 1 on.
     * @param origin {@link #CONFIGURED}, {@link #ADMIN} or {@link #ALL_MARKET}.
     * @param isRetired whether it is no longer listed.
     * @param symbol {@code BASE/QUOTE}, at most 64 bytes.
     * @param aliases other spellings, separated by commas, at most 512 bytes.
     * @return this.
     */
    public InstrumentFlyweight set(
            long nowEpochNs, int instrumentId, int origin, boolean isRetired, String symbol, String aliases) {
        begin(RecordKind.INSTRUMENT_DEFINED, TEXT_OFFSET, nowEpochNs);
        buffer.putInt(INSTRUMENT_ID_OFFSET, instrumentId, BYTE_ORDER);
        buffer.putInt(RETIRED_OFFSET, isRetired ? 1 : 0, BYTE_ORDER);
        buffer.putInt(ORIGIN_OFFSET, origin, BYTE_ORDER);
        byte[] symbolBytes = symbol.getBytes(StandardCharsets.UTF_8);
        byte[] aliasBytes = aliases.getBytes(StandardCharsets.UTF_8);
        appendText(SYMBOL_LENGTH_OFFSET, symbolBytes, symbolBytes.length);
        appendText(ALIASES_LENGTH_OFFSET, aliasBytes, aliasBytes.length);
        return this;
    }

    public int instrumentId() {
        return buffer.getInt(INSTRUMENT_ID_OFFSET, BYTE_ORDER);
    }

    public boolean isRetired() {
        return buffer.getInt(RETIRED_OFFSET, BYTE_ORDER) != 0;
    }

    /** Marks it as no longer used. */
    public InstrumentFlyweight retire() {
        buffer.putInt(RETIRED_OFFSET, 1, BYTE_ORDER);
        return this;
    }

    /** {@link #CONFIGURED}, {@link #ADMIN} or {@link #ALL_MARKET}. */
    public int origin() {
        return buffer.getInt(ORIGIN_OFFSET, BYTE_ORDER);
    }

    public String symbol() {
        return buffer.getStringWithoutLengthUtf8(TEXT_OFFSET, buffer.getInt(SYMBOL_LENGTH_OFFSET, BYTE_ORDER));
    }

    /** Other spellings, separated by commas; empty when there are none. */
    public String aliases() {
        int offset = TEXT_OFFSET + buffer.getInt(SYMBOL_LENGTH_OFFSET, BYTE_ORDER);
        return buffer.getStringWithoutLengthUtf8(offset, buffer.getInt(ALIASES_LENGTH_OFFSET, BYTE_ORDER));
    }
}
