package io.tickgate.publish;

import io.tickgate.record.BetOutcome;
import io.tickgate.record.IndeterminateReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A bet in one array of bytes, which is what two million of them are held as: objects with strings would take three times as much. An
 * array is written once and then read by any thread, save for the one byte of the pending reason; a decided bet gets a new array.
 *
 * <pre>
 *     0 idHigh, i64         8 idLow, i64          16 sequence, i64       24 acceptedEpochNs, i64
 *    32 marketId, i32      36 marketVersion, i32  40 instrumentId, i32   44 ownerNumber, i32
 *    48 minE8, i64         56 maxE8, i64          64 fromEpochNs, i64    72 toEpochNs, i64
 *    80 stakeMinor, i64    88 quoteSequence, i64  96 referenceSequence, i64   104 referenceTradeId, i64
 *   112 referencePriceE8, i64                    120 referenceTradeTimeEpochNs, i64
 *   128 state, i8         129 pending reason, i8 130 length of tenant, i8     131 of user, i8
 *   132 of key, i8        133 parts, i8          134 of terms, i16
 *   136 tenant, user, key, terms
 *     + of a decided bet: sequence, i64; ordinal, i32; decidedEpochNs, i64; rulesVersion, i32; cause, touch, watermark source, i8 each;
 *       then, as the parts say, trade (id, sequence, priceE8, time), other trade, watermark (trade id, time, sequence)
 * </pre>
 */
final class BetRow {
    private static final int MARKET_OFFSET = 32;
    private static final int INSTRUMENT_OFFSET = 40;
    private static final int OWNER_OFFSET = 44;
    private static final int BAND_OFFSET = 48;
    private static final int REFERENCE_OFFSET = 96;
    private static final int STATE_OFFSET = 128;
    private static final int PENDING_OFFSET = 129;
    private static final int TENANT_LENGTH_OFFSET = 130;
    private static final int USER_LENGTH_OFFSET = 131;
    private static final int KEY_LENGTH_OFFSET = 132;
    private static final int PARTS_OFFSET = 133;
    private static final int TERMS_LENGTH_OFFSET = 134;
    private static final int TEXT_OFFSET = 136;
    private static final int OUTCOME_LENGTH = 27;
    private static final int TRADE_LENGTH = 32;
    private static final int WATERMARK_LENGTH = 24;
    private static final int HAS_TRADE = 1;
    private static final int HAS_OTHER = 2;
    private static final int HAS_WATERMARK = 4;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle BYTE = MethodHandles.arrayElementVarHandle(byte[].class);

    private BetRow() {}

    /** A new row of an open bet. */
    static byte[] of(BetView bet, int ownerNumber) {
        byte[] tenant = bet.tenant().getBytes(StandardCharsets.UTF_8);
        byte[] user = bet.user().getBytes(StandardCharsets.UTF_8);
        byte[] key = bet.key().getBytes(StandardCharsets.US_ASCII);
        byte[] terms = bet.terms();
        byte[] row = new byte[TEXT_OFFSET + tenant.length + user.length + key.length + terms.length];
        putLongs(row, 0, bet.idHigh(), bet.idLow(), bet.sequence(), bet.acceptedEpochNs());
        putInt(row, MARKET_OFFSET, bet.marketId());
        putInt(row, MARKET_OFFSET + Integer.BYTES, bet.marketVersion());
        putInt(row, INSTRUMENT_OFFSET, bet.instrumentId());
        putInt(row, OWNER_OFFSET, ownerNumber);
        putLongs(row, BAND_OFFSET, bet.minE8(), bet.maxE8(), bet.fromEpochNs(), bet.toEpochNs());
        putLongs(row, BAND_OFFSET + 4 * Long.BYTES, bet.stakeMinor(), bet.quoteSequence());
        putLongs(
                row,
                REFERENCE_OFFSET,
                bet.referenceSequence(),
                bet.referenceTradeId(),
                bet.referencePriceE8(),
                bet.referenceTradeTimeEpochNs());
        row[TENANT_LENGTH_OFFSET] = (byte) tenant.length;
        row[USER_LENGTH_OFFSET] = (byte) user.length;
        row[KEY_LENGTH_OFFSET] = (byte) key.length;
        row[TERMS_LENGTH_OFFSET] = (byte) terms.length;
        row[TERMS_LENGTH_OFFSET + 1] = (byte) (terms.length >> Byte.SIZE);
        int at = put(row, TEXT_OFFSET, tenant);
        at = put(row, at, user);
        at = put(row, at, key);
        put(row, at, terms);
        return row;
    }

