package io.tickgate.proof.verify;

import static io.tickgate.proof.verify.ReceiptFixture.IN_BAND;
import static io.tickgate.proof.verify.ReceiptFixture.S;
import static io.tickgate.proof.verify.ReceiptFixture.failures;
import static io.tickgate.proof.verify.ReceiptFixture.member;
import static io.tickgate.proof.verify.ReceiptFixture.parsed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.journal.RecordWriter;
import io.tickgate.market.MarketHarness;
import io.tickgate.proof.acceptance.Acceptance;
import io.tickgate.proof.acceptance.AcceptanceSigner;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.keys.KeyTable;
import io.tickgate.proof.keys.SigningKey;
import io.tickgate.proof.merkle.Sha256;
import io.tickgate.publish.BetView;
import io.tickgate.publish.Directory;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acceptances against keys, heads and journal. */
class AcceptanceChecksTest {
    private static final long HOUR = 3_600 * S;

    @TempDir
    Path data;

    private ReceiptFixture fixture;
    private BetView bet;
    private byte[] acceptance;

    @BeforeEach
    void open() {
        fixture = new ReceiptFixture(data);
        bet = fixture.betWithTrade(IN_BAND);
        fixture.rig.makeHead();
        List<String> signed = new ArrayList<>();
        AcceptanceSigner signer = new AcceptanceSigner(
                fixture.rig.keys(),
                fixture.rig.secret(),
                () -> fixture.rig.chain().newest(),
                () -> Directory.EMPTY,
                Counters.inMemory());
        assertTrue(signer.offer(bet, signed::add));
        signer.doWork();
        acceptance = signed.get(0).getBytes(StandardCharsets.UTF_8);
        fixture.market.at(60 * S).clock();
        fixture.rig.write(fixture.market);
        fixture.rig.makeHead();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Path heads() {
        return data.resolve("proof/chain/heads");
    }

    /** As a dishonest issuer would: changed and signed again. */
    private byte[] forged(Consumer<CanonicalObject> change) {
        CanonicalObject file = parsed(acceptance);
        change.accept(member(file, "payload"));
        byte[] root = new Sha256().leaf(member(file, "payload").toBytes());
        SigningKey key = fixture.rig.keys().key();
        file.put(
                "signature", key.newSigner().signature(Acceptance.batch(1, root).toBytes()));
        return file.toBytes();
    }

    private Verification withJournal(byte[] file) {
        return new ReceiptVerifier(null, null, data, null).verify(file);
    }

    private Verification withHeads(byte[] file) {
        return new ReceiptVerifier(fixture.rig.keys().table(), heads(), null, null).verify(file);
    }

    private static void assertState(Verification verification, String name, Check.State state) {
        assertTrue(
                verification.checks().stream().anyMatch(check -> check.name().equals(name) && check.state() == state),
                name + ": " + verification.checks());
    }

    @Test
    void shouldCompareTermsAndReferenceWithTheJournal() {
        assertEquals(List.of(), failures(withJournal(acceptance)));
        assertState(withJournal(acceptance), "journal", Check.State.OK);

        assertFails(withJournal(forged(payload -> payload.put("stake", "8"))), "payload.stake is not what");
        assertFails(withJournal(forged(payload -> payload.put("max", "60201"))), "payload.max is not what");
        assertFails(withJournal(forged(payload -> payload.put("bet", "00"))), "payload.bet is not the bet");
        assertFails(withJournal(forged(payload -> payload.put("sequence", bet.sequence() + 2))), "is another record");
        assertFails(withJournal(forged(payload -> payload.put("sequence", "999999"))), "is not in the journal");
        assertFails(
                withJournal(forged(payload -> member(payload, "reference").put("price", "1"))),
                "payload.reference.price differs");
    }

    private static void assertFails(Verification verification, String sentence) {
        List<String> failures = failures(verification);
        assertEquals(1, failures.size(), failures.toString());
        assertTrue(failures.get(0).contains(sentence), failures.toString());
    }

    @Test
    void shouldSayThatAPrunedJournalTellsNothing() {
        try (RecordWriter pruned = new RecordWriter(data.resolve("pruned/journal"), 5_000)) {
            pruned.clock(MarketHarness.T0);

            Verification verification =
                    new ReceiptVerifier(null, null, data.resolve("pruned"), null).verify(acceptance);

            assertEquals(List.of(), failures(verification));
            assertState(verification, "journal", Check.State.NOT_CHECKED);
        }
    }

    @Test
    void shouldCompareItsHeadWithKeptHeads() {
        assertEquals(List.of(), failures(withHeads(acceptance)));
        assertState(withHeads(acceptance), "kept heads", Check.State.OK);

        assertFails(withHeads(forged(payload -> member(payload, "head").put("hash", "00".repeat(32)))), "two chains");
        assertFails(withHeads(forged(payload -> member(payload, "head").put("sequence", "1"))), "two chains");
        assertFails(withHeads(forged(payload -> member(payload, "head").put("number", "7"))), "is not among");
        assertState(withHeads(forged(payload -> payload.remove("head"))), "kept heads", Check.State.NOT_CHECKED);
    }

    @Test
    void shouldNameEachOptionThatTellsNothing() {
        Verification verification = new ReceiptVerifier(null, null, null, heads()).verify(acceptance);

        for (String name : List.of("key", "kept heads", "journal", "venue trades")) {
            assertState(verification, name, Check.State.NOT_CHECKED);
        }
    }

    private KeyTable table(long fromEpochNs, long toEpochNs) {
        SigningKey key = fixture.rig.keys().key();
        return new KeyTable(List.of(new KeyTable.Entry(key.id(), key.publicKey(), fromEpochNs, toEpochNs)));
    }

    private List<String> failuresWith(KeyTable keys) {
        return failures(new ReceiptVerifier(keys, null, null, null).verify(acceptance));
    }

    @Test
    void shouldRefuseAKeyThatWasOutLongerThanTheLongestInterval() {
        long accepted = bet.acceptedEpochNs();

        assertEquals(List.of(), failuresWith(table(1, accepted - HOUR)));
        assertTrue(failuresWith(table(1, accepted - HOUR - 1)).get(0).contains("was rotated out before"));
        // Asked for again after a rotation, an acceptance is signed by the key of that time.
        Verification later = new ReceiptVerifier(table(accepted + 2 * HOUR, RecordFlyweight.ABSENT), null, null, null)
                .verify(acceptance);
        assertEquals(List.of(), failures(later));
        assertTrue(later.checks().toString().contains("signed later, on request"));
    }

    @Test
    void shouldRefuseAKeyThatBeganWhenItsHeadWasNoLongerTheNewest() throws IOException {
        KeyTable real = fixture.rig.keys().table();
        SigningKey key = SigningKey.create();
        List<KeyTable.Entry> entries = new ArrayList<>(real.entries());
        entries.add(new KeyTable.Entry(key.id(), key.publicKey(), MarketHarness.T0 + 3 * HOUR, RecordFlyweight.ABSENT));
        CanonicalObject file = parsed(acceptance);
        byte[] root = new Sha256().leaf(member(file, "payload").toBytes());
        file.put(
                "signature", key.newSigner().signature(Acceptance.batch(1, root).toBytes()));

        Verification verification =
                new ReceiptVerifier(new KeyTable(entries), heads(), null, null).verify(file.toBytes());

        assertTrue(Files.readAllLines(heads()).size() > 1);
        assertFails(verification, "began to sign when payload.head was no longer the newest");
    }

    @Test
    void shouldCompareTheKeysThemselvesAndNotOnlyTheirIds() {
        SigningKey key = fixture.rig.keys().key();
        byte[] other = SigningKey.create().publicKey();
        KeyTable sameId = new KeyTable(List.of(new KeyTable.Entry(key.id(), other, 1, RecordFlyweight.ABSENT)));

        assertTrue(failuresWith(sameId).get(0).contains("signature.publicKey is not the published key"));
    }
}
