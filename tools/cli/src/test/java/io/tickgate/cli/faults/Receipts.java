package io.tickgate.cli.faults;

import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.keys.KeyTable;
import io.tickgate.proof.verify.Check;
import io.tickgate.proof.verify.ReceiptVerifier;
import io.tickgate.proof.verify.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Receipts of bets, fetched from a process and checked offline afterwards, as they are and with a byte changed. */
final class Receipts {
    private static final int TIMEOUT_MS = 10_000;
    /** A head comes each second; one that covers the newest outcome has come long before that. */
    private static final long READY_NS = TimeUnit.SECONDS.toNanos(30);

    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Map<String, byte[]> byId = new LinkedHashMap<>();
    private final KeyTable keys;

    private Receipts(KeyTable keys) {
        this.keys = keys;
    }

    /**
     * Fetches the receipts of decided bets.
     *
     * @param port of the gateway.
     * @param betIds of the bets.
     */
    static Receipts fetch(int port, List<String> betIds) throws IOException, NotCanonicalException {
        try (HttpConnection connection = new HttpConnection(port, TIMEOUT_MS)) {
            byte[] table = connection
                    .get("/.well-known/tickgate-keys.json")
                    .body()
                    .strip()
                    .getBytes(StandardCharsets.UTF_8);
            Receipts receipts = new Receipts(KeyTable.parse(table));
            for (String id : betIds) {
                receipts.byId.put(id, fetch(connection, id));
            }
            return receipts;
        }
    }

    private static byte[] fetch(HttpConnection connection, String id) throws IOException {
        long startNs = System.nanoTime();
        HttpConnection.Answer answer = connection.get("/api/bets/" + id + "/receipt");
        while (answer.status() != 200 && System.nanoTime() - startNs < READY_NS) {
            LockSupport.parkNanos(POLL_NS);
            answer = connection.get("/api/bets/" + id + "/receipt");
        }
        if (answer.status() != 200) {
            throw new AssertionError("No receipt of " + id + ": " + answer);
        }
        return answer.body().getBytes(StandardCharsets.UTF_8);
    }

    int count() {
        return byId.size();
    }

    /**
     * Checks all.
     *
     * @param dataFolder of the engine, which has stopped: everything is derived again.
     * @return what was rejected, with the reason.
     */
    List<String> rejected(Path dataFolder) {
        ReceiptVerifier verifier = new ReceiptVerifier(keys, null, dataFolder, null);
        List<String> rejected = new ArrayList<>();
        byId.forEach((id, bytes) -> {
            Verification verification = verifier.verify(bytes);
            if (!verification.isAccepted()) {
                rejected.add(id + ": " + failures(verification));
            }
        });
        return rejected;
    }

    private static String failures(Verification verification) {
        StringBuilder text = new StringBuilder();
        for (Check check : verification.checks()) {
            if (check.state() == Check.State.FAILED) {
                text.append(check.name()).append(": ").append(check.text()).append(' ');
            }
        }
        return text.toString();
    }

    /**
     * Changes a byte of each and checks it without the journal.
     *
     * @return the bets whose changed receipt was accepted.
     */
    List<String> acceptedWhenChanged(Random random) {
        ReceiptVerifier verifier = new ReceiptVerifier(keys, null, null, null);
        List<String> accepted = new ArrayList<>();
        byId.forEach((id, bytes) -> {
            byte[] changed = bytes.clone();
            int place = random.nextInt(
                    new String(bytes, StandardCharsets.UTF_8).stripTrailing().length());
            changed[place] ^= 1;
            if (verifier.verify(changed).isAccepted()) {
                accepted.add(id + " with byte " + place + " changed");
            }
        });
        return accepted;
    }
}
