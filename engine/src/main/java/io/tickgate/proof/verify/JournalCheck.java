package io.tickgate.proof.verify;

import io.tickgate.journal.DataFolder;
import io.tickgate.journal.JournalException;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.Definitions;
import io.tickgate.market.Market;
import io.tickgate.market.TradeListener;
import io.tickgate.proof.acceptance.Acceptance;
import io.tickgate.proof.canonical.CanonicalFields;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.receipt.Decision;
import io.tickgate.proof.receipt.Role;
import io.tickgate.proof.receipt.Sections;
import io.tickgate.proof.receipt.Sections.Settling;
import io.tickgate.record.BetAcceptedFlyweight;
import io.tickgate.record.BetDecidedFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.E8;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.snapshot.SnapshotFolder;
import io.tickgate.snapshot.SnapshotStart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Derives everything that a receipt says again from a copy of the journal, by the same market that decides live. Used once, on one thread. Takes some seconds for
 * each 10 million records.
 */
final class JournalCheck implements TradeListener {
    /** A venue's clock may be ahead of ours, so that trades of a window were journalled before it began. */
    private static final long CLOCKS_MAX_NS = 60_000_000_000L;
    /** Those that receipts show. */
    private static final List<RecordKind> DEFINITIONS = List.of(
            RecordKind.VENUE_DEFINED,
            RecordKind.INSTRUMENT_DEFINED,
            RecordKind.STREAM_DEFINED,
            RecordKind.MARKET_DEFINED);

    private final ReceiptFile file;
    private final Question question;
    private final WindowEvidence evidence;
    private final long betIdHigh;
    private final long betIdLow;
    private final long decidedSequence;
    private final BetAcceptedFlyweight accepted = new BetAcceptedFlyweight();
    private final BetDecidedFlyweight decided = new BetDecidedFlyweight();
    private final BetFlyweight command = new BetFlyweight();
    private final Map<Role, byte[]> raw = new EnumMap<>(Role.class);
    private @Nullable CanonicalObject acceptance;
    private @Nullable CanonicalObject outcome;
    private @Nullable CheckFailure failure;

    private JournalCheck(ReceiptFile file) throws CheckFailure, NotCanonicalException {
        this.file = file;
        question = file.question();
        evidence = new WindowEvidence(question);
        betIdHigh = file.bet().betIdHigh();
        betIdLow = file.bet().betIdLow();
        decidedSequence = file.receipt.object("outcome").whole("sequence");
    }

    /**
     * Makes the check, or says why it cannot be made: the journal's first files were deleted, and what is left of it tells nothing of this bet.
     *
     * @param dataFolder that the journal lies in.
     */
    static void run(ReceiptFile file, Path dataFolder, Verification verification) {
        try (RecordLog journal = RecordLog.openForReading(DataFolder.journalOf(dataFolder), true);
                RecordReader reader = journal.newReader()) {
            JournalCheck check = new JournalCheck(file);
            boolean isPruned = reader.next() && reader.header().sequence() != 1;
            if (isPruned) {
                check.runBehindSnapshot(reader, reader.header().sequence(), dataFolder, verification);
            } else {
                check.run(reader, check.start(reader).whole(), verification);
            }
        } catch (JournalException | CheckFailure | NotCanonicalException e) {
            verification.check("journal", () -> {
                throw unreadable(e);
            });
        }
    }

    private static CheckFailure unreadable(Exception why) {
        return new CheckFailure("the journal cannot be read: " + why.getMessage());
    }

    private SnapshotStart start(RecordReader reader) {
        return new SnapshotStart(reader, null, () -> new Market(this::onOutput, this));
    }

    private void run(RecordReader reader, Market market, Verification verification) {
        verification.check("journal", () -> derive(reader, market));
    }

    private void runBehindSnapshot(
            RecordReader reader, long firstSequence, Path dataFolder, Verification verification) {
        String begins = "The journal begins at record " + firstSequence + ", since older files were deleted";
        Market market;
        try {
            market = start(reader).oldest(new SnapshotFolder(dataFolder));
        } catch (JournalException e) {
            verification.notChecked(
                    "journal",
                    begins
                            + ", and no snapshot is there to go on behind: nothing can be derived without what was before.");
            return; // Which snapshots there are and why they cannot be used is in the log.
        }
        if (isCovered(market)) {
            run(reader, market, verification);
        } else {
            verification.notChecked(
                    "journal",
                    begins + "; it can be derived from record " + (market.lastSequence() + 1)
                            + " on, and the receipt needs what was before.");
        }
    }

    /** Whether nothing that the receipt tells of was journalled before a market began, save definitions, which the market has. */
    private boolean isCovered(Market market) {
        boolean isCovered = question.fromEpochNs() - CLOCKS_MAX_NS > market.marketTimeEpochNs();
        for (ReceiptFile.Shown shown : file.records.values()) {
            isCovered &=
                    shown.sequence() > market.lastSequence() || keepDefinition(shown.sequence(), market.definitions());
        }
        return isCovered;
    }

