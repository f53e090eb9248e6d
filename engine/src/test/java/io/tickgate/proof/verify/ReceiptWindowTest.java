package io.tickgate.proof.verify;

import static io.tickgate.proof.verify.ReceiptFixture.S;
import static io.tickgate.proof.verify.ReceiptFixture.failures;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.history.QueryDeadline;
import io.tickgate.market.MarketHarness;
import io.tickgate.proof.ProofRig;
import io.tickgate.proof.receipt.Decision;
import io.tickgate.proof.receipt.ReceiptAnswer;
import io.tickgate.proof.receipt.ReceiptMaker;
import io.tickgate.proof.receipt.WindowTrades;
import io.tickgate.publish.BetView;
import io.tickgate.record.E8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a receipt says of the trades of its window, and when it is not made for want of them. */
class ReceiptWindowTest {
    @TempDir
    Path data;

    /** Tells so many trades, and then what came of it. */
    private static WindowTrades trades(int count, WindowTrades.Told told, AtomicInteger visited) {
        return new WindowTrades() {
            @Override
            public Told trades(
                    int streamId,
                    long fromEpochNs,
                    long lastEpochNs,
                    long upToSequence,
                    Visitor visitor,
                    QueryDeadline deadline) {
                deadline.check();
                boolean isWanted = true;
                for (int i = 0; i < count && isWanted; i++) {
                    visited.incrementAndGet();
                    isWanted = visitor.onTrade(i, i, fromEpochNs, 1, 1, 0, 1);
                }
                return told;
            }

            @Override
            public long sequence() {
                return Long.MAX_VALUE;
            }
        };
    }

    @Test
    void shouldMakeNoReceiptOfAWindowThatHistoryDoesNotHoldOrCannotRead() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            BetView bet = fixture.betWithTrade(MarketHarness.PRICE);
            Decision miss = fixture.miss();
            fixture.rig.makeHead();
            AtomicInteger visited = new AtomicInteger();

            ReceiptAnswer forgotten = fixture.rig.receipt(
                    bet, miss, false, trades(0, WindowTrades.Told.FORGOTTEN, visited), QueryDeadline.NONE);
            ReceiptAnswer damaged = fixture.rig.receipt(
                    bet, miss, true, trades(3, WindowTrades.Told.DAMAGED, visited), QueryDeadline.NONE);

            assertEquals(ReceiptAnswer.Status.HISTORY_GONE, forgotten.status());
            assertEquals(ReceiptAnswer.Status.HISTORY_DAMAGED, damaged.status());
        }
    }

    @Test
    void shouldReadNoFurtherThanABundleMayAndStopAtTheDeadline() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            BetView bet = fixture.betWithTrade(MarketHarness.PRICE);
            Decision miss = fixture.miss();
            fixture.rig.makeHead();
            AtomicInteger visited = new AtomicInteger();
            WindowTrades many = trades(1_000_000, WindowTrades.Told.WHOLE, visited);

            ReceiptAnswer answer = fixture.rig.receipt(bet, miss, true, many, QueryDeadline.NONE);

            assertEquals(ReceiptAnswer.Status.BUNDLE_TOO_LARGE, answer.status());
            assertEquals(ReceiptMaker.BUNDLE_RECORDS_MAX + 1, visited.get());
            assertThrows(
                    QueryDeadline.QueryTooLongException.class,
                    () -> fixture.rig.receipt(bet, miss, false, many, QueryDeadline.after(-1)));
        }
    }

    @Test
    void shouldAgreeWithTheVenueWhereAHigherIdHasAnEarlierTime() throws IOException {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            fixture.market.bet();
            for (int second = 41; second <= 53; second++) {
                long earlierNs = second == 46 ? 1_500_000_000L : 0;
                fixture.market
                        .at(second * S)
                        .trade(second + 1, trade -> trade.tradeTimeEpochNs(fixture.market.now() - earlierNs));
            }
            fixture.rig.write(fixture.market);
            BetView bet = ProofRig.bets(fixture.market).get(0);
            byte[] receipt = fixture.receipt(bet, fixture.miss(), true);
            StringBuilder rows = new StringBuilder();
            for (int id = 41; id <= 54; id++) {
                var trade = fixture.trade(id);
                rows.append(id)
                        .append(',')
                        .append(E8.toString(trade.priceE8()))
                        .append(',')
                        .append(E8.toString(trade.sizeE8()))
                        .append(",1,")
                        .append(trade.tradeTimeEpochNs() / 1_000_000)
                        .append(",true,true\n");
            }
            Path venue = Files.writeString(data.resolve("venue.csv"), rows);

            Verification verification = new ReceiptVerifier(null, null, null, venue).verify(receipt);

            assertEquals(List.of(), failures(verification));
        }
    }

    private static String outcome(Verification verification) {
        assertEquals(List.of(), failures(verification));
        return verification.checks().stream()
                .filter(check -> check.name().equals("outcome"))
                .map(Check::text)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldSayOfAMissWhatWasCheckedOfItsLowestAndHighestTrade() {
        try (ReceiptFixture plain = new ReceiptFixture(data.resolve("plain"));
                ReceiptFixture least =
                        new ReceiptFixture(data.resolve("least"), rule -> rule.touchNotionalMinE8(Long.MAX_VALUE))) {
            BetView bet = plain.betWithTrade(MarketHarness.PRICE);
            BetView betOfLeast = least.betWithTrade(ReceiptFixture.IN_BAND);

            String all = outcome(plain.verify(plain.receipt(bet, plain.miss(), false)));
            String notional = outcome(least.verify(least.receipt(betOfLeast, least.miss(), false)));

            assertTrue(all.endsWith("neither its lowest nor its highest trade lies between the band's bounds."), all);
            assertTrue(notional.contains("lowest and highest trade say nothing here"), notional);
        }
    }

    @Test
    void shouldSayOfAMissWithoutTradesThatThereWereNone() {
        try (ReceiptFixture fixture = new ReceiptFixture(data)) {
            fixture.market.bet();
            fixture.market.at(41 * S).trade(42).at(53 * S).trade(54);
            fixture.rig.write(fixture.market);
            BetView bet = ProofRig.bets(fixture.market).get(0);

            String outcome = outcome(fixture.verify(fixture.receipt(bet, fixture.miss(), true)));

            assertTrue(outcome.endsWith("it says that there was no trade in it."), outcome);
        }
    }
}
