package io.tickgate.proof.chain;

import io.tickgate.proof.keys.NodeSecret;
import io.tickgate.proof.merkle.Sha256;
import io.tickgate.record.RecordFlyweight;
import org.agrona.DirectBuffer;

/**
 * From journal records to leaves. A record's leaf data are its bytes; a command's are HMAC-SHA256(salt, disguised record): 32 bytes, which no
 * record is, and which tell nothing without the salt. Used by one thread at a time.
 */
public final class Leaves {
    private final NodeSecret secret;
    private final CommandDisguise disguise;
    private final Sha256 sha256 = new Sha256();
    private final byte[] copy = new byte[RecordFlyweight.RECORD_LENGTH_MAX];

    /** With a node's secret, of which it takes a copy. */
    public Leaves(NodeSecret secret) {
        this.secret = secret.copy();
        disguise = new CommandDisguise(this.secret);
    }

    /**
     * A record as it is shown to prove it.
     *
     * @param record as hashed: commands disguised.
     * @param salt 32 bytes of a command, empty of others.
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Shown(byte[] record, byte[] salt) {
        /** The hash of its leaf. */
        public byte[] leafHash(Sha256 sha256) {
            return sha256.leaf(salt.length == 0 ? record : NodeSecret.hmac(salt, record));
        }
    }

    /** Hash of a record's leaf. */
    public byte[] hash(DirectBuffer record, int length) {
        if (isCommand(record)) {
            return shown(record, length).leafHash(sha256);
        }
        record.getBytes(0, copy, 0, length);
        return sha256.leaf(copy, length);
    }

    /** A record as it is shown, in new arrays. */
    public Shown shown(DirectBuffer record, int length) {
        if (isCommand(record)) {
            byte[] salt = secret.salt(record.getLong(RecordFlyweight.SEQUENCE_OFFSET, RecordFlyweight.BYTE_ORDER));
            return new Shown(disguise.disguise(record, length), salt);
        }
        byte[] bytes = new byte[length];
        record.getBytes(0, bytes);
        return new Shown(bytes, new byte[0]);
    }

    private static boolean isCommand(DirectBuffer record) {
        return CommandDisguise.isCommand(
                record.getShort(RecordFlyweight.KIND_OFFSET, RecordFlyweight.BYTE_ORDER) & 0xFFFF);
    }
}
