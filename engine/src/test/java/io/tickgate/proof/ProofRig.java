package io.tickgate.proof;

import io.tickgate.history.QueryDeadline;
import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.market.MarketHarness;
import io.tickgate.proof.chain.Chain;
import io.tickgate.proof.chain.ChainAgent;
import io.tickgate.proof.chain.Head;
import io.tickgate.proof.keys.KeyFolder;
import io.tickgate.proof.keys.KeyRing;
import io.tickgate.proof.keys.NodeSecret;
import io.tickgate.proof.receipt.Decision;
import io.tickgate.proof.receipt.ReceiptAnswer;
import io.tickgate.proof.receipt.ReceiptMaker;
import io.tickgate.proof.receipt.WindowTrades;
import io.tickgate.publish.BetView;
import io.tickgate.record.BetAcceptedFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.status.Counters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** The proofs of a journal that a {@link MarketHarness} wrote, on the caller's thread. */
public final class ProofRig implements AutoCloseable {
    private final Path data;
    private final RecordLog journal;
    private final RecordAppender appender;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final RecordFlyweight header = new RecordFlyweight().wrap(buffer);
    private final List<byte[]> records = new ArrayList<>();
    private final Counters counters = Counters.inMemory();
    private final KeyRing keys;
    private final NodeSecret secret;
    private final Chain chain;
    private final ChainAgent agent;
    private long publishedSequence;
    private long nowEpochNs = MarketHarness.T0;

    /** Over a data folder. */
    public ProofRig(Path data) {
        this.data = data;
        journal = RecordLog.openForWriting(data.resolve("journal"), true);
        appender = journal.newAppender();
        KeyFolder folder = KeyFolder.of(data, null);
        keys = new KeyRing(folder, nowEpochNs, counters);
        secret = folder.secret();
        chain = Chain.open(data.resolve(ProofNode.CHAIN_FOLDER), journal, secret);
        agent = new ChainAgent(
                chain,
                journal,
                () -> publishedSequence,
                () -> nowEpochNs,
                () -> nowEpochNs,
                keys,
                counters,
                MarketHarness.S,
                head -> {});
    }

    /** Journals what the harness was fed and is not journalled yet. */
    public ProofRig write(MarketHarness market) {
        List<byte[]> all = market.records();
        for (byte[] record : all.subList(records.size(), all.size())) {
            append(record);
        }
        return this;
    }

    /** Journals a record. */
    public void append(byte[] record) {
        buffer.putBytes(0, record);
        header.crc32c(new RecordChecksum().of(bytes, 0, record.length));
        appender.append(buffer, record.length);
        byte[] whole = new byte[record.length];
        buffer.getBytes(0, whole);
        records.add(whole);
        publishedSequence = header.sequence();
    }

    /** Lets the chain take everything and make a head. */
    public Head makeHead() {
        nowEpochNs += 2 * MarketHarness.S;
        while (chain.nextSequence() <= publishedSequence) {
            agent.doWork();
        }
        nowEpochNs += 2 * MarketHarness.S;
        agent.doWork();
        Head head = chain.newest();
        if (head == null || head.sequence() != publishedSequence) {
            throw new IllegalStateException("No head");
        }
        return head;
    }

    /** The receipt of a bet. */
    public ReceiptAnswer receipt(BetView bet, Decision decision, boolean isBundled) {
        return receipt(bet, decision, isBundled, new NaiveTrades(records, publishedSequence), QueryDeadline.NONE);
    }

    /** The receipt of a bet, with the trades that somebody tells of. */
    public ReceiptAnswer receipt(
            BetView bet, Decision decision, boolean isBundled, WindowTrades trades, QueryDeadline deadline) {
        ReceiptMaker maker = new ReceiptMaker(chain, journal, secret, keys, trades, counters);
        return maker.make(bet, decision, isBundled, deadline);
    }

    public List<byte[]> records() {
        return records;
    }

    public Chain chain() {
        return chain;
    }

    public KeyRing keys() {
        return keys;
    }

    public NodeSecret secret() {
        return secret;
    }

    public RecordLog journal() {
        return journal;
    }

    public Path data() {
        return data;
    }

    /** The bets that a harness's market took, as the read model would show them. */
    public static List<BetView> bets(MarketHarness market) {
        List<BetView> bets = new ArrayList<>();
        for (byte[] output : market.outputs()) {
            BetAcceptedFlyweight accepted = new BetAcceptedFlyweight().wrap(new UnsafeBuffer(output), 0, output.length);
            if (accepted.kindCode() == RecordKind.BET_ACCEPTED.code()) {
                bets.add(view(accepted));
            }
        }
        return bets;
    }

    private static BetView view(BetAcceptedFlyweight accepted) {
        BetFlyweight command = accepted.wrapCommand(new BetFlyweight());
        return new BetView(
                command.betIdHigh(),
                command.betIdLow(),
                accepted.sequence(),
                accepted.engineTimeEpochNs(),
                command.marketId(),
                accepted.marketVersion(),
                accepted.instrumentId(),
                command.minE8(),
                command.maxE8(),
                command.fromEpochNs(),
                command.toEpochNs(),
                command.stakeMinor(),
                command.quoteSequence(),
                accepted.referenceSequence(),
                accepted.referenceTradeId(),
                accepted.referencePriceE8(),
                accepted.referenceTradeTimeEpochNs(),
                new String(command.tenant(), StandardCharsets.UTF_8),
                new String(command.user(), StandardCharsets.UTF_8),
                new String(command.key(), StandardCharsets.US_ASCII),
                command.terms(),
                null,
                null);
    }

    @Override
    public void close() {
        agent.onClose();
        chain.close();
        appender.close();
        journal.close();
    }
}
