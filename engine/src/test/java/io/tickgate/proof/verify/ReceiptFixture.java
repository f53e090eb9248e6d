package io.tickgate.proof.verify;

import io.tickgate.market.MarketHarness;
import io.tickgate.proof.ProofRig;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.canonical.CanonicalReader;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.chain.Head;
import io.tickgate.proof.keys.SigningKey;
import io.tickgate.proof.receipt.Decision;
import io.tickgate.proof.receipt.ReceiptAnswer;
import io.tickgate.proof.receipt.ReceiptMaker;
import io.tickgate.proof.receipt.Sections;
import io.tickgate.proof.receipt.Sections.Settling;
import io.tickgate.publish.BetView;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.IndeterminateReason;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A journal with bets of two users and their receipts. The band of each bet is 60,100 to 60,200, its window 42 s to 52 s. */
final class ReceiptFixture implements AutoCloseable {
    static final long S = MarketHarness.S;
    static final long IN_BAND = MarketHarness.PRICE + 15_000_000_000L;
    static final long ABOVE = MarketHarness.PRICE + 30_000_000_000L;

    final MarketHarness market;
    final ProofRig rig;

    ReceiptFixture(Path data, Consumer<MarketFlyweight> rule) {
        market = MarketHarness.open(rule);
        rig = new ProofRig(data);
    }

    ReceiptFixture(Path data) {
        this(data, rule -> {});
    }

    /** A bet whose window has trades 42 to 53, one a second; the one at 45 s has this price. */
    BetView betWithTrade(long priceE8) {
        market.bet();
        market.bet("another-key", bet -> bet.stakeMinor(11));
        for (int second = 41; second <= 53; second++) {
            long price = second == 45 ? priceE8 : MarketHarness.PRICE + second;
            market.at(second * S).trade(second + 1, trade -> trade.priceE8(price));
        }
        rig.write(market);
        return ProofRig.bets(market).get(0);
    }

    /** The trade with an id, as recorded. */
    Settling trade(long id) {
        for (byte[] record : rig.records()) {
            if (Sections.kindCode(record) == 1 && Settling.of(record).firstTradeId() == id) {
                return Settling.of(record);
            }
        }
        throw new IllegalArgumentException("No trade " + id);
    }

    Decision.Trade deciding(long id) {
        Settling trade = trade(id);
        return new Decision.Trade(id, trade.sequence(), trade.priceE8(), trade.tradeTimeEpochNs());
    }

    Decision hit(long tradeId) {
        Decision.Trade trade = deciding(tradeId);
        return new Decision(
                BetOutcome.HIT,
                trade.sequence(),
                market.now(),
                2,
                null,
                MarketFlyweight.TOUCH_INSIDE,
                trade,
                null,
                null);
    }

    Decision crossed(long tradeId, long otherId) {
        Decision.Trade trade = deciding(tradeId);
        return new Decision(
                BetOutcome.HIT,
                trade.sequence(),
                market.now(),
                2,
                null,
                MarketFlyweight.TOUCH_CROSSED,
                trade,
                deciding(otherId),
                null);
    }

    /** Missed, as trade 54 lies behind the window. */
    Decision miss() {
        Decision.Trade behind = deciding(54);
        Decision.Watermark watermark = new Decision.Watermark(
                WatermarkFlyweight.TRADE, behind.tradeId(), behind.timeEpochNs(), behind.sequence());
        return new Decision(BetOutcome.MISS, behind.sequence(), market.now(), 2, null, 0, null, null, watermark);
    }

    Decision voided(long atEpochNs) {
        return new Decision(
                BetOutcome.VOID, deciding(54).sequence(), atEpochNs, 2, IndeterminateReason.GAP, 0, null, null, null);
    }

    byte[] receipt(BetView bet, Decision decision, boolean isBundled) {
        Head head = rig.makeHead();
        ReceiptAnswer answer = rig.receipt(bet, decision, isBundled);
        byte[] json = answer.json();
        if (json == null) {
            throw new IllegalStateException(answer.status() + " with head " + head.number());
        }
        return json;
    }

    Verification verify(byte[] receipt) {
        return new ReceiptVerifier(rig.keys().table(), null, null, null).verify(receipt);
    }

    /** Names and sentences of what failed. */
    static List<String> failures(Verification verification) {
        return verification.checks().stream()
                .filter(check -> check.state() == Check.State.FAILED)
                .map(check -> check.name() + ": " + check.text())
                .toList();
    }

    static CanonicalObject parsed(byte[] bytes) {
        try {
            return CanonicalReader.read(bytes);
        } catch (NotCanonicalException e) {
            throw new IllegalStateException(e);
        }
    }

    static CanonicalObject member(CanonicalObject object, String name) {
        if (object.get(name) instanceof CanonicalObject inner) {
            return inner;
        }
        throw new IllegalArgumentException("No member " + name);
    }

    /** A receipt with something changed, and nothing else: as an outsider would. */
    static byte[] changed(byte[] receipt, Consumer<CanonicalObject> change) {
        CanonicalObject file = parsed(receipt);
        change.accept(member(file, "receipt"));
        return file.toBytes();
    }

    /** A receipt with something changed and signed again: as a dishonest issuer would. */
    static byte[] forged(byte[] receipt, SigningKey key, Consumer<CanonicalObject> change) {
        CanonicalObject file = parsed(receipt);
        CanonicalObject inner = member(file, "receipt");
        change.accept(inner);
        inner.put("sections", ReceiptMaker.hashes(inner));
        file.put("signature", key.newSigner().signature(inner.toBytes()));
        return file.toBytes();
    }

    /** The record of a role within a receipt, or null. */
    static @Nullable CanonicalObject record(CanonicalObject receipt, String role) {
        if (receipt.get("records") instanceof List<?> records) {
            for (Object entry : records) {
                if (entry instanceof CanonicalObject record && role.equals(record.get("role"))) {
                    return record;
                }
            }
        }
        return null;
    }

    @Override
    public void close() {
        rig.close();
    }
}
