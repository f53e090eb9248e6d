package io.tickgate.proof.verify;

import io.tickgate.proof.canonical.CanonicalFields;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.merkle.MerkleProofs;
import io.tickgate.proof.merkle.Sha256;
import io.tickgate.proof.receipt.ReceiptMaker;
import io.tickgate.proof.receipt.Sections.Settling;
import java.util.ArrayList;
import java.util.List;

/**
 * The raw records that came with a receipt: whether each leads to its head, and whether its window and outcome follow from them. That none was left out is beyond
 * it: paths prove what is in a tree, never what is not. Stateless.
 */
final class BundleCheck {
    /** A path for each record of a tree of 2^40 leaves at most; in truth far less, since paths meet. */
    private static final int PROOF_MAX = ReceiptMaker.BUNDLE_RECORDS_MAX * 40;

    private BundleCheck() {}

    static String run(ReceiptFile file, CanonicalFields bundle) throws CheckFailure, NotCanonicalException {
        CheckFailure.unless(bundle.object().members().size() == 2, "bundle has other members than records and proof");
        long decided = file.receipt.object("outcome").whole("sequence");
        WindowEvidence evidence = new WindowEvidence(file.question());
        List<CanonicalFields> entries = bundle.objects("records", ReceiptMaker.BUNDLE_RECORDS_MAX);
        List<byte[]> hashes = new ArrayList<>();
        long[] indexes = new long[entries.size()];
        Sha256 sha256 = new Sha256();
        for (int i = 0; i < entries.size(); i++) {
            CanonicalFields entry = entries.get(i);
            String name = "bundle.records[" + i + "]";
            CheckFailure.unless(
                    entry.object().members().size() == 2, name + " has other members than record and sequence");
            byte[] record = ReceiptFile.record(entry);
            SignatureChecks.checkWhole(name, record, entry.whole("sequence"));
            Settling trade = Settling.of(record);
            CheckFailure.unless(
                    file.question().isInWindow(trade) && trade.sequence() <= decided,
                    name + " is none of the window's trades up to the outcome");
            evidence.add(trade);
            hashes.add(sha256.leaf(record));
            indexes[i] = trade.sequence() - file.head.firstSequence();
        }
        List<byte[]> proof = bundle.hashes("proof", Sha256.LENGTH, PROOF_MAX);
        boolean isProven = entries.isEmpty()
                ? proof.isEmpty()
                : new MerkleProofs().areIncluded(indexes, hashes, file.head.treeSize(), proof, file.head.root());
        CheckFailure.unless(isProven, "bundle.proof does not lead from the records to the head");
        ReceiptFile.same(
                "window", file.receipt.object("window").object(), evidence.section(), "the records of the bundle");
        evidence.judge(file.receipt.object("outcome"), true);
        return "Each of the " + entries.size()
                + " raw records leads to the head, and they give the window's digest and agree with the outcome;"
                + " whether they are all is another question (completeness).";
    }
}
