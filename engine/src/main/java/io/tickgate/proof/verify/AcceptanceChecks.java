package io.tickgate.proof.verify;

import io.tickgate.proof.acceptance.Acceptance;
import io.tickgate.proof.canonical.CanonicalFields;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.keys.KeyTable;
import io.tickgate.proof.merkle.MerkleProofs;
import io.tickgate.proof.merkle.Sha256;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The signed acceptance of a bet. Stateless. */
final class AcceptanceChecks {
    private static final int PATH_MAX = 64;

    private AcceptanceChecks() {}

    /** Whether a file is an acceptance, rather than a receipt. */
    static boolean isAcceptance(CanonicalObject file) {
        return file.get("payload") != null;
    }

    static String signature(CanonicalFields file) throws CheckFailure, NotCanonicalException {
        CheckFailure.unless(
                file.object().members().size() == 3,
                "the acceptance has other members than batch, payload and signature");
        CanonicalFields payload = file.object("payload");
        payload.expect("type", Acceptance.TYPE);
        CanonicalFields batch = file.object("batch");
        CheckFailure.unless(batch.object().members().size() == 3, "batch has other members than count, index and path");
        long count = batch.whole("count");
        List<byte[]> path = batch.hashes("path", Sha256.LENGTH, PATH_MAX);
        byte[] leaf = new Sha256().leaf(payload.object().toBytes());
        byte[] root = new MerkleProofs().rootOf(leaf, batch.whole("index"), count, path);
        if (root == null) {
            throw new CheckFailure("batch.path is too long or too short for batch.count and batch.index");
        }
        return SignatureChecks.signature(
                file.object("signature").object(), Acceptance.batch(count, root).toBytes());
    }

    /** Whether the head that was the newest when it was signed is one that somebody kept, and whether its key signed then. */
    static String head(CanonicalFields file, Path heads, @Nullable KeyTable keys)
            throws CheckFailure, NotCanonicalException {
        CanonicalFields head = file.object("payload").object("head");
        CheckFailure.unless(
                head.object().members().size() == 3, "payload.head has other members than number, sequence and hash");
        HeadsCheck kept = new HeadsCheck(
                "payload.head", head.whole("number"), head.whole("sequence"), head.bytes("hash", Sha256.LENGTH), keys);
        String text = kept.read(heads);
        if (keys != null) {
            kept.checkSigner(SignatureChecks.published(file.object("signature").object(), keys, "signature"));
        }
        return text;
    }

    static String content(CanonicalFields file) throws NotCanonicalException {
        CanonicalFields payload = file.object("payload");
        return "Bet " + payload.text("bet") + " was accepted at record " + payload.whole("sequence") + ": band "
                + payload.text("min") + " to " + payload.text("max") + ", stake " + payload.text("stake") + ".";
    }
}
