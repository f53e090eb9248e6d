package io.tickgate.proof.verify;

import static io.tickgate.proof.verify.ReceiptFixture.IN_BAND;
import static io.tickgate.proof.verify.ReceiptFixture.changed;
import static io.tickgate.proof.verify.ReceiptFixture.failures;
import static io.tickgate.proof.verify.ReceiptFixture.forged;
import static io.tickgate.proof.verify.ReceiptFixture.member;
import static io.tickgate.proof.verify.ReceiptFixture.parsed;
import static io.tickgate.proof.verify.ReceiptFixture.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.proof.ProofRig;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.chain.ChainProofs;
import io.tickgate.proof.chain.Head;
import io.tickgate.proof.chain.RecordsGoneException;
import io.tickgate.proof.keys.SigningKey;
import io.tickgate.publish.BetView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each change is rejected, and the sentence names what was changed; also where the issuer himself signed the change. */
class TamperedReceiptTest {
    @TempDir
    Path data;

    private ReceiptFixture fixture;
    private BetView bet;
    private byte[] receipt;
    private Head olderHead;

    @BeforeEach
    void open() {
        fixture = new ReceiptFixture(data);
        fixture.rig.write(fixture.market);
        olderHead = fixture.rig.makeHead();
        bet = fixture.betWithTrade(IN_BAND);
        receipt = fixture.receipt(bet, fixture.hit(46), true);
        assertEquals(List.of(), failures(fixture.verify(receipt)));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private SigningKey key() {
        return fixture.rig.keys().key();
    }

    /** By an outsider the signature and the section's hash fail; by the issuer the check that derives it. */
    private void assertNamed(String section, Consumer<CanonicalObject> change, String sentence) {
        List<String> outside = failures(fixture.verify(changed(receipt, change)));
        List<String> inside = failures(fixture.verify(forged(receipt, key(), change)));

        assertTrue(outside.get(0).startsWith("signature: "), outside.toString());
        assertTrue(
                outside.contains(
                        "sections: sections." + section + " differs from the content that it names: it was changed"),
                outside.toString());
        assertTrue(inside.stream().anyMatch(failure -> failure.contains(sentence)), inside.toString());
    }

    @Test
    void shouldNameAChangedOutcome() {
        assertNamed("outcome", inner -> member(inner, "outcome").put("result", "MISS"), "outcome has members");
        assertNamed("outcome", inner -> member(inner, "outcome").put("result", "VOID"), "outcome has members");
        assertNamed("outcome", inner -> member(inner, "outcome").put("result", "WON"), "outcome.result");
        assertNamed(
                "outcome",
                inner -> member(member(inner, "outcome"), "trade").put("price", "60160"),
                "outcome.trade.price differs from its record");
    }

    @Test
    void shouldNameAnotherWindow() {
        assertNamed(
                "bet",
                inner -> member(inner, "bet").put("toNs", bet.toEpochNs() + 1),
                "bet.toNs differs from its record");
        assertNamed("bet", inner -> member(inner, "bet").put("max", "60250"), "bet.max differs from its record");
    }

    @Test
    void shouldNameAChangedRuleSeriesOrReference() {
        assertNamed("rule", inner -> member(inner, "rule").put("graceNs", "1"), "rule.graceNs differs from its record");
        assertNamed("rule", inner -> member(inner, "rule").put("version", "2"), "rule.version differs");
        assertNamed("series", inner -> member(inner, "series").put("venueSymbol", "X"), "series.venueSymbol differs");
        assertNamed(
                "acceptance",
                inner -> member(member(inner, "acceptance"), "reference").put("price", "59999"),
                "acceptance.reference.price differs from its record");
    }

    @Test
    void shouldNameATradeThatWasLeftOutOrAdded() {
        for (int place : new int[] {0, 2}) {
            CanonicalObject file = parsed(receipt);
            CanonicalObject bundle = member(file, "bundle");
            List<Object> records = new ArrayList<>((List<?>) Objects.requireNonNull(bundle.get("records")));
            Object taken = records.remove(place);
            bundle.put("records", records);
            List<String> leftOut = failures(fixture.verify(file.toBytes()));
            records.add(place, taken);
            records.add(place, taken);
            bundle.put("records", records);
            List<String> added = failures(fixture.verify(file.toBytes()));

            assertEquals(List.of("bundle: bundle.proof does not lead from the records to the head"), leftOut);
            assertEquals(List.of("bundle: bundle.proof does not lead from the records to the head"), added);
        }
    }

    @Test
    void shouldNameTheBundleThatIsProvenButNotWhole() {
        byte[] other = fixture.receipt(bet, fixture.hit(46), true);
        CanonicalObject file = parsed(other);
        CanonicalObject bundle = member(file, "bundle");
        List<Object> records = new ArrayList<>((List<?>) Objects.requireNonNull(bundle.get("records")));
        records.remove(0);
        long[] sequences = records.stream()
                .mapToLong(entry -> Long.parseLong(String.valueOf(((CanonicalObject) entry).get("sequence"))))
                .toArray();
        try (var proofs = new ChainProofs(fixture.rig.chain(), fixture.rig.journal(), fixture.rig.secret())) {
            Head head = Objects.requireNonNull(
                    fixture.rig.chain().covering(fixture.hit(46).sequence()));
            bundle.put("records", records).putHashes("proof", proofs.joint(sequences, head));
        } catch (RecordsGoneException e) {
            throw new IllegalStateException(e);
        }

        List<String> failures = failures(fixture.verify(file.toBytes()));

        assertEquals(1, failures.size(), failures.toString());
        assertTrue(failures.get(0).contains("window.count") && failures.get(0).contains("window.digest"));
    }

    @Test
    void shouldNameAnotherKey() {
        byte[] foreign = forged(receipt, SigningKey.create(), inner -> {});

        List<String> failures = failures(fixture.verify(foreign));

        assertEquals(1, failures.size(), failures.toString());
        assertTrue(failures.get(0).contains("is not among the published keys"), failures.toString());
    }

    @Test
    void shouldNameAnOlderHead() {
        assertNamed("head", inner -> inner.put("head", olderHead.toCanonical()), "an older head");
    }

    @Test
    void shouldNameAChangedHead() {
        assertNamed(
                "head",
                inner -> member(member(inner, "head"), "head").put("timeNs", "1"),
                "head: its bytes are not those that were signed");
    }

    @Test
    void shouldNameThePathOfAnotherBet() {
        BetView other = ProofRig.bets(fixture.market).get(1);
        CanonicalObject theirs = member(parsed(fixture.receipt(other, fixture.hit(46), false)), "receipt");
        CanonicalObject record = Objects.requireNonNull(record(theirs, "bet"));
        Object path = Objects.requireNonNull(record.get("path"));
        Object salt = Objects.requireNonNull(record.get("salt"));

        assertNamed(
                "records",
                inner -> Objects.requireNonNull(record(inner, "bet")).put("path", (List<?>) path),
                "records.bet.path does not lead");
        assertNamed(
                "records",
                inner -> Objects.requireNonNull(record(inner, "bet")).put("salt", (String) salt),
                "records.bet.path does not lead");
        assertNamed(
                "records",
                inner -> Objects.requireNonNull(record(inner, "bet"))
                        .put("record", (String) Objects.requireNonNull(record.get("record"))),
                "records.bet.sequence is not that of its record");
    }

    @Test
    void shouldNameAMissThatWasAHit() {
        byte[] miss = fixture.receipt(bet, fixture.miss(), true);

        List<String> failures = failures(fixture.verify(miss));

        assertEquals(2, failures.size(), failures.toString());
        assertTrue(failures.get(0).contains("window.max lies in the band, so it was no miss"), failures.toString());
        assertTrue(failures.get(1).contains("trade 46 at 60150 touches"), failures.toString());
    }

    @Test
    void shouldNameAHitThatIsNotTheFirst() {
        fixture.market.at(50 * ReceiptFixture.S);
        byte[] later = fixture.receipt(bet, fixture.hit(47), true);

        List<String> failures = failures(fixture.verify(later));

        assertTrue(failures.get(0).contains("outcome.trade does not touch the band"), failures.toString());
    }

    @Test
    void shouldRefuseASignatureThatWasCut() {
        CanonicalObject file = parsed(receipt);
        String value = String.valueOf(member(file, "signature").get("value"));
        member(file, "signature").put("value", value.substring(0, value.length() - 2));

        List<String> failures = failures(fixture.verify(file.toBytes()));

        assertEquals(List.of("signature: signature.value has not 64 bytes"), failures);
    }

    @Test
    void shouldRefuseDuplicateKeysAndHugeNumbers() {
        String text = new String(receipt, StandardCharsets.UTF_8);
        String duplicate = text.replaceFirst("\"fromNs\"", "\"fromNs\":\"1\",\"fromNs\"");
        String huge = text.replaceFirst("\"treeSize\":\"[0-9]+\"", "\"treeSize\":\"99999999999999999999999999\"");

        List<String> twice = failures(fixture.verify(duplicate.getBytes(StandardCharsets.UTF_8)));
        List<String> large = failures(fixture.verify(huge.getBytes(StandardCharsets.UTF_8)));

        assertTrue(twice.get(0).startsWith("form: ") && twice.get(0).contains("\"fromNs\" is there twice"));
        assertTrue(
                large.get(0).contains("treeSize is a number beyond 64 bits")
                        || large.get(0).contains("treeSize is no whole number"),
                large.toString());
    }

    @Test
    void shouldRefuseMembersThatNobodyKnows() {
        CanonicalObject file = parsed(receipt).put("note", "trust me");

        List<String> failures = failures(fixture.verify(file.toBytes()));

        assertEquals(List.of("members: note is no member of a receipt"), failures);
    }

    /** Every byte of a whole receipt with its bundle, changed in one bit. */
    @Test
    @Tag("slow")
    @Timeout(600)
    void shouldRejectEveryChangeOfASingleByte() {
        List<Integer> accepted = new ArrayList<>();
        for (int i = 0; i < receipt.length; i++) {
            byte[] changed = receipt.clone();
            changed[i] ^= 1;
            Verification verification = fixture.verify(changed);
            if (verification.isAccepted()) {
                accepted.add(i);
            }
            assertFalse(
                    !verification.isAccepted() && failures(verification).get(0).isEmpty());
        }

        assertEquals(List.of(), accepted);
    }
}
