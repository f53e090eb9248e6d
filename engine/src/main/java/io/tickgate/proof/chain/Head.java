package io.tickgate.proof.chain;

import io.tickgate.proof.canonical.CanonicalFields;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.canonical.CanonicalReader;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.keys.PublicKeys;
import io.tickgate.proof.keys.Signer;
import io.tickgate.proof.merkle.Sha256;

/**
 * A signed statement of what the tree was. Immutable; the arrays must not be written.
 *
 * @param number of the head, from 0, without a hole.
 * @param firstSequence of the record that is leaf 0.
 * @param sequence of the newest record that it covers.
 * @param timeEpochNs engine time at which it was made.
 * @param root of the tree over all these records.
 * @param previous hash of the head before, zeros of the first.
 * @param signature member {@code signature}: key, public key, value.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Head(
        long number,
        long firstSequence,
        long sequence,
        long timeEpochNs,
        byte[] root,
        byte[] previous,
        CanonicalObject signature) {
    /** Type of what is signed. */
    static final String TYPE = "tickgate-head-1";

    /** Signs a head. */
    static Head sign(
            long number,
            long firstSequence,
            long sequence,
            long timeEpochNs,
            byte[] root,
            byte[] previous,
            Signer signer) {
        byte[] body = body(number, firstSequence, sequence, timeEpochNs, root, previous)
                .toBytes();
        return new Head(number, firstSequence, sequence, timeEpochNs, root, previous, signer.signature(body));
    }

    private static CanonicalObject body(
            long number, long firstSequence, long sequence, long timeEpochNs, byte[] root, byte[] previous) {
        return new CanonicalObject()
                .put("firstSequence", firstSequence)
                .put("number", number)
                .put("previous", previous)
                .put("root", root)
                .put("sequence", sequence)
                .put("timeNs", timeEpochNs)
                .put("treeSize", sequence - firstSequence + 1)
                .put("type", TYPE);
    }

    /** Number of leaves. */
    public long treeSize() {
        return sequence - firstSequence + 1;
    }

    /** The bytes that are signed. */
    public byte[] signedBytes() {
        return body(number, firstSequence, sequence, timeEpochNs, root, previous)
                .toBytes();
    }

    /** What the next head calls {@link #previous}. */
    public byte[] hash() {
        return new Sha256().of(signedBytes());
    }

    /** Body and signature, as published. */
    public CanonicalObject toCanonical() {
        return new CanonicalObject()
                .put("head", body(number, firstSequence, sequence, timeEpochNs, root, previous))
                .put("signature", signature);
    }

    /** Reads a published head. The signature is not checked. */
    public static Head parse(byte[] bytes) throws NotCanonicalException {
        return parse(new CanonicalFields("", CanonicalReader.read(bytes)));
    }

    /** As {@link #parse(byte[])}, of an object that was read. */
    public static Head parse(CanonicalFields fields) throws NotCanonicalException {
        CanonicalFields body = fields.object("head");
        body.expect("type", TYPE);
        Head head = new Head(
                body.whole("number"),
                body.whole("firstSequence"),
                body.whole("sequence"),
                body.whole("timeNs"),
                body.bytes("root", Sha256.LENGTH),
                body.bytes("previous", Sha256.LENGTH),
                fields.object("signature").object());
        if (head.number < 0 || head.firstSequence < 1 || head.sequence < head.firstSequence) {
            throw body.fault("sequence", "is none that a head can have");
        }
        if (head.treeSize() != body.whole("treeSize")) {
            throw body.fault("treeSize", "is not the number of records from firstSequence to sequence");
        }
        if (!fields.object()
                        .members()
                        .keySet()
                        .equals(head.toCanonical().members().keySet())
                || body.object().members().size() != BODY_MEMBERS) {
            throw body.fault("type", "has members beside it that no head has");
        }
        return head;
    }

    private static final int BODY_MEMBERS = 8;

    /** Whether its signature is that of the key which it names. */
    public boolean isSigned() throws NotCanonicalException {
        CanonicalFields fields = new CanonicalFields("signature", signature);
        byte[] publicKey = fields.bytes("publicKey", PublicKeys.LENGTH);
        return fields.text("key").equals(PublicKeys.id(publicKey))
                && PublicKeys.isSigned(publicKey, signedBytes(), fields.bytes("value", PublicKeys.SIGNATURE_LENGTH));
    }
}
