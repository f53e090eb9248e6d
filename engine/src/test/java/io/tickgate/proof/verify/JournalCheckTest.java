package io.tickgate.proof.verify;

import static io.tickgate.proof.verify.ReceiptFixture.ABOVE;
import static io.tickgate.proof.verify.ReceiptFixture.IN_BAND;
import static io.tickgate.proof.verify.ReceiptFixture.S;
import static io.tickgate.proof.verify.ReceiptFixture.failures;
import static io.tickgate.proof.verify.ReceiptFixture.forged;
import static io.tickgate.proof.verify.ReceiptFixture.member;
import static io.tickgate.proof.verify.ReceiptFixture.parsed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.journal.RecordWriter;
import io.tickgate.market.Market;
import io.tickgate.market.MarketHarness;
import io.tickgate.proof.ProofRig;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.receipt.Decision;
import io.tickgate.publish.BetView;
import io.tickgate.record.BetDecidedFlyweight;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.EngineStartedFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.WatermarkFlyweight;
import io.tickgate.snapshot.SnapshotRig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts of what the market itself decided, derived again from the journal. */
class JournalCheckTest {
    @TempDir
    Path data;

    /** How the market decided the first bet. */
    private static Decision decision(ReceiptFixture fixture) {
        return decision(fixture, 1);
    }

    private static Decision decision(ReceiptFixture fixture, long betIdLow) {
        for (byte[] output : fixture.market.outputs()) {
            BetDecidedFlyweight decided = new BetDecidedFlyweight().wrap(new UnsafeBuffer(output), 0, output.length);
            if (decided.kindCode() == RecordKind.BET_DECIDED.code() && decided.betIdLow() == betIdLow) {
                return Decision.of(decided);
            }
        }
        throw new IllegalStateException("The market has not decided");
    }

    private byte[] receipt(ReceiptFixture fixture, BetView bet, BetOutcome expected) {
        fixture.rig.write(fixture.market);
        Decision decision = decision(fixture);
        assertEquals(expected, decision.outcome());
        return fixture.receipt(bet, decision, true);
    }

    private Verification verify(ReceiptFixture fixture, byte[] receipt) {
        return new ReceiptVerifier(fixture.rig.keys().table(), null, data, null).verify(receipt);
    }

    private void assertAccepted(ReceiptFixture fixture, byte[] receipt) {
        Verification verification = verify(fixture, receipt);
        assertEquals(List.of(), failures(verification));
        assertTrue(verification.checks().stream()
                .anyMatch(check -> check.name().equals("journal") && check.state() == Check.State.OK));
    }

    @Test
    void shouldDeriveAHitAgain() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            BetView bet = fixture.betWithTrade(IN_BAND);

