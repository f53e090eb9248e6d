package io.tickgate.proof.receipt;

import io.tickgate.history.QueryDeadline;
import io.tickgate.journal.RecordLog;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.chain.Chain;
import io.tickgate.proof.chain.ChainProofs;
import io.tickgate.proof.chain.Definition;
import io.tickgate.proof.chain.Head;
import io.tickgate.proof.chain.Leaves;
import io.tickgate.proof.chain.RecordsGoneException;
import io.tickgate.proof.keys.KeyRing;
import io.tickgate.proof.keys.NodeSecret;
import io.tickgate.proof.merkle.Sha256;
import io.tickgate.publish.BetView;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import io.tickgate.touch.TouchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes receipts. Any thread; a call reads the journal for some milliseconds and the history for as long as the window is large. The same
 * bet gives the same bytes until the key is rotated.
 */
public final class ReceiptMaker {
    /** Type of a receipt. */
    public static final String TYPE = "tickgate-receipt-1";
    /** Raw records of a bundle: some megabytes with their proof. */
    public static final int BUNDLE_RECORDS_MAX = 2_000;
    /** Blocks of the chain that a bundle's proof is made from, 256 KB of memory and some ms each: a million records apart, or more. */
    static final int BUNDLE_BLOCKS_MAX = 256;

    private final Chain chain;
    private final RecordLog journal;
    private final NodeSecret secret;
    private final KeyRing keys;
    private final WindowTrades trades;
    private final Counters counters;

    /**
     * A maker.
     *
     * @param chain whose heads cover.
     * @param journal whose records are shown.
     * @param secret of the node.
     * @param keys that sign.
     * @param trades of windows.
     * @param counters counted into.
     */
    public ReceiptMaker(
            Chain chain, RecordLog journal, NodeSecret secret, KeyRing keys, WindowTrades trades, Counters counters) {
        this.chain = chain;
        this.journal = journal;
        this.secret = secret;
        this.keys = keys;
        this.trades = trades;
        this.counters = counters;
    }

    /**
     * Makes a receipt.
     *
     * @param bet that was taken.
     * @param decision how it ended, null while it is open.
     * @param isBundled whether the window's raw records come with it.
     * @param deadline until when.
     * @throws QueryDeadline.QueryTooLongException when it takes too long.
     */
    public ReceiptAnswer make(BetView bet, @Nullable Decision decision, boolean isBundled, QueryDeadline deadline) {
        if (decision == null) {
            return ReceiptAnswer.of(ReceiptAnswer.Status.UNDECIDED);
        }
        Head head = chain.covering(decision.sequence());
        if (head == null) {
            return ReceiptAnswer.of(ReceiptAnswer.Status.NO_HEAD_YET);
        }
        if (trades.sequence() < decision.sequence()) {
            return ReceiptAnswer.of(ReceiptAnswer.Status.NO_HISTORY_YET);
        }
        try (ChainProofs proofs = new ChainProofs(chain, journal, secret)) {
            return new Work(bet, decision, head, proofs, deadline).make(isBundled);
        } catch (RecordsGoneException e) {
            return ReceiptAnswer.of(ReceiptAnswer.Status.GONE);
        }
    }

    /** How many blocks of the chain hold records, ascending, of a tree that begins with a sequence. */
    static int blocks(long[] sequences, long firstSequence) {
        int blocks = 0;
        long previous = -1;
        for (long sequence : sequences) {
            long block = (sequence - firstSequence) >> Chain.BLOCK_LEVEL;
            blocks += block == previous ? 0 : 1;
            previous = block;
        }
        return blocks;
    }

    /** One receipt being made. */
    private final class Work {
        private final BetView bet;
        private final Decision decision;
        private final Head head;
        private final ChainProofs proofs;
        private final QueryDeadline deadline;
        private final List<CanonicalObject> records = new ArrayList<>();

