package io.tickgate.proof;

import io.tickgate.history.QueryDeadline;
import io.tickgate.journal.RecordLog;
import io.tickgate.proof.acceptance.AcceptanceListener;
import io.tickgate.proof.acceptance.AcceptanceSigner;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.canonical.CanonicalWriter;
import io.tickgate.proof.chain.Chain;
import io.tickgate.proof.chain.ChainAgent;
import io.tickgate.proof.chain.Head;
import io.tickgate.proof.chain.HeadListener;
import io.tickgate.proof.chain.HeadPost;
import io.tickgate.proof.keys.KeyFolder;
import io.tickgate.proof.keys.KeyRing;
import io.tickgate.proof.keys.NodeSecret;
import io.tickgate.proof.receipt.Decision;
import io.tickgate.proof.receipt.ReceiptAnswer;
import io.tickgate.proof.receipt.ReceiptMaker;
import io.tickgate.proof.receipt.WindowTrades;
import io.tickgate.publish.BetOutcomeView;
import io.tickgate.publish.BetView;
import io.tickgate.publish.Published;
import io.tickgate.status.Counters;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;

/**
 * The running proofs of one engine: keys, chain and signer, and their threads {@code chain}, {@code sign} and, with a webhook, {@code webhook}. Start it when the
 * published state is recovered, close it after the ring and before the journal.
 */
public final class ProofNode implements Proofs, AutoCloseable {
    /** Where the chain's files lie in a data folder. */
    public static final String CHAIN_FOLDER = "proof/chain";

    private static final long CHAIN_IDLE_MIN_NS = 1_000_000;
    private static final long CHAIN_IDLE_MAX_NS = 10_000_000;
    private static final long POST_IDLE_MS = 50;

    private final Chain chain;
    private final KeyRing keys;
    private final AcceptanceSigner signer;
    private final ReceiptMaker receipts;
    private final List<AgentRunner> runners = new ArrayList<>();

    private ProofNode(
            ProofSettings settings,
            Path dataFolder,
            RecordLog journal,
            Published published,
            WindowTrades trades,
            LongSupplier epochNs,
            Counters counters) {
        KeyFolder folder = KeyFolder.of(dataFolder, settings.keyFile());
        keys = new KeyRing(folder, epochNs.getAsLong(), counters);
        NodeSecret secret = folder.secret();
        chain = Chain.open(dataFolder.resolve(CHAIN_FOLDER), journal, secret);
        signer = new AcceptanceSigner(keys, secret, chain::newest, published::directory, counters);
        receipts = new ReceiptMaker(chain, journal, secret, keys, trades, counters);
    }

    /**
     * Starts.
     *
     * @param settings range-checked.
     * @param dataFolder of the engine.
     * @param journal opened for writing by the engine.
     * @param published recovered already.
     * @param trades of windows.
     * @param epochNs engine time.
     * @param counters of the process.
     * @param errors told of what ends a thread here; the engine goes on.
     * @return the running proofs.
     * @throws io.tickgate.proof.keys.ProofException when keys or chain cannot be used.
     */
    public static ProofNode start(
            ProofSettings settings,
            Path dataFolder,
            RecordLog journal,
            Published published,
            WindowTrades trades,
            LongSupplier epochNs,
            Counters counters,
            ErrorHandler errors) {
        ProofNode node = new ProofNode(settings, dataFolder, journal, published, trades, epochNs, counters);
        HeadListener listener = head -> {};
        URI webhook = settings.webhook();
        if (webhook != null) {
            HeadPost post = new HeadPost(webhook, SystemNanoClock.INSTANCE, counters);
            listener = post;
            node.run(post, new SleepingMillisIdleStrategy(POST_IDLE_MS), errors);
        }
        ChainAgent agent = new ChainAgent(
                node.chain,
                journal,
                published::sequence,
                epochNs,
                SystemNanoClock.INSTANCE::nanoTime,
                node.keys,
                counters,
                settings.headIntervalNs(),
                listener);
        node.run(agent, new BackoffIdleStrategy(0, 0, CHAIN_IDLE_MIN_NS, CHAIN_IDLE_MAX_NS), errors);
        node.run(node.signer, node.signer, errors);
        return node;
    }

    private void run(Agent agent, IdleStrategy idle, ErrorHandler errors) {
        AgentRunner runner = new AgentRunner(idle, errors, null, agent);
        runners.add(runner);
        AgentRunner.startOnThread(runner, ProofNode::daemon);
    }

    private static Thread daemon(Runnable runnable) {
        Thread thread = new Thread(runnable);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public boolean offer(BetView bet, AcceptanceListener listener) {
        return signer.offer(bet, listener);
    }

    @Override
    public ReceiptAnswer receipt(BetView bet, boolean isBundled, QueryDeadline deadline) {
        BetOutcomeView outcome = bet.outcome();
        return receipts.make(bet, outcome == null ? null : Decision.of(outcome), isBundled, deadline);
    }

    @Override
    public String heads(long from, int limit) {
        List<CanonicalObject> heads = chain.heads(from, Math.min(limit, HEADS_MAX)).stream()
                .map(Head::toCanonical)
                .toList();
        CanonicalObject page = new CanonicalObject().put("heads", heads);
        Head newest = chain.newest();
        if (newest != null) {
            page.put("newest", newest.number());
        }
        return CanonicalWriter.text(page);
    }

    @Override
    public String keys() {
        return CanonicalWriter.text(keys.table().toCanonical());
    }

    /** Newest head, null before the first. */
    public @Nullable Head newestHead() {
        return chain.newest();
    }

    /** From which record on the chain needs the journal, 0 for all of it; for pruning. */
    public long neededFrom() {
        return chain.neededFrom();
    }

    /** Takes what is published into the chain, makes a last head, and ends the threads. */
    @Override
    public void close() {
        for (int i = runners.size() - 1; i >= 0; i--) {
            runners.get(i).close();
        }
        chain.close();
    }
}