    /** The row of a bet that is decided now. */
    static byte[] decided(byte[] open, BetOutcomeView outcome) {
        DecidingTrade trade = outcome.trade();
        DecidingTrade other = outcome.otherTrade();
        BetWatermark watermark = outcome.watermark();
        int parts = (trade == null ? 0 : HAS_TRADE)
                | (other == null ? 0 : HAS_OTHER)
                | (watermark == null ? 0 : HAS_WATERMARK);
        byte[] row = Arrays.copyOf(open, open.length + OUTCOME_LENGTH + length(parts));
        row[STATE_OFFSET] = (byte) BetState.of(outcome.result()).code();
        row[PENDING_OFFSET] = 0;
        row[PARTS_OFFSET] = (byte) parts;
        int at = open.length;
        putLongs(row, at, outcome.position().sequence());
        putInt(row, at + 8, outcome.position().ordinal());
        putLongs(row, at + 12, outcome.decidedEpochNs());
        putInt(row, at + 20, outcome.rulesVersion());
        IndeterminateReason cause = outcome.cause();
        row[at + 24] = (byte) (cause == null ? 0 : cause.code());
        row[at + 25] = (byte) outcome.touch();
        row[at + 26] = (byte) (watermark == null ? 0 : watermark.source());
        at = putTrade(row, at + OUTCOME_LENGTH, trade);
        at = putTrade(row, at, other);
        if (watermark != null) {
            putLongs(row, at, watermark.tradeId(), watermark.timeEpochNs(), watermark.sequence());
        }
        return row;
    }

    private static int length(int parts) {
        return ((parts & HAS_TRADE) != 0 ? TRADE_LENGTH : 0)
                + ((parts & HAS_OTHER) != 0 ? TRADE_LENGTH : 0)
                + ((parts & HAS_WATERMARK) != 0 ? WATERMARK_LENGTH : 0);
    }

    private static int putTrade(byte[] row, int at, @Nullable DecidingTrade trade) {
        if (trade == null) {
            return at;
        }
        putLongs(row, at, trade.tradeId(), trade.sequence(), trade.priceE8(), trade.tradeTimeEpochNs());
        return at + TRADE_LENGTH;
    }