            assertAccepted(fixture, receipt(fixture, bet, BetOutcome.HIT));
        }
    }

    @Test
    void shouldDeriveACrossingAgain() {
        try (ReceiptFixture fixture = new ReceiptFixture(data, rule -> rule.touchKind(MarketFlyweight.TOUCH_CROSSED))) {
            BetView bet = fixture.betWithTrade(ABOVE);

            byte[] receipt = receipt(fixture, bet, BetOutcome.HIT);

            assertEquals(
                    "crossed",
                    member(member(parsed(receipt), "receipt"), "outcome").get("touch"));
            assertAccepted(fixture, receipt);
        }
    }

    @Test
    void shouldDeriveAMissByATradeAgain() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            BetView bet = fixture.betWithTrade(MarketHarness.PRICE);
            fixture.market.at(54 * S).clock();

            assertAccepted(fixture, receipt(fixture, bet, BetOutcome.MISS));
        }
    }

    @Test
    void shouldDeriveAMissByAStatementAgain() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            fixture.market.bet();
            for (int second = 41; second <= 50; second++) {
                fixture.market.at(second * S).trade(second + 1);
            }
            fixture.market.at(70 * S).watermark(51, WatermarkFlyweight.TICKER);
            fixture.market.at(71 * S).clock();
            BetView bet = ProofRig.bets(fixture.market).get(0);

            byte[] receipt = receipt(fixture, bet, BetOutcome.MISS);

            assertEquals(
                    "ticker",
                    member(member(member(parsed(receipt), "receipt"), "outcome"), "watermark")
                            .get("source"));
            assertAccepted(fixture, receipt);
        }
    }

    @Test
    void shouldDeriveAHitByAFetchedAggregateAgain() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            fixture.market.bet();
            for (int second = 41; second <= 53; second++) {
                if (second < 44 || second > 46) {
                    fixture.market.at(second * S).trade(second + 1);
                }
            }
            fixture.market
                    .at(60 * S)
                    .backFilled(45, 47, trade -> trade.priceE8(IN_BAND).tradeTimeEpochNs(MarketHarness.T0 + 45 * S));
            BetView bet = ProofRig.bets(fixture.market).get(0);

            byte[] receipt = receipt(fixture, bet, BetOutcome.HIT);

            assertEquals(
                    List.of(List.of("45", "47")),
                    member(member(parsed(receipt), "receipt"), "window").get("aggregates"));
            assertAccepted(fixture, receipt);
        }
    }

    @Test
    void shouldDeriveAVoidBetAgain() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            fixture.market.bet();
            for (int second = 41; second <= 53; second++) {
                if (second != 45) {
                    fixture.market.at(second * S).trade(second + 1);
                }
            }
            fixture.market.at(100_000 * S).clock();
            BetView bet = ProofRig.bets(fixture.market).get(0);

            byte[] receipt = receipt(fixture, bet, BetOutcome.VOID);

            assertEquals(
                    List.of(List.of("46", "46")),
                    member(member(parsed(receipt), "receipt"), "window").get("missing"));
            assertAccepted(fixture, receipt);
        }
    }

    /** What a dishonest issuer signs, and what the journal says of it. */
    @Test
    void shouldNameWhatTheJournalGivesOtherwise() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            BetView bet = fixture.betWithTrade(IN_BAND);
            byte[] receipt = receipt(fixture, bet, BetOutcome.HIT);

            long decided = decision(fixture).sequence();
            assertNamed(
                    fixture,
                    receipt,
                    inner -> member(inner, "outcome").put("sequence", decided - 1),
                    "records.trade.sequence is not in the journal");
            assertNamed(fixture, receipt, inner -> member(inner, "outcome").put("decidedNs", "1"), "outcome.decidedNs");
            assertNamed(
                    fixture,
                    receipt,
                    inner -> member(inner, "acceptance").put("acceptedNs", "1"),
                    "acceptance.acceptedNs");
            assertNamed(fixture, receipt, inner -> member(inner, "window").put("count", "3"), "window.count");
            assertNamed(fixture, receipt, inner -> member(inner, "window").put("digest", "00"), "window.digest");
            assertNamed(fixture, receipt, inner -> member(inner, "window").put("max", "60300"), "window.max");
        }
    }

    private void assertNamed(
            ReceiptFixture fixture, byte[] receipt, Consumer<CanonicalObject> change, String sentence) {
        List<String> failures =
                failures(verify(fixture, forged(receipt, fixture.rig.keys().key(), change)));

        assertTrue(
                failures.stream().anyMatch(failure -> failure.startsWith("journal: ") && failure.contains(sentence)),
                failures.toString());
    }

    @Test
    void shouldSayThatAJournalWithoutItsBeginningTellsNothing() {
        try (ReceiptFixture fixture = new ReceiptFixture(data);
                RecordWriter pruned = new RecordWriter(data.resolve("pruned/journal"), 5_000)) {
            byte[] receipt = receipt(fixture, fixture.betWithTrade(IN_BAND), BetOutcome.HIT);
            pruned.clock(MarketHarness.T0);

            Verification verification = new ReceiptVerifier(null, null, data.resolve("pruned"), null).verify(receipt);

            assertEquals(List.of(), failures(verification));
            assertTrue(verification.checks().stream()
                    .anyMatch(check -> check.state() == Check.State.NOT_CHECKED
                            && check.text().contains("begins at record 5000")));
        }
    }

    /** The oldest file that is left may begin with a restart. */
    @Test
    void shouldSayTheSameWhereWhatIsLeftBeginsWithAStart() {
        try (ReceiptFixture fixture = new ReceiptFixture(data);
                RecordWriter pruned = new RecordWriter(data.resolve("pruned/journal"), 5_000)) {
            byte[] receipt = receipt(fixture, fixture.betWithTrade(IN_BAND), BetOutcome.HIT);
            new EngineStartedFlyweight()
                    .wrap(pruned.scratch())
                    .set(MarketHarness.T0, MarketHarness.T0, Market.RULES_VERSION, "test");
            pruned.append();
            pruned.trade(1, 100, MarketHarness.T0);

            Verification verification = new ReceiptVerifier(null, null, data.resolve("pruned"), null).verify(receipt);

            assertEquals(List.of(), failures(verification));
            assertTrue(verification.checks().stream()
                    .anyMatch(check -> check.state() == Check.State.NOT_CHECKED
                            && check.text().contains("begins at record 5000")));
        }
    }

    /** Two bets, one in each file of a journal, of which the first file is gone. */
    @Test
    void shouldDeriveBehindASnapshotWhatAPrunedJournalStillHas() throws IOException {
        Path copy = data.resolve("copy");
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            long id = 42;
            for (int second = 41; second < 3_000; second++) {
                if (second == 100 || second == 2_950) {
                    fixture.market.bet();
                }
                long price = second == 105 || second == 2_955 ? IN_BAND : MarketHarness.PRICE;
                fixture.market.at(second * S).trade(id++, trade -> trade.priceE8(price));
                if (second % 20 == 0) {
                    fixture.market.clock();
                }
            }
            fixture.rig.write(fixture.market);
            List<BetView> bets = ProofRig.bets(fixture.market);
            byte[] early = fixture.receipt(bets.get(0), decision(fixture, 1), true);
            byte[] late = fixture.receipt(bets.get(1), decision(fixture, 2), true);
            try (SnapshotRig rig = SnapshotRig.of(copy, fixture.market)) {
                rig.saveAndDeleteFirstFile();
            }

            Check derived = journal(new ReceiptVerifier(null, null, copy, null).verify(late));
            Check gone = journal(new ReceiptVerifier(null, null, copy, null).verify(early));

            assertEquals(Check.State.OK, derived.state(), derived.text());
            assertTrue(derived.text().contains("behind a snapshot"), derived.text());
            assertEquals(Check.State.NOT_CHECKED, gone.state(), gone.text());
            assertTrue(gone.text().contains("it can be derived from record "), gone.text());
            assertTrue(failures(new ReceiptVerifier(null, null, copy, null)
                            .verify(forged(
                                    late,
                                    fixture.rig.keys().key(),
                                    inner -> member(inner, "window").put("count", "3"))))
                    .toString()
                    .contains("window.count"));
        }
    }

    private static Check journal(Verification verification) {
        return verification.checks().stream()
                .filter(check -> check.name().equals("journal"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldRefuseAJournalOfSomebodyElse() {
        try (ReceiptFixture fixture = new ReceiptFixture(data);
                ReceiptFixture other = new ReceiptFixture(data.resolve("other"))) {
            byte[] receipt = receipt(fixture, fixture.betWithTrade(IN_BAND), BetOutcome.HIT);
            other.betWithTrade(ABOVE);

            Verification verification = new ReceiptVerifier(null, null, data.resolve("other"), null).verify(receipt);

            assertTrue(
                    failures(verification).get(0).startsWith("journal: "),
                    failures(verification).toString());
        }
    }
}
