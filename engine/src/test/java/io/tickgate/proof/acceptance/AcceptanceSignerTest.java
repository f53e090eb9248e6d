package io.tickgate.proof.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.market.MarketHarness;
import io.tickgate.proof.ProofRig;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.canonical.CanonicalReader;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.chain.Head;
import io.tickgate.proof.keys.KeyFolder;
import io.tickgate.proof.verify.Check;
import io.tickgate.proof.verify.ReceiptVerifier;
import io.tickgate.proof.verify.Verification;
import io.tickgate.publish.BetView;
import io.tickgate.publish.Directory;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptanceSignerTest {
    @TempDir
    Path data;

    private final MarketHarness market = MarketHarness.open();
    private final Counters counters = Counters.inMemory();
    private final List<String> signed = new ArrayList<>();
    private ProofRig rig;
    private Head head;
    private AcceptanceSigner signer;

    @BeforeEach
    void open() {
        rig = new ProofRig(data).write(market);
        head = rig.makeHead();
        signer = new AcceptanceSigner(
                rig.keys(), rig.secret(), () -> rig.chain().newest(), () -> Directory.EMPTY, counters);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private List<BetView> bets(int count) {
        for (int i = 0; i < count; i++) {
            market.bet();
        }
        List<BetView> all = ProofRig.bets(market);
        return all.subList(all.size() - count, all.size());
    }

    private Verification verify(String acceptance) {
        return new ReceiptVerifier(rig.keys().table(), null, null, null)
                .verify(acceptance.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldSignAllThatWaitAtOnceAndEachForItself() throws NotCanonicalException {
        List<BetView> bets = bets(7);
        bets.forEach(bet -> assertTrue(signer.offer(bet, signed::add)));

        int work = signer.doWork();

        assertEquals(7, work);
        assertEquals(7, counters.get(Counter.ACCEPTANCES_SIGNED));
        List<Object> signatures = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Verification verification = verify(signed.get(i));
            assertTrue(verification.isAccepted(), verification.checks().toString());
            CanonicalObject file = CanonicalReader.read(signed.get(i).getBytes(StandardCharsets.UTF_8));
            CanonicalObject payload = (CanonicalObject) file.get("payload");
            assertEquals(Acceptance.betId(bets.get(i).idHigh(), bets.get(i).idLow()), payload.get("bet"));
            assertEquals(bets.get(i).key(), payload.get("key"));
            CanonicalObject named = (CanonicalObject) payload.get("head");
            assertEquals(Long.toString(head.number()), named.get("number"));
            signatures.add(((CanonicalObject) file.get("signature")).get("value"));
            assertFalse(signed.get(i).contains("\"user\":\"user\""));
        }
        assertEquals(1, signatures.stream().distinct().count());
    }

    @Test
    void shouldRejectEveryChangeOfASingleByteOfAnAcceptance() {
        bets(3).forEach(bet -> signer.offer(bet, signed::add));
        signer.doWork();
        byte[] sound = signed.get(1).getBytes(StandardCharsets.UTF_8);
        List<Integer> accepted = new ArrayList<>();

        for (int i = 0; i < sound.length; i++) {
            byte[] changed = sound.clone();
            changed[i] ^= 1;
            Verification verification = new ReceiptVerifier(rig.keys().table(), null, null, null).verify(changed);
            if (verification.isAccepted()) {
                accepted.add(i);
            }
        }

        assertEquals(List.of(), accepted);
    }

    @Test
    void shouldNameThePathOfAnotherBet() {
        bets(2).forEach(bet -> signer.offer(bet, signed::add));
        signer.doWork();
        String mixed = signed.get(0).substring(0, signed.get(0).indexOf("\"payload\""))
                + signed.get(1).substring(signed.get(1).indexOf("\"payload\""));

        List<Check> failed = verify(mixed).checks().stream()
                .filter(check -> check.state() == Check.State.FAILED)
                .toList();

        assertEquals(1, failed.size());
        assertEquals("signature", failed.get(0).name());
    }

    @Test
    void shouldRefuseAnOfferThatFindsNoRoomOrNobodyWhoSigns() {
        BetView bet = bets(1).get(0);
        int taken = 0;
        while (signer.offer(bet, signed::add)) {
            taken++;
        }

        assertTrue(taken >= 16_384, "taken " + taken);
        assertEquals(1, counters.get(Counter.ACCEPTANCES_LEFT_OUT));
        while (signer.doWork() > 0) {
            // Until all are signed.
        }
        assertEquals(taken, signed.size());
        signer.onClose();
        assertFalse(signer.offer(bet, signed::add));
    }

    @Test
    void shouldSignWithTheNewKeyAfterARotation() {
        KeyFolder.of(data, null).rotate(MarketHarness.T0 + 1);
        rig.keys().refresh();
        signer.offer(bets(1).get(0), signed::add);

        signer.doWork();

        assertTrue(verify(signed.get(0)).isAccepted());
        assertTrue(signed.get(0).contains(rig.keys().key().id()));
    }
}