    private static int put(byte[] row, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, row, at, bytes.length);
        return at + bytes.length;
    }

    private static void putLongs(byte[] row, int at, long... values) {
        for (int i = 0; i < values.length; i++) {
            LONG.set(row, at + i * Long.BYTES, values[i]);
        }
    }

    private static void putInt(byte[] row, int at, int value) {
        INT.set(row, at, value);
    }

    static long idHigh(byte[] row) {
        return longAt(row, 0);
    }

    static long idLow(byte[] row) {
        return longAt(row, 8);
    }

    static long sequence(byte[] row) {
        return longAt(row, 16);
    }

    static int instrumentId(byte[] row) {
        return intAt(row, INSTRUMENT_OFFSET);
    }

    static int ownerNumber(byte[] row) {
        return intAt(row, OWNER_OFFSET);
    }

    static void ownerNumber(byte[] row, int number) {
        putInt(row, OWNER_OFFSET, number);
    }

    static String tenant(byte[] row) {
        return new String(row, TEXT_OFFSET, row[TENANT_LENGTH_OFFSET], StandardCharsets.UTF_8);
    }

    static String user(byte[] row) {
        int at = TEXT_OFFSET + row[TENANT_LENGTH_OFFSET];
        return new String(row, at, row[USER_LENGTH_OFFSET], StandardCharsets.UTF_8);
    }

    /** The row as it was before the bet was decided; why it was pending then is not known any more. */
    static byte[] undecided(byte[] decided) {
        byte[] open = Arrays.copyOf(decided, outcomeOffset(decided));
        open[STATE_OFFSET] = 0;
        open[PENDING_OFFSET] = 0;
        open[PARTS_OFFSET] = 0;
        return open;
    }

    static BetState state(byte[] row) {
        return BetState.of(row[STATE_OFFSET]);
    }

    /** Whether it is decided, and at this place. */
    static boolean isDecidedAt(byte[] row, long sequence, int ordinal) {
        int at = outcomeOffset(row);
        return row[STATE_OFFSET] != 0 && longAt(row, at) == sequence && intAt(row, at + 8) == ordinal;
    }

    static OutcomePosition position(byte[] row) {
        int at = outcomeOffset(row);
        return new OutcomePosition(longAt(row, at), intAt(row, at + 8));
    }

    /** Notes why an open bet is not decided; the one byte that changes under readers. */
    static void pending(byte[] row, int reasonCode) {
        BYTE.setOpaque(row, PENDING_OFFSET, (byte) reasonCode);
    }

    /** Whether it was taken under this key. */
    static boolean hasKey(byte[] row, byte[] tenant, byte[] user, byte[] key) {
        int userAt = TEXT_OFFSET + row[TENANT_LENGTH_OFFSET];
        int keyAt = userAt + row[USER_LENGTH_OFFSET];
        int end = keyAt + row[KEY_LENGTH_OFFSET];
        return Arrays.equals(row, TEXT_OFFSET, userAt, tenant, 0, tenant.length)
                && Arrays.equals(row, userAt, keyAt, user, 0, user.length)
                && Arrays.equals(row, keyAt, end, key, 0, key.length);
    }

    /** Tenant, user and key as they stand in the row, for their hash. */
    static long keyHash(byte[] row, KeyHash hash) {
        int userAt = TEXT_OFFSET + row[TENANT_LENGTH_OFFSET];
        int keyAt = userAt + row[USER_LENGTH_OFFSET];
        long tenant = hash.add(hash.start(), row, TEXT_OFFSET, userAt);
        long user = hash.add(tenant, row, userAt, keyAt);
        return hash.end(hash.add(user, row, keyAt, keyAt + row[KEY_LENGTH_OFFSET]));
    }

    /** The bet as clients may see it. */
    static BetView view(byte[] row) {
        int userAt = TEXT_OFFSET + row[TENANT_LENGTH_OFFSET];
        int keyAt = userAt + row[USER_LENGTH_OFFSET];
        int termsAt = keyAt + row[KEY_LENGTH_OFFSET];
        int pending = (byte) BYTE.getOpaque(row, PENDING_OFFSET);
        return new BetView(
                idHigh(row),
                idLow(row),
                sequence(row),
                longAt(row, 24),
                intAt(row, MARKET_OFFSET),
                intAt(row, MARKET_OFFSET + Integer.BYTES),
                instrumentId(row),
                longAt(row, BAND_OFFSET),
                longAt(row, BAND_OFFSET + 8),
                longAt(row, BAND_OFFSET + 16),
                longAt(row, BAND_OFFSET + 24),
                longAt(row, BAND_OFFSET + 32),
                longAt(row, BAND_OFFSET + 40),
                longAt(row, REFERENCE_OFFSET),
                longAt(row, REFERENCE_OFFSET + 8),
                longAt(row, REFERENCE_OFFSET + 16),
                longAt(row, REFERENCE_OFFSET + 24),
                new String(row, TEXT_OFFSET, userAt - TEXT_OFFSET, StandardCharsets.UTF_8),
                new String(row, userAt, keyAt - userAt, StandardCharsets.UTF_8),
                new String(row, keyAt, termsAt - keyAt, StandardCharsets.US_ASCII),
                Arrays.copyOfRange(row, termsAt, outcomeOffset(row)),
                pending == 0 ? null : IndeterminateReason.of(pending),
                row[STATE_OFFSET] == 0 ? null : outcome(row));
    }

    private static BetOutcomeView outcome(byte[] row) {
        int at = outcomeOffset(row);
        int parts = row[PARTS_OFFSET];
        int tradeAt = at + OUTCOME_LENGTH;
        int otherAt = tradeAt + length(parts & HAS_TRADE);
        int watermarkAt = otherAt + length(parts & HAS_OTHER);
        return new BetOutcomeView(
                BetOutcome.of(row[STATE_OFFSET]),
                position(row),
                longAt(row, at + 12),
                intAt(row, at + 20),
                row[at + 24] == 0 ? null : IndeterminateReason.of(row[at + 24]),
                row[at + 25],
                (parts & HAS_TRADE) == 0 ? null : trade(row, tradeAt),
                (parts & HAS_OTHER) == 0 ? null : trade(row, otherAt),
                (parts & HAS_WATERMARK) == 0
                        ? null
                        : new BetWatermark(
                                row[at + 26],
                                longAt(row, watermarkAt),
                                longAt(row, watermarkAt + 8),
                                longAt(row, watermarkAt + 16)));
    }

    private static DecidingTrade trade(byte[] row, int at) {
        return new DecidingTrade(longAt(row, at), longAt(row, at + 8), longAt(row, at + 16), longAt(row, at + 24));
    }

    private static int outcomeOffset(byte[] row) {
        int terms = (row[TERMS_LENGTH_OFFSET] & 0xFF) | (row[TERMS_LENGTH_OFFSET + 1] & 0xFF) << Byte.SIZE;
        return TEXT_OFFSET + row[TENANT_LENGTH_OFFSET] + row[USER_LENGTH_OFFSET] + row[KEY_LENGTH_OFFSET] + terms;
    }

    private static long longAt(byte[] row, int at) {
        return (long) LONG.get(row, at);
    }

    private static int intAt(byte[] row, int at) {
        return (int) INT.get(row, at);
    }
}
