package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A bet that a gateway asks for. The header's engine time is the moment at which it was sent; it expires 2 s later.
 *
 * <pre>
 *    40 bet id, high i64      48 bet id, low i64     56 market id, i32       60 reserved
 *    64 min E8                72 max E8              80 from, ns             88 to, ns
 *    96 stake, minor units   104 quote sequence, i64 (0: none)
 *   112 tenant length, i32   116 user length, i32   120 key length, i32     124 terms length, i32
 *   128 tenant, user, key, terms
 * </pre>
 */
public final class BetFlyweight extends RecordFlyweight {
    /** Longest tenant, user or idempotency key, in bytes. */
    public static final int NAME_LENGTH_MAX = 64;
    /** Longest terms in bytes. */
    public static final int TERMS_LENGTH_MAX = 1_024;

    private static final int ID_HIGH_OFFSET = HEADER_LENGTH;
    private static final int ID_LOW_OFFSET = ID_HIGH_OFFSET + Long.BYTES;
    private static final int MARKET_ID_OFFSET = ID_LOW_OFFSET + Long.BYTES;
    private static final int RESERVED_OFFSET = MARKET_ID_OFFSET + Integer.BYTES;
    private static final int MIN_OFFSET = RESERVED_OFFSET + Integer.BYTES;
    private static final int MAX_OFFSET = MIN_OFFSET + Long.BYTES;
    private static final int FROM_OFFSET = MAX_OFFSET + Long.BYTES;
    private static final int TO_OFFSET = FROM_OFFSET + Long.BYTES;
    private static final int STAKE_OFFSET = TO_OFFSET + Long.BYTES;
    private static final int QUOTE_SEQUENCE_OFFSET = STAKE_OFFSET + Long.BYTES;
    private static final int TENANT_LENGTH_OFFSET = QUOTE_SEQUENCE_OFFSET + Long.BYTES;
    private static final int USER_LENGTH_OFFSET = TENANT_LENGTH_OFFSET + Integer.BYTES;
    private static final int KEY_LENGTH_OFFSET = USER_LENGTH_OFFSET + Integer.BYTES;
    private static final int TERMS_LENGTH_OFFSET = KEY_LENGTH_OFFSET + Integer.BYTES;
    private static final int TEXT_OFFSET = TERMS_LENGTH_OFFSET + Integer.BYTES;

    @Override
    public BetFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public BetFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Starts a bet: who asks, under which key, with which terms. Set the numbers after it.
     *
     * @param sentEpochNs engine time.
     * @param tenant 1 to 64 bytes.
     * @param user 1 to 64 bytes.
     * @param key 1 to 64 bytes of ASCII.
     * @param terms 0 to 1,024 bytes, returned unchanged.
     * @return this.
     */
    public BetFlyweight begin(long sentEpochNs, byte[] tenant, byte[] user, byte[] key, byte[] terms) {
        begin(RecordKind.BET_COMMAND, TEXT_OFFSET, sentEpochNs);
        buffer.setMemory(HEADER_LENGTH, TEXT_OFFSET - HEADER_LENGTH, (byte) 0);
        appendText(TENANT_LENGTH_OFFSET, tenant, tenant.length);
        appendText(USER_LENGTH_OFFSET, user, user.length);
        appendText(KEY_LENGTH_OFFSET, key, key.length);
        appendText(TERMS_LENGTH_OFFSET, terms, terms.length);
        return this;
    }

    public long betIdHigh() {
        return buffer.getLong(ID_HIGH_OFFSET, BYTE_ORDER);
    }

    public long betIdLow() {
        return buffer.getLong(ID_LOW_OFFSET, BYTE_ORDER);
    }

    public BetFlyweight betId(long high, long low) {
        buffer.putLong(ID_HIGH_OFFSET, high, BYTE_ORDER);
        buffer.putLong(ID_LOW_OFFSET, low, BYTE_ORDER);
        return this;
    }

    public int marketId() {
        return buffer.getInt(MARKET_ID_OFFSET, BYTE_ORDER);
    }

    public BetFlyweight marketId(int marketId) {
        buffer.putInt(MARKET_ID_OFFSET, marketId, BYTE_ORDER);
        return this;
    }

    public long minE8() {
        return buffer.getLong(MIN_OFFSET, BYTE_ORDER);
    }

    public long maxE8() {
        return buffer.getLong(MAX_OFFSET, BYTE_ORDER);
    }

    public BetFlyweight band(long minE8, long maxE8) {
        buffer.putLong(MIN_OFFSET, minE8, BYTE_ORDER);
        buffer.putLong(MAX_OFFSET, maxE8, BYTE_ORDER);
        return this;
    }

    public long fromEpochNs() {
        return buffer.getLong(FROM_OFFSET, BYTE_ORDER);
    }

    public long toEpochNs() {
        return buffer.getLong(TO_OFFSET, BYTE_ORDER);
    }

    public BetFlyweight window(long fromEpochNs, long toEpochNs) {
        buffer.putLong(FROM_OFFSET, fromEpochNs, BYTE_ORDER);
        buffer.putLong(TO_OFFSET, toEpochNs, BYTE_ORDER);
        return this;
    }

    public long stakeMinor() {
        return buffer.getLong(STAKE_OFFSET, BYTE_ORDER);
    }

    public BetFlyweight stakeMinor(long stakeMinor) {
        buffer.putLong(STAKE_OFFSET, stakeMinor, BYTE_ORDER);
        return this;
    }

    /** Sequence of the price that the bettor saw, 0 when the bet names none. */
    public long quoteSequence() {
        return buffer.getLong(QUOTE_SEQUENCE_OFFSET, BYTE_ORDER);
    }

    public BetFlyweight quoteSequence(long quoteSequence) {
        buffer.putLong(QUOTE_SEQUENCE_OFFSET, quoteSequence, BYTE_ORDER);
        return this;
    }

    /** Tenant, in a new array. */
    public byte[] tenant() {
        return bytes(TEXT_OFFSET, tenantLength());
    }

    /** User, in a new array. */
    public byte[] user() {
        return bytes(TEXT_OFFSET + tenantLength(), userLength());
    }

    /** Idempotency key, in a new array. */
    public byte[] key() {
        return bytes(TEXT_OFFSET + tenantLength() + userLength(), keyLength());
    }

    /** Terms, in a new array. */
    public byte[] terms() {
        return bytes(TEXT_OFFSET + tenantLength() + userLength() + keyLength(), termsLength());
    }

    private int tenantLength() {
        return buffer.getInt(TENANT_LENGTH_OFFSET, BYTE_ORDER);
    }

    private int userLength() {
        return buffer.getInt(USER_LENGTH_OFFSET, BYTE_ORDER);
    }

    private int keyLength() {
        return buffer.getInt(KEY_LENGTH_OFFSET, BYTE_ORDER);
    }

    private int termsLength() {
        return buffer.getInt(TERMS_LENGTH_OFFSET, BYTE_ORDER);
    }

    private byte[] bytes(int offset, int length) {
        byte[] result = new byte[length];
        buffer.getBytes(offset, result);
        return result;
    }
}