        Work(BetView bet, Decision decision, Head head, ChainProofs proofs, QueryDeadline deadline) {
            this.bet = bet;
            this.decision = decision;
            this.head = head;
            this.proofs = proofs;
            this.deadline = deadline;
        }

        ReceiptAnswer make(boolean isBundled) throws RecordsGoneException {
            byte[] command = add(Role.BET, bet.sequence());
            byte[] market = add(Role.MARKET, RecordKind.MARKET_DEFINED, bet.marketId());
            MarketFlyweight rule = new MarketFlyweight().wrap(new UnsafeBuffer(market), 0, market.length);
            byte[] stream = add(Role.STREAM, RecordKind.STREAM_DEFINED, rule.settlementStreamId());
            StreamFlyweight mapped = new StreamFlyweight().wrap(new UnsafeBuffer(stream), 0, stream.length);
            byte[] instrument = add(Role.INSTRUMENT, RecordKind.INSTRUMENT_DEFINED, mapped.instrumentId());
            byte[] venue = add(Role.VENUE, RecordKind.VENUE_DEFINED, mapped.venueId());
            byte[] reference = add(Role.REFERENCE, bet.referenceSequence());
            addDeciding();
            WindowDigest digest = new WindowDigest();
            SequenceList sequences = new SequenceList(digest, isBundled);
            ReceiptAnswer.Status problem = readWindow(rule, sequences);
            if (problem != null) {
                return ReceiptAnswer.of(problem);
            }
            CanonicalObject receipt = new CanonicalObject()
                    .put("type", TYPE)
                    .put("bet", Sections.bet(command))
                    .put("rule", Sections.rule(market))
                    .put("series", Sections.series(stream, instrument, venue))
                    .put("acceptance", acceptance(reference))
                    .put("outcome", Sections.outcome(decision))
                    .put("window", digest.toSection())
                    .put("head", head.toCanonical())
                    .put("records", records);
            receipt.put("sections", hashes(receipt));
            if (!isBundled) {
                return signed(receipt, null);
            }
            long[] sorted = sequences.sorted();
            return blocks(sorted, head.firstSequence()) > BUNDLE_BLOCKS_MAX
                    ? ReceiptAnswer.of(ReceiptAnswer.Status.BUNDLE_TOO_LARGE)
                    : signed(receipt, bundle(sorted));
        }

        /** Why the window cannot be shown; null when it can. */
        private ReceiptAnswer.@Nullable Status readWindow(MarketFlyweight rule, SequenceList sequences) {
            WindowTrades.Told told = trades.trades(
                    rule.settlementStreamId(),
                    bet.fromEpochNs(),
                    TouchRule.of(rule).last(bet.toEpochNs()),
                    decision.sequence(),
                    sequences,
                    deadline);
            return switch (told) {
                case FORGOTTEN -> ReceiptAnswer.Status.HISTORY_GONE;
                case DAMAGED -> ReceiptAnswer.Status.HISTORY_DAMAGED;
                case WHOLE -> sequences.isTooLong() ? ReceiptAnswer.Status.BUNDLE_TOO_LARGE : null;
            };
        }

        private CanonicalObject acceptance(byte[] reference) {
            return new CanonicalObject()
                    .put("acceptedNs", bet.acceptedEpochNs())
                    .put("marketVersion", bet.marketVersion())
                    .put("reference", Sections.trade(reference));
        }

        private byte[] add(Role role, long sequence) throws RecordsGoneException {
            Leaves.Shown shown = proofs.shown(sequence);
            put(role, sequence, shown, proofs.path(sequence, shown, head));
            return shown.record();
        }

        private byte[] add(Role role, RecordKind kind, int id) throws RecordsGoneException {
            Definition definition = chain.definition(kind, id, bet.sequence());
            if (definition == null) {
                throw new RecordsGoneException(bet.sequence());
            }
            Leaves.Shown shown = new Leaves.Shown(definition.record(), new byte[0]);
            put(role, definition.sequence(), shown, proofs.path(definition, head));
            return definition.record();
        }

