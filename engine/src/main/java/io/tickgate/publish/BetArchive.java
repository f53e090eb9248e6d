package io.tickgate.publish;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Bets as clients see them, for a snapshot: the market holds their numbers only. Each is written with a 1 before it, in no
 * order, and {@value #END} ends them.
 */
final class BetArchive {
    private static final int END = -1;
    /** Longer than the longest record, so than any text in it. */
    private static final int TEXT_LENGTH_MAX = 4_096;

    private BetArchive() {}

    /**
     * Writes bets while they are being published; any thread. What came after a sequence is left out: a replay from there brings it again.
     *
     * @param bets that are held.
     * @param sequence as of which they are written.
     * @param out written to.
     */
    static void save(BetViews bets, long sequence, DataOutputStream out) throws IOException {
        try {
            bets.forEach(bet -> {
                if (bet.sequence() <= sequence) {
                    write(bet, out);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.writeByte(END);
    }

    private static void write(BetView bet, DataOutputStream out) {
        try {
            out.writeByte(1);
            out.writeLong(bet.idHigh());
            out.writeLong(bet.idLow());
            out.writeLong(bet.sequence());
            out.writeLong(bet.acceptedEpochNs());
            out.writeInt(bet.marketId());
            out.writeInt(bet.marketVersion());
            out.writeInt(bet.instrumentId());
            out.writeLong(bet.minE8());
            out.writeLong(bet.maxE8());
            out.writeLong(bet.fromEpochNs());
            out.writeLong(bet.toEpochNs());
            out.writeLong(bet.stakeMinor());
            out.writeLong(bet.quoteSequence());
            out.writeLong(bet.referenceSequence());
            out.writeLong(bet.referenceTradeId());
            out.writeLong(bet.referencePriceE8());
            out.writeLong(bet.referenceTradeTimeEpochNs());
            writeBytes(bet.tenant().getBytes(StandardCharsets.UTF_8), out);
            writeBytes(bet.user().getBytes(StandardCharsets.UTF_8), out);
            writeBytes(bet.key().getBytes(StandardCharsets.UTF_8), out);
            writeBytes(bet.terms(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @param in read from.
     * @param bets empty; filled.
     */
    static void restore(DataInputStream in, BetViews bets) throws IOException {
        while (in.readByte() != END) {
            bets.add(new BetView(
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    text(in),
                    text(in),
                    text(in),
                    bytes(in)));
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readUnsignedShort();
        if (length > TEXT_LENGTH_MAX) {
            throw new IOException("A text of " + length + " bytes is none of a bet");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
