package io.tickgate.proof.verify;

import static io.tickgate.proof.verify.ReceiptFixture.ABOVE;
import static io.tickgate.proof.verify.ReceiptFixture.IN_BAND;
import static io.tickgate.proof.verify.ReceiptFixture.S;
import static io.tickgate.proof.verify.ReceiptFixture.failures;
import static io.tickgate.proof.verify.ReceiptFixture.forged;
import static io.tickgate.proof.verify.ReceiptFixture.member;
import static io.tickgate.proof.verify.ReceiptFixture.parsed;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.market.MarketHarness;
import io.tickgate.proof.keys.KeyFolder;
import io.tickgate.proof.keys.KeyTable;
import io.tickgate.proof.receipt.Decision;
import io.tickgate.proof.receipt.ReceiptAnswer;
import io.tickgate.publish.BetView;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.E8;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptVerifierTest {
    @TempDir
    Path data;

    private static void assertAccepted(Verification verification) {
        assertEquals(List.of(), failures(verification));
    }

    @Test
    void shouldAcceptTheReceiptOfAHit() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            BetView bet = fixture.betWithTrade(IN_BAND);
            byte[] receipt = fixture.receipt(bet, fixture.hit(46), true);

            assertAccepted(fixture.verify(receipt));
            assertAccepted(new ReceiptVerifier(null, null, null, null).verify(receipt));
            assertArrayEquals(
                    receipt, fixture.rig.receipt(bet, fixture.hit(46), true).json());
            byte[] withLineFeed = (new String(receipt, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
            assertAccepted(fixture.verify(withLineFeed));
        }
    }

    @Test
    void shouldAcceptTheReceiptOfACrossing() {
        try (ReceiptFixture fixture = new ReceiptFixture(data, rule -> rule.touchKind(MarketFlyweight.TOUCH_CROSSED))) {
            BetView bet = fixture.betWithTrade(ABOVE);

            assertAccepted(fixture.verify(fixture.receipt(bet, fixture.crossed(46, 45), true)));
        }
    }

    @Test
    void shouldAcceptTheReceiptOfAMissByATradeOrByAStatement() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            BetView bet = fixture.betWithTrade(MarketHarness.PRICE);
            assertAccepted(fixture.verify(fixture.receipt(bet, fixture.miss(), true)));

            long graceNs = fixture.market.at(60 * S).now();
            fixture.market.watermark(54, WatermarkFlyweight.TICKER);
            fixture.rig.write(fixture.market);
            long sequence = fixture.rig.records().size();
            Decision decision = new Decision(
                    BetOutcome.MISS,
                    sequence,
                    graceNs,
                    2,
                    null,
                    0,
                    null,
                    null,
                    new Decision.Watermark(WatermarkFlyweight.TICKER, 54, graceNs, sequence));

            assertAccepted(fixture.verify(fixture.receipt(bet, decision, true)));
        }
    }

    @Test
    void shouldAcceptTheReceiptOfAVoidBet() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            BetView bet = fixture.betWithTrade(MarketHarness.PRICE);

            byte[] receipt = fixture.receipt(bet, fixture.voided(Long.MAX_VALUE), false);
            byte[] early = fixture.receipt(bet, fixture.voided(bet.toEpochNs()), false);

            assertAccepted(fixture.verify(receipt));
            assertEquals(List.of("outcome: outcome.decidedNs is before the deadline"), failures(fixture.verify(early)));
        }
    }

    @Test
    void shouldSayWhyThereIsNoReceiptYet() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            BetView bet = fixture.betWithTrade(IN_BAND);

            assertEquals(
                    ReceiptAnswer.Status.NO_HEAD_YET,
                    fixture.rig.receipt(bet, fixture.hit(46), false).status());
        }
    }

    @Test
    void shouldNameNoUserAndNothingOfAnotherBet() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            BetView bet = fixture.betWithTrade(IN_BAND);

            String text = new String(fixture.receipt(bet, fixture.hit(46), true), StandardCharsets.UTF_8);

            for (String name : new String[] {"tenant", "user", "another-key"}) {
                String hex = HexFormat.of().formatHex(MarketHarness.ascii(name));
                assertFalse(text.contains("\"" + name + "\":\"" + name), name);
                assertFalse(text.contains(hex), name);
            }
            assertFalse(text.contains("another-key"));
            assertTrue(text.contains(bet.key()));
        }
    }

    /** Whoever reads RECEIPTS.md recomputes the digest with these lines. */
    @Test
    void shouldDigestTheDocumentedLines() throws Exception {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            BetView bet = fixture.betWithTrade(MarketHarness.PRICE);
            byte[] receipt = fixture.receipt(bet, fixture.miss(), false);

            StringBuilder lines = new StringBuilder();
            for (int id = 43; id <= 53; id++) {
                var trade = fixture.trade(id);
                lines.append(id)
                        .append(',')
                        .append(trade.tradeTimeEpochNs())
                        .append(',')
                        .append(E8.toString(trade.priceE8()))
                        .append(',')
                        .append(E8.toString(trade.sizeE8()))
                        .append('\n');
            }
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(lines.toString().getBytes(StandardCharsets.US_ASCII));
            assertEquals(
                    HexFormat.of().formatHex(digest),
                    member(member(parsed(receipt), "receipt"), "window").get("digest"));
        }
    }

    @Test
    void shouldCompareWithTheVenuesOwnTrades() throws IOException {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            BetView bet = fixture.betWithTrade(MarketHarness.PRICE);
            byte[] receipt = fixture.receipt(bet, fixture.miss(), false);
            Path sound = csv(fixture, 41, 54, -1, -1);
            Path without = csv(fixture, 41, 54, 48, -1);
            Path other = csv(fixture, 41, 54, -1, 48);
            Path cut = csv(fixture, 41, 50, -1, -1);

            assertAccepted(venueTrades(sound, receipt));
            assertTrue(failures(venueTrades(without, receipt)).get(0).contains("window.count"));
            assertTrue(failures(venueTrades(other, receipt)).get(0).contains("window.digest"));
            assertTrue(failures(venueTrades(cut, receipt)).get(0).contains("does not reach"));
        }
    }

    @Test
    void shouldFindTradesThatAReceiptOfAMissLeavesOutAtItsEdges() throws IOException {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            BetView bet = fixture.betWithTrade(MarketHarness.PRICE);
            byte[] receipt = fixture.receipt(bet, fixture.miss(), false);
            String more = Files.readString(csv(fixture, 41, 54, -1, -1)) + "1000,60150,1,1,"
                    + bet.toEpochNs() / 1_000_000 + ",true,true\n";
            Path file = Files.writeString(data.resolve("more.csv"), more);

            List<String> failures = failures(venueTrades(file, receipt));

            assertTrue(failures.get(0).contains("the venue has trade 1000 in the window"), failures.toString());
        }
    }

    private static Verification venueTrades(Path file, byte[] receipt) {
        return new ReceiptVerifier(null, null, null, file).verify(receipt);
    }

    private Path csv(ReceiptFixture fixture, int first, int last, int withoutId, int changedId) throws IOException {
        StringBuilder rows = new StringBuilder("id,price,qty,quote_qty,time,is_buyer_maker,is_best_match\n");
        for (int id = first; id <= last; id++) {
            var trade = fixture.trade(id);
            long price = id == changedId ? trade.priceE8() + 1 : trade.priceE8();
            if (id != withoutId) {
                rows.append(id)
                        .append(',')
                        .append(E8.toString(price))
                        .append(',')
                        .append(E8.toString(trade.sizeE8()))
                        .append(",1,")
                        .append(trade.tradeTimeEpochNs() / 1_000_000)
                        .append(",true,true\n");
            }
        }
        return Files.writeString(data.resolve("trades-" + last + withoutId + changedId + ".csv"), rows);
    }

    @Test
    void shouldCompareWithKeptHeads() throws IOException {
        try (ReceiptFixture fixture = new ReceiptFixture(data);
                ReceiptFixture elsewhere = new ReceiptFixture(data.resolve("elsewhere"))) {
            BetView bet = fixture.betWithTrade(IN_BAND);
            byte[] receipt = fixture.receipt(bet, fixture.hit(46), false);
            elsewhere.receipt(elsewhere.betWithTrade(IN_BAND), elsewhere.hit(46), false);
            Path heads = data.resolve("proof/chain/heads");
            Path otherHeads = data.resolve("elsewhere/proof/chain/heads");
            Path changed = Files.writeString(
                    data.resolve("changed"), Files.readString(heads).replace("\"number\":\"0\"", "\"number\":\"1\""));

            assertAccepted(new ReceiptVerifier(null, heads, null, null).verify(receipt));
            assertTrue(failures(new ReceiptVerifier(null, otherHeads, null, null).verify(receipt))
                    .get(0)
                    .contains("two chains"));
            assertTrue(failures(new ReceiptVerifier(null, changed, null, null).verify(receipt))
                    .get(0)
                    .contains("line 1"));
        }
    }

    @Test
    void shouldAcceptOldReceiptsAfterARotationAndRefuseAKeyThatWasOutByThen() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            BetView bet = fixture.betWithTrade(IN_BAND);
            byte[] receipt = fixture.receipt(bet, fixture.hit(46), false);
            KeyFolder.of(data, null).rotate(Long.MAX_VALUE);
            var old = fixture.rig.keys().key();
            fixture.rig.keys().refresh();

            assertAccepted(fixture.verify(receipt));
            KeyFolder.of(data.resolve("early"), null).open(1);
            var early = new KeyTable(List.of(new KeyTable.Entry(old.id(), old.publicKey(), 1, MarketHarness.T0)));
            List<String> failures = failures(new ReceiptVerifier(early, null, null, null).verify(receipt));
            assertTrue(failures.get(0).contains("rotated out"), failures.toString());
        }
    }

    @Test
    void shouldNotBeLedAstrayByAnIssuerWhoSignsNonsense() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            BetView bet = fixture.betWithTrade(IN_BAND);
            byte[] receipt = fixture.receipt(bet, fixture.hit(46), false);

            byte[] nonsense = forged(
                    receipt,
                    fixture.rig.keys().key(),
                    inner -> member(inner, "window").put("digest", "00".repeat(32)));

            assertAccepted(fixture.verify(nonsense)); // Nothing in the file itself shows it: the limits say so.
            byte[] bundled = forged(
                    fixture.receipt(bet, fixture.hit(46), true),
                    fixture.rig.keys().key(),
                    inner -> member(inner, "window").put("digest", "00".repeat(32)));
            assertEquals(
                    List.of("bundle: window.digest differs from the records of the bundle"),
                    failures(fixture.verify(bundled)));
        }
    }
}