        private void put(Role role, long sequence, Leaves.Shown shown, List<byte[]> path) {
            CanonicalObject entry = new CanonicalObject()
                    .put("role", role.label())
                    .put("sequence", sequence)
                    .put("record", shown.record())
                    .putHashes("path", path);
            if (shown.salt().length > 0) {
                entry.put("salt", shown.salt());
            }
            records.add(entry);
        }

        private void addDeciding() throws RecordsGoneException {
            if (decision.trade() != null) {
                add(Role.TRADE, decision.trade().sequence());
            }
            if (decision.other() != null) {
                add(Role.OTHER_TRADE, decision.other().sequence());
            }
            if (decision.watermark() != null) {
                add(Role.WATERMARK, decision.watermark().sequence());
            }
        }

        private CanonicalObject bundle(long[] sequences) throws RecordsGoneException {
            List<CanonicalObject> raw = new ArrayList<>();
            for (long sequence : sequences) {
                deadline.check();
                raw.add(new CanonicalObject()
                        .put("sequence", sequence)
                        .put("record", proofs.shown(sequence).record()));
            }
            return new CanonicalObject()
                    .put("records", raw)
                    .putHashes("proof", sequences.length == 0 ? List.of() : proofs.joint(sequences, head));
        }

        private ReceiptAnswer signed(CanonicalObject receipt, @Nullable CanonicalObject bundle) {
            CanonicalObject whole = new CanonicalObject()
                    .put("receipt", receipt)
                    .put("signature", keys.newSigner().signature(receipt.toBytes()));
            if (bundle != null) {
                whole.put("bundle", bundle);
            }
            counters.increment(Counter.RECEIPTS_MADE);
            return new ReceiptAnswer(ReceiptAnswer.Status.READY, whole.toBytes());
        }
    }

    /** Hash of the canonical bytes of each section, so that a changed one can be named. */
    public static CanonicalObject hashes(CanonicalObject receipt) {
        Sha256 sha256 = new Sha256();
        CanonicalObject hashes = new CanonicalObject();
        for (Map.Entry<String, Object> member : receipt.members().entrySet()) {
            CanonicalObject section = new CanonicalObject();
            if (!member.getKey().equals("sections")) {
                put(section, member);
                hashes.put(member.getKey(), sha256.of(section.toBytes()));
            }
        }
        return hashes;
    }

    private static void put(CanonicalObject section, Map.Entry<String, Object> member) {
        if (member.getValue() instanceof CanonicalObject inner) {
            section.put(member.getKey(), inner);
        } else if (member.getValue() instanceof List<?> list) {
            section.put(member.getKey(), list);
        } else {
            section.put(member.getKey(), String.valueOf(member.getValue()));
        }
    }

    /** Passes trades on, and of those of a bundle keeps the sequences; goes no further than a bundle may. */
    private static final class SequenceList implements WindowTrades.Visitor {
        private final WindowDigest digest;
        private final long[] sequences;
        private final boolean isBundled;
        private int count;

        SequenceList(WindowDigest digest, boolean isBundled) {
            this.digest = digest;
            this.isBundled = isBundled;
            sequences = new long[isBundled ? BUNDLE_RECORDS_MAX : 0];
        }

        @Override
        public boolean onTrade(
                long firstTradeId,
                long lastTradeId,
                long tradeTimeEpochNs,
                long priceE8,
                long sizeE8,
                int flags,
                long sequence) {
            if (isBundled) {
                if (count == BUNDLE_RECORDS_MAX) {
                    count++;
                    return false;
                }
                sequences[count++] = sequence;
            }
            return digest.onTrade(firstTradeId, lastTradeId, tradeTimeEpochNs, priceE8, sizeE8, flags, sequence);
        }

        boolean isTooLong() {
            return count > BUNDLE_RECORDS_MAX;
        }

        long[] sorted() {
            long[] sorted = Arrays.copyOf(sequences, count);
            Arrays.sort(sorted);
            return sorted;
        }
    }
}
