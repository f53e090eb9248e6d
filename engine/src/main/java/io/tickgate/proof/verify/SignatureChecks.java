package io.tickgate.proof.verify;

import io.tickgate.proof.canonical.CanonicalFields;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.chain.Head;
import io.tickgate.proof.chain.Leaves;
import io.tickgate.proof.keys.KeyTable;
import io.tickgate.proof.keys.PublicKeys;
import io.tickgate.proof.merkle.MerkleProofs;
import io.tickgate.proof.merkle.Sha256;
import io.tickgate.proof.receipt.ReceiptMaker;
import io.tickgate.proof.receipt.Role;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Signatures, keys, heads and paths of a receipt. Stateless. */
final class SignatureChecks {
    /**
     * A running engine takes a rotation up with its next head, and signs with the key before until then: the longest interval between heads that can be
     * configured.
     */
    static final long ROTATION_SLACK_NS = 3_600_000_000_000L;

    private SignatureChecks() {}

    static String signature(CanonicalObject signature, byte[] message) throws CheckFailure, NotCanonicalException {
        CanonicalFields fields = new CanonicalFields("signature", signature);
        CheckFailure.unless(
                signature.members().size() == 3, "signature has other members than key, publicKey and value");
        byte[] publicKey = fields.bytes("publicKey", PublicKeys.LENGTH);
        byte[] value = fields.bytes("value", PublicKeys.SIGNATURE_LENGTH);
        CheckFailure.unless(
                fields.text("key").equals(PublicKeys.id(publicKey)), "signature.key is not the id of its public key");
        CheckFailure.unless(
                PublicKeys.isSigned(publicKey, message, value),
                "the bytes are not those that key " + fields.text("key") + " signed: something was changed");
        return "Key " + fields.text("key") + " signed exactly these bytes.";
    }

    /** Names the sections whose bytes are not those that were signed. */
    static String sections(ReceiptFile file) throws CheckFailure, NotCanonicalException {
        CanonicalObject told = file.receipt.object("sections").object();
        ReceiptFile.same(
                "sections",
                told,
                ReceiptMaker.hashes(file.receipt.object()),
                "the content that it names: it was changed");
        return "Each section has the hash that was signed with it.";
    }

    /**
     * Whether a published key signed.
     *
     * @param notBeforeEpochNs time before which the content cannot have been signed.
     * @param slackNs for which a key goes on signing after it was rotated out.
     * @param what was signed.
     */
    static String key(CanonicalObject signature, KeyTable keys, long notBeforeEpochNs, long slackNs, String what)
            throws CheckFailure, NotCanonicalException {
        KeyTable.Entry entry = published(signature, keys, "signature");
        CheckFailure.unless(
                entry.isCurrent() || notBeforeEpochNs - entry.toEpochNs() <= slackNs,
                "signature.key: " + entry.id() + " was rotated out before the " + what + " can have been signed");
        boolean isLater = entry.fromEpochNs() - notBeforeEpochNs > slackNs;
        return "Key " + entry.id() + " is among the published keys"
                + (isLater ? "; it is newer than the content, so it signed later, on request." : ".");
    }

    /** The published key that a signature names; the keys themselves are compared, as ids are short. */
    static KeyTable.Entry published(CanonicalObject signature, KeyTable keys, String name)
            throws CheckFailure, NotCanonicalException {
        CanonicalFields fields = new CanonicalFields(name, signature);
        String id = fields.text("key");
        KeyTable.Entry entry = keys.find(id);
        if (entry == null) {
            throw new CheckFailure(name + ".key: " + id + " is not among the published keys");
        }
        CheckFailure.unless(
                Arrays.equals(entry.publicKey(), fields.bytes("publicKey", PublicKeys.LENGTH)),
                name + ".publicKey is not the published key " + id);
        return entry;
    }

    /** Whether a published key signed a head that was valid at its time. */
    static void headKey(Head head, KeyTable keys, String name) throws CheckFailure, NotCanonicalException {
        CheckFailure.unless(
                published(head.signature(), keys, name + ".signature").isValidAt(head.timeEpochNs()),
                name + ".signature.key is none that signed at the head's time");
    }

    static String head(Head head, long decidedSequence, @Nullable KeyTable keys)
            throws CheckFailure, NotCanonicalException {
        CheckFailure.unless(head.isSigned(), "head: its bytes are not those that were signed");
        CheckFailure.unless(
                head.sequence() >= decidedSequence,
                "head: it covers records up to " + head.sequence() + ", but the outcome was decided at "
                        + decidedSequence + ": an older head");
        if (keys != null) {
            headKey(head, keys, "head");
        }
        return "Head " + head.number() + " is signed and covers records " + head.firstSequence() + " to "
                + head.sequence() + ".";
    }

    /** Every record is whole and leads to the head. */
    static String paths(ReceiptFile file) throws CheckFailure {
        List<String> labels = new ArrayList<>();
        for (ReceiptFile.Shown shown : file.records.values()) {
            String name = "records." + shown.role().label();
            checkWhole(name, shown.record(), shown.sequence());
            boolean isSalted = shown.salt().length > 0;
            CheckFailure.unless(isSalted == (shown.role() == Role.BET), name + ".salt belongs to commands only");
            byte[] leaf = new Leaves.Shown(shown.record(), shown.salt()).leafHash(new Sha256());
            CheckFailure.unless(
                    new MerkleProofs()
                            .isIncluded(
                                    leaf,
                                    shown.sequence() - file.head.firstSequence(),
                                    file.head.treeSize(),
                                    shown.path(),
                                    file.head.root()),
                    name + ".path does not lead from its record to the head");
            labels.add(shown.role().label());
        }
        return "These records lead to the head: " + String.join(", ", labels) + ".";
    }

    /** Length, checksum and sequence of a record are those that its header names. */
    static void checkWhole(String name, byte[] record, long sequence) throws CheckFailure {
        RecordFlyweight header = new RecordFlyweight().wrap(new UnsafeBuffer(record), 0, record.length);
        CheckFailure.unless(header.length() == record.length, name + ".record has not the length that it names");
        CheckFailure.unless(
                header.crc32c() == new RecordChecksum().of(ByteBuffer.wrap(record), 0, record.length),
                name + ".record does not match its checksum");
        CheckFailure.unless(header.sequence() == sequence, name + ".sequence is not that of its record");
    }
}
