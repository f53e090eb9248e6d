package io.tickgate.proof.chain;

import io.tickgate.proof.keys.NodeSecret;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.HoldingFlyweight;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes a command as it enters the chain: the same record with keyed pseudonyms in place of tenant and user. Used by one thread at a time.
 */
final class CommandDisguise {
    private final NodeSecret secret;
    private final ByteBuffer bytes = ByteBuffer.allocate(RecordFlyweight.RECORD_LENGTH_MAX);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final RecordChecksum checksum = new RecordChecksum();
    private final BetFlyweight bet = new BetFlyweight();
    private final BetFlyweight disguisedBet = new BetFlyweight().wrap(buffer);
    private final HoldingFlyweight holding = new HoldingFlyweight();
    private final HoldingFlyweight disguisedHolding = new HoldingFlyweight().wrap(buffer);
    private final RecordFlyweight header = new RecordFlyweight();
    private final RecordFlyweight disguised = new RecordFlyweight().wrap(buffer);

    CommandDisguise(NodeSecret secret) {
        this.secret = secret;
    }

    /** Whether records of a kind are disguised and salted. */
    static boolean isCommand(int kindCode) {
        return kindCode == RecordKind.BET_COMMAND.code() || kindCode == RecordKind.HOLDING_COMMAND.code();
    }

    /**
     * The disguised record, checksum and all, in a new array.
     *
     * @param record a command.
     * @param length in bytes.
     */
    byte[] disguise(DirectBuffer record, int length) {
        header.wrap(record, 0, length);
        if (header.kindCode() == RecordKind.BET_COMMAND.code()) {
            writeBet(bet.wrap(record, 0, length));
        } else {
            writeHolding(holding.wrap(record, 0, length));
        }
        disguised.flags(header.flags()).epoch(header.epoch()).sequence(header.sequence());
        disguised.crc32c(checksum.of(bytes, 0, disguised.length()));
        byte[] copy = new byte[disguised.length()];
        buffer.getBytes(0, copy);
        return copy;
    }

    private void writeBet(BetFlyweight command) {
        byte[] tenant = command.tenant();
        disguisedBet
                .begin(
                        command.engineTimeEpochNs(),
                        secret.tenantPseudonym(tenant),
                        secret.userPseudonym(tenant, command.user()),
                        command.key(),
                        command.terms())
                .betId(command.betIdHigh(), command.betIdLow())
                .marketId(command.marketId())
                .band(command.minE8(), command.maxE8())
                .window(command.fromEpochNs(), command.toEpochNs())
                .stakeMinor(command.stakeMinor())
                .quoteSequence(command.quoteSequence());
    }

    private void writeHolding(HoldingFlyweight command) {
        byte[] tenant = command.tenant();
        disguisedHolding
                .begin(
                        command.engineTimeEpochNs(),
                        secret.tenantPseudonym(tenant),
                        secret.userPseudonym(tenant, command.user()))
                .commandIdHigh(command.commandIdHigh())
                .commandIdLow(command.commandIdLow())
                .instrumentId(command.instrumentId())
                .amountE8(command.amountE8());
    }
}
