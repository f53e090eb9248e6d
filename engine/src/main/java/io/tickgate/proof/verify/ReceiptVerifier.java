package io.tickgate.proof.verify;

import io.tickgate.proof.canonical.CanonicalFields;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.canonical.CanonicalReader;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.keys.KeyTable;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Checks a receipt or an acceptance with what is at hand. Makes every check it can, also after one has failed, so that a change is named as
 * closely as possible. Used on one thread.
 */
public final class ReceiptVerifier {
    /** Longest file: a bundle of the most records with its proof, in hex, has some 6 MB. */
    public static final int FILE_LENGTH_MAX = 32 << 20;

    private static final String NO_HEADS = "No file of heads was given (--heads FILE).";
    private static final String NO_JOURNAL = "No journal was given (--journal DIR).";
    private static final String NO_TRADES = "No trades of the venue were given (--venue-trades FILE).";

    private final @Nullable KeyTable keys;
    private final @Nullable Path heads;
    private final @Nullable Path dataFolder;
    private final @Nullable Path venueTrades;

    /**
     * A verifier.
     *
     * @param keys the published ones, null when not at hand.
     * @param heads file of kept heads, or null.
     * @param dataFolder with a journal, or null.
     * @param venueTrades file of the venue's trades, or null.
     */
    public ReceiptVerifier(
            @Nullable KeyTable keys, @Nullable Path heads, @Nullable Path dataFolder, @Nullable Path venueTrades) {
        this.keys = keys;
        this.heads = heads;
        this.dataFolder = dataFolder;
        this.venueTrades = venueTrades;
    }

    /**
     * Makes all checks.
     *
     * @param bytes of the file; one line feed may follow the object.
     * @return the checks, at least one.
     */
    public Verification verify(byte[] bytes) {
        Verification verification = new Verification();
        byte[] content =
                bytes.length > 0 && bytes[bytes.length - 1] == '\n' ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
        CanonicalFields[] file = new CanonicalFields[1];
        boolean isRead = verification.check("form", () -> {
            file[0] = new CanonicalFields("", CanonicalReader.read(content));
            return "The file is in the canonical form.";
        });
        if (!isRead) {
            return verification;
        }
        if (AcceptanceChecks.isAcceptance(file[0].object())) {
            checkAcceptance(file[0], verification);
        } else {
            checkReceipt(content, verification);
        }
        return verification;
    }

    private void checkAcceptance(CanonicalFields file, Verification verification) {
        verification.check("signature", () -> AcceptanceChecks.signature(file));
        checkKey(
                verification,
                () -> file.object("signature").object(),
                () -> file.object("payload").whole("acceptedNs"),
                SignatureChecks.ROTATION_SLACK_NS,
                "acceptance");
        verification.check("content", () -> AcceptanceChecks.content(file));
        checkBeside(file, verification);
    }

    private void checkBeside(CanonicalFields acceptance, Verification verification) {
        Path keptHeads = heads;
        if (keptHeads == null) {
            verification.notChecked("kept heads", NO_HEADS);
        } else if (acceptance.object().get("payload") instanceof CanonicalObject payload
                && payload.get("head") == null) {
            verification.notChecked("kept heads", "The acceptance names no head: there was none when it was signed.");
        } else {
            verification.check("kept heads", () -> AcceptanceChecks.head(acceptance, keptHeads, keys));
        }
        Path folder = dataFolder;
        if (folder == null) {
            verification.notChecked("journal", NO_JOURNAL);
        } else {
            AcceptanceJournalCheck.run(acceptance, folder, verification);
        }
        verification.notChecked(
                "venue trades",
                venueTrades == null
                        ? NO_TRADES
                        : "An acceptance says nothing of the window's trades: compare them with the receipt.");
    }

    private void checkReceipt(byte[] content, Verification verification) {
        ReceiptFile[] read = new ReceiptFile[1];
        boolean isReceipt = verification.check("members", () -> {
            read[0] = ReceiptFile.read(content);
            return "It is a receipt with all that one has.";
        });
        if (!isReceipt) {
            return;
        }
        ReceiptFile file = read[0];
        verification.check(
                "signature",
                () -> SignatureChecks.signature(
                        file.signature, file.receipt.object().toBytes()));
        verification.check("sections", () -> SignatureChecks.sections(file));
        checkKey(verification, () -> file.signature, file.head::timeEpochNs, 0, "receipt");
        verification.check(
                "head",
                () -> SignatureChecks.head(
                        file.head, file.receipt.object("outcome").whole("sequence"), keys));
        verification.check("paths", () -> SignatureChecks.paths(file));
        verification.check("bet", () -> ContentChecks.bet(file));
        verification.check("rule", () -> ContentChecks.rule(file));
        verification.check("series", () -> ContentChecks.series(file));
        verification.check("acceptance", () -> ContentChecks.acceptance(file));
        verification.check("outcome", () -> OutcomeChecks.outcome(file));
        verification.check("window", () -> WindowChecks.window(file));
        checkBeside(file, verification);
    }

    private void checkBeside(ReceiptFile file, Verification verification) {
        CanonicalFields bundle = file.bundle;
        if (bundle == null) {
            verification.notChecked("bundle", "The raw records are not in the file (ask with ?bundle=1).");
        } else {
            verification.check("bundle", () -> BundleCheck.run(file, bundle));
        }
        Path keptHeads = heads;
        if (keptHeads == null) {
            verification.notChecked("kept heads", NO_HEADS);
        } else {
            verification.check("kept heads", () -> HeadsCheck.run(file.head, keptHeads, keys));
        }
        Path folder = dataFolder;
        if (folder == null) {
            verification.notChecked("journal", NO_JOURNAL);
        } else {
            JournalCheck.run(file, folder, verification);
        }
        Path trades = venueTrades;
        if (trades == null) {
            verification.notChecked("venue trades", NO_TRADES);
        } else {
            verification.check("venue trades", () -> VenueTradesCheck.run(file, trades));
        }
        if (!verification.wasMade("journal") && !verification.wasMade("venue trades")) {
            verification.notChecked("completeness", WindowChecks.completeness(file));
        }
    }

    /** Where a signature stands. */
    @FunctionalInterface
    private interface Place {
        CanonicalObject get() throws NotCanonicalException;
    }

    /** A time that the file tells. */
    @FunctionalInterface
    private interface Time {
        long get() throws NotCanonicalException;
    }

    private void checkKey(
            Verification verification, Place signature, Time notBeforeEpochNs, long slackNs, String what) {
        KeyTable table = keys;
        if (table == null) {
            verification.notChecked("key", "Whose key it is was not checked: no public keys were given (--keys FILE).");
        } else {
            verification.check(
                    "key", () -> SignatureChecks.key(signature.get(), table, notBeforeEpochNs.get(), slackNs, what));
        }
    }
}
