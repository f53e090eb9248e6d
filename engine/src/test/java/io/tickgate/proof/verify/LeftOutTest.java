package io.tickgate.proof.verify;

import static io.tickgate.proof.verify.ReceiptFixture.IN_BAND;
import static io.tickgate.proof.verify.ReceiptFixture.failures;
import static io.tickgate.proof.verify.ReceiptFixture.forged;
import static io.tickgate.proof.verify.ReceiptFixture.member;
import static io.tickgate.proof.verify.ReceiptFixture.parsed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.market.MarketHarness;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.receipt.WindowDigest;
import io.tickgate.publish.BetView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an issuer leaves out, and what a verifier may say of it. */
class LeftOutTest {
    @TempDir
    Path data;

    /** A real hit as a miss: an empty window, an empty bundle, and the record of a trade behind the window, signed by the node's own key. */
    private byte[] hitAsMiss(ReceiptFixture fixture) {
        BetView bet = fixture.betWithTrade(IN_BAND);
        CanonicalObject miss = parsed(fixture.receipt(bet, fixture.miss(), true));
        CanonicalObject bundle = member(miss, "bundle");
        bundle.put("records", List.of()).put("proof", List.of());
        return forged(
                miss.toBytes(), fixture.rig.keys().key(), inner -> inner.put("window", new WindowDigest().toSection()));
    }

    private static Optional<Check> check(Verification verification, String name) {
        return verification.checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst();
    }

    @Test
    void shouldSayThatNobodyLookedWhetherTradesWereLeftOut() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            Verification alone = fixture.verify(hitAsMiss(fixture));

            assertEquals(
                    Check.State.NOT_CHECKED,
                    check(alone, "completeness").orElseThrow().state());
            String bundle = check(alone, "bundle").orElseThrow().text();
            assertTrue(bundle.contains("whether they are all is another question"), bundle);
            assertTrue(Verification.LIMITS.get(0).contains("not that none was left out"));
        }
    }

    @Test
    void shouldFindWhatWasLeftOutWithTheJournal() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            byte[] receipt = hitAsMiss(fixture);

            Verification withJournal = new ReceiptVerifier(null, null, data, null).verify(receipt);

            assertTrue(
                    failures(withJournal).get(0).startsWith("journal: "),
                    failures(withJournal).toString());
            assertTrue(check(withJournal, "completeness").isEmpty());
        }
    }

    @Test
    void shouldRefuseAWindowThatContradictsItself() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            BetView bet = fixture.betWithTrade(MarketHarness.PRICE);
            byte[] receipt = fixture.receipt(bet, fixture.miss(), false);

            assertEquals(List.of(), failures(fixture.verify(receipt)));
            assertRefused(fixture, receipt, window -> window.put("count", "99"), "window.count is not what");
            assertRefused(fixture, receipt, window -> window.put("records", "0"), "window.count is not 0");
            assertRefused(
                    fixture,
                    receipt,
                    window -> window.put("count", "0").put("records", "0"),
                    "there are ids or prices");
            assertRefused(fixture, receipt, window -> window.put("lastTradeId", "1"), "is before window.firstTradeId");
            assertRefused(fixture, receipt, window -> window.put("lastTradeId", "60"), "leaves out ids");
            assertRefused(fixture, receipt, window -> window.put("firstTradeId", "50"), "more than there are ids");
            assertRefused(
                    fixture,
                    receipt,
                    window -> window.put("missing", List.of(List.of("53", "53"))),
                    "does not lie between its trades");
            assertRefused(
                    fixture,
                    receipt,
                    window -> window.put("aggregates", List.of(List.of("43", "44"))),
                    "window.count is not what");
            assertRefused(fixture, receipt, window -> window.put("min", "99999"), "window.max is below window.min");
        }
    }

    private static void assertRefused(
            ReceiptFixture fixture, byte[] receipt, Consumer<CanonicalObject> change, String sentence) {
        byte[] changed = forged(receipt, fixture.rig.keys().key(), inner -> change.accept(member(inner, "window")));

        List<String> failures = failures(fixture.verify(changed));

        assertTrue(
                failures.toString().contains("window: ") && failures.toString().contains(sentence), failures::toString);
    }

    @Test
    void shouldRefuseAHitWhoseTradeIsNotOfTheWindow() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            BetView bet = fixture.betWithTrade(IN_BAND);
            byte[] receipt = fixture.receipt(bet, fixture.hit(46), false);

            assertRefused(fixture, receipt, window -> window.put("max", "60001"), "its lowest and its highest price");
            assertRefused(
                    fixture,
                    receipt,
                    window -> window.put("firstTradeId", "47").put("lastTradeId", "50"),
                    "outcome.trade does not lie");
            byte[] empty = forged(
                    receipt, fixture.rig.keys().key(), inner -> inner.put("window", new WindowDigest().toSection()));
            assertTrue(failures(fixture.verify(empty)).toString().contains("window.records is 0"));
        }
    }

    /** Ids may be missing of a miss only where the venue has no trade for them: told, as nothing in the file shows it. */
    @Test
    void shouldSayWhatMissingIdsOfAMissMean() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            BetView bet = fixture.betWithTrade(MarketHarness.PRICE);
            byte[] receipt = forged(
                    fixture.receipt(bet, fixture.miss(), false),
                    fixture.rig.keys().key(),
                    inner -> member(inner, "window")
                            .put("missing", List.of(List.of("50", "51")))
                            .put("count", "9")
                            .put("records", "9"));

            Verification verification = fixture.verify(receipt);

            assertEquals(List.of(), failures(verification));
            String text = check(verification, "completeness").orElseThrow().text();
            assertTrue(text.contains("names 2 ids as missing"), text);
        }
    }
}