    /** As the journal had it: definitions are held record by record. */
    private boolean keepDefinition(long sequence, Definitions definitions) {
        for (RecordKind kind : DEFINITIONS) {
            for (DirectBuffer record : definitions.all(kind)) {
                if (record.getLong(RecordFlyweight.SEQUENCE_OFFSET, RecordFlyweight.BYTE_ORDER) == sequence) {
                    keep(sequence, record, record.capacity());
                    return true;
                }
            }
        }
        return false;
    }

    private String derive(RecordReader reader, Market market) throws CheckFailure, NotCanonicalException {
        long behind = market.lastSequence();
        try {
            replay(reader, market);
        } catch (JournalException e) {
            throw unreadable(e);
        }
        return compare()
                + (behind == 0 ? "" : " It was derived from record " + (behind + 1) + " on, behind a snapshot.");
    }

    private void replay(RecordReader reader, Market market) throws CheckFailure {
        long sequence = market.lastSequence();
        while (sequence < decidedSequence && reader.next()) {
            int length = reader.header().length();
            sequence = reader.header().sequence();
            keep(sequence, reader.buffer(), length);
            market.onRecord(reader.buffer(), length);
            if (failure != null) {
                throw failure;
            }
        }
        CheckFailure.unless(
                sequence == decidedSequence, "the journal ends at record " + sequence + ", before the outcome");
    }

    private void keep(long sequence, DirectBuffer buffer, int length) {
        for (ReceiptFile.Shown shown : file.records.values()) {
            if (shown.sequence() == sequence) {
                byte[] copy = new byte[length];
                buffer.getBytes(0, copy);
                raw.put(shown.role(), copy);
            }
        }
    }

    private void onOutput(UnsafeBuffer record, int length) {
        int kindCode = record.getShort(RecordFlyweight.KIND_OFFSET, RecordFlyweight.BYTE_ORDER) & 0xFFFF;
        if (kindCode == RecordKind.BET_ACCEPTED.code()) {
            accepted.wrap(record, 0, length).wrapCommand(command);
            if (command.betIdHigh() == betIdHigh && command.betIdLow() == betIdLow) {
                acceptance = new CanonicalObject()
                        .put("acceptedNs", accepted.engineTimeEpochNs())
                        .put("marketVersion", accepted.marketVersion())
                        .put(
                                "reference",
                                new CanonicalObject()
                                        .put("sequence", accepted.referenceSequence())
                                        .put("tradeId", accepted.referenceTradeId())
                                        .put("price", E8.toString(accepted.referencePriceE8()))
                                        .put("tradeTimeNs", accepted.referenceTradeTimeEpochNs()));
            }
        } else if (kindCode == RecordKind.BET_DECIDED.code()) {
            decided.wrap(record, 0, length);
            if (decided.betIdHigh() == betIdHigh && decided.betIdLow() == betIdLow) {
                outcome = Sections.outcome(Decision.of(decided));
            }
        }
    }

    @Override
    public void onTrade(
            int streamId,
            long firstTradeId,
            long lastTradeId,
            long tradeTimeEpochNs,
            long priceE8,
            long sizeE8,
            int flags,
            boolean isBackFilled,
            boolean isReset,
            long sequence,
            long receivedEpochNs) {
        if (streamId != question.streamId() || failure != null) {
            return;
        }
        try {
            evidence.add(new Settling(
                    streamId,
                    firstTradeId,
                    lastTradeId,
                    tradeTimeEpochNs,
                    priceE8,
                    sizeE8,
                    flags,
                    sequence,
                    receivedEpochNs));
        } catch (CheckFailure e) {
            failure = e;
        }
    }

    private String compare() throws CheckFailure, NotCanonicalException {
        CanonicalFields receipt = file.receipt;
        for (ReceiptFile.Shown shown : file.records.values()) {
            byte[] there = raw.get(shown.role());
            String name = "records." + shown.role().label();
            if (there == null) {
                throw new CheckFailure(name + ".sequence is not in the journal");
            }
            boolean isSame = shown.role() == Role.BET
                    ? withoutNames(there).equals(withoutNames(shown.record()))
                    : Arrays.equals(there, shown.record());
            CheckFailure.unless(isSame, name + ".record is not what the journal has there");
        }
        if (acceptance == null) {
            throw new CheckFailure("bet.id: the journal's market did not accept that bet");
        }
        ReceiptFile.same("acceptance", receipt.object("acceptance").object(), acceptance, "what the journal gives");
        if (outcome == null) {
            throw new CheckFailure("outcome.sequence: the journal's market had not decided the bet there");
        }
        ReceiptFile.same("outcome", receipt.object("outcome").object(), outcome, "what the journal gives");
        ReceiptFile.same("window", receipt.object("window").object(), evidence.section(), "what the journal gives");
        evidence.judge(receipt.object("outcome"), true);
        return "The journal gives the same acceptance, outcome and window (" + evidence.count()
                + " records of trades).";
    }

    /** Everything that a command says save tenant and user, which the receipt disguises. */
    private static List<Object> withoutNames(byte[] record) {
        CanonicalObject bet = Sections.bet(record);
        bet.remove("tenant");
        bet.remove("user");
        return List.of(Acceptance.TYPE, new String(bet.toBytes(), StandardCharsets.UTF_8));
    }
}
