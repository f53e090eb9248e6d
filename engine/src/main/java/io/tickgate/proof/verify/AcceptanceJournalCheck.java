package io.tickgate.proof.verify;

import io.tickgate.journal.DataFolder;
import io.tickgate.journal.JournalException;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.proof.canonical.CanonicalFields;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.receipt.Sections;
import io.tickgate.record.RecordKind;
import java.nio.file.Path;
import java.util.List;

/** Whether a journal has the bet of an acceptance, with these terms, and the trade that it was judged against. Nothing is derived: a receipt's check does that. Stateless. */
final class AcceptanceJournalCheck {
    /** What both the command and the acceptance say, save names, which the acceptance disguises. */
    private static final List<String> TERMS =
            List.of("sequence", "marketId", "min", "max", "fromNs", "toNs", "stake", "quoteSequence", "key", "terms");

    private AcceptanceJournalCheck() {}

    /** Makes the check, or says why it cannot be made: the journal's files of that time were deleted. */
    static void run(CanonicalFields acceptance, Path dataFolder, Verification verification) {
        String name = "journal";
        try (RecordLog journal = RecordLog.openForReading(DataFolder.journalOf(dataFolder), true);
                RecordReader reader = journal.newReader()) {
            long first = reader.next() ? reader.header().sequence() : 0;
            CanonicalFields payload = acceptance.object("payload");
            if (payload.object("reference").whole("sequence") < first || payload.whole("sequence") < first) {
                verification.notChecked(
                        name,
                        "The journal begins at record " + first
                                + ", since older files were deleted, and the bet or its reference is older.");
            } else {
                verification.check(name, () -> compare(payload, reader));
            }
        } catch (JournalException | NotCanonicalException e) {
            verification.check(name, () -> {
                throw unreadable(e);
            });
        }
    }

    private static CheckFailure unreadable(Exception why) {
        return new CheckFailure("the journal cannot be read: " + why.getMessage());
    }

    private static String compare(CanonicalFields payload, RecordReader reader)
            throws CheckFailure, NotCanonicalException {
        long sequence = payload.whole("sequence");
        byte[] command = record(reader, sequence, "payload.sequence", RecordKind.BET_COMMAND);
        CanonicalObject bet = Sections.bet(command);
        CheckFailure.unless(payload.text("bet").equals(bet.get("id")), "payload.bet is not the bet of that record");
        for (String term : TERMS) {
            CheckFailure.unless(
                    payload.text(term).equals(bet.get(term)), "payload." + term + " is not what the journal has");
        }
        CanonicalFields reference = payload.object("reference");
        byte[] trade = record(reader, reference.whole("sequence"), "payload.reference.sequence", RecordKind.TRADE);
        ReceiptFile.same("payload.reference", reference.object(), Sections.trade(trade), "what the journal has");
        return "The journal has the bet at record " + sequence + " with these terms, and its reference trade at record "
                + reference.whole("sequence") + "; that the market took it is derived with the receipt.";
    }

    private static byte[] record(RecordReader reader, long sequence, String name, RecordKind kind) throws CheckFailure {
        try {
            reader.seek(sequence);
            CheckFailure.unless(
                    reader.next() && reader.header().sequence() == sequence, name + " is not in the journal");
        } catch (JournalException e) {
            throw unreadable(e);
        }
        CheckFailure.unless(reader.header().kindCode() == kind.code(), name + " is another record in the journal");
        byte[] record = new byte[reader.header().length()];
        reader.buffer().getBytes(0, record);
        return record;
    }
}
