package io.tickgate.proof.acceptance;

import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.canonical.CanonicalWriter;
import io.tickgate.proof.chain.Head;
import io.tickgate.proof.keys.KeyRing;
import io.tickgate.proof.keys.NodeSecret;
import io.tickgate.proof.keys.Signer;
import io.tickgate.proof.merkle.MerkleTree;
import io.tickgate.proof.merkle.Sha256;
import io.tickgate.proof.merkle.SubtreeStore;
import io.tickgate.publish.BetView;
import io.tickgate.publish.Directory;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Thread {@code sign}: takes whatever bets wait, builds a Merkle tree over their acceptances and signs its root once, so that the cost of a
 * signature is shared by all who came during the one before. Anyone may offer.
 *
 * <p>Full or ended: an offer is refused and counted, and the caller answers without an acceptance. A bet is never lost here.
 */
public final class AcceptanceSigner implements Agent, IdleStrategy {
    /** Bets that wait at most: the commands in flight at their greatest allowed number are 16,384, and each takes some 5 µs. */
    private static final int WAITING_MAX = 16_384;
    /** Bets of one signature: a path of 8 hashes, and some ms for the last of them. */
    private static final int BATCH_MAX = 256;
    /** A wake-up that was missed costs no more than this. */
    private static final long PARK_NS = 10_000_000;

    private record Waiting(BetView bet, AcceptanceListener listener) {}

    private final ManyToOneConcurrentArrayQueue<Waiting> queue = new ManyToOneConcurrentArrayQueue<>(WAITING_MAX);
    private final KeyRing keys;
    private final Supplier<@Nullable Head> newestHead;
    private final Supplier<Directory> directory;
    private final Counters counters;
    private final Acceptance acceptance;
    private final Sha256 sha256 = new Sha256();
    private final List<Waiting> batch = new ArrayList<>(BATCH_MAX);
    private Signer signer;
    private volatile @Nullable Thread parked;
    private volatile boolean isEnded;

    /**
     * A signer.
     *
     * @param keys that hold.
     * @param secret of the node, of which it takes a copy.
     * @param newestHead named in each acceptance, once there is one.
     * @param directory of names.
     * @param counters counted into.
     */
    public AcceptanceSigner(
            KeyRing keys,
            NodeSecret secret,
            Supplier<@Nullable Head> newestHead,
            Supplier<Directory> directory,
            Counters counters) {
        this.keys = keys;
        this.newestHead = newestHead;
        this.directory = directory;
        this.counters = counters;
        acceptance = new Acceptance(secret.copy());
        signer = keys.newSigner();
    }

    /**
     * Asks for an acceptance; any thread, never waits.
     *
     * @param bet that was taken.
     * @param listener told once, on thread {@code sign}.
     * @return whether the listener will be told; false when too many wait or the thread has ended.
     */
    public boolean offer(BetView bet, AcceptanceListener listener) {
        if (isEnded || !queue.offer(new Waiting(bet, listener))) {
            counters.increment(Counter.ACCEPTANCES_LEFT_OUT);
            return false;
        }
        Thread sleeper = parked;
        if (sleeper != null) {
            LockSupport.unpark(sleeper);
        }
        return true;
    }

    @Override
    public int doWork() {
        int count = queue.drainTo(batch, BATCH_MAX);
        if (count > 0) {
            try {
                sign();
            } finally {
                batch.clear();
            }
        }
        return count;
    }

    private void sign() {
        if (signer.key() != keys.key()) {
            signer = keys.newSigner();
        }
        Directory names = directory.get();
        Head head = newestHead.get();
        SubtreeStore leaves = new SubtreeStore();
        List<CanonicalObject> payloads = new ArrayList<>(batch.size());
        for (Waiting waiting : batch) {
            CanonicalObject payload = acceptance.payload(waiting.bet, names, head);
            payloads.add(payload);
            leaves.append(sha256.leaf(payload.toBytes()));
        }
        MerkleTree tree = new MerkleTree(leaves);
        byte[] root = tree.root(batch.size());
        CanonicalObject signature =
                signer.signature(Acceptance.batch(batch.size(), root).toBytes());
        for (int i = 0; i < batch.size(); i++) {
            CanonicalObject place = new CanonicalObject()
                    .put("count", batch.size())
                    .put("index", i)
                    .putHashes("path", tree.inclusion(i, batch.size()));
            CanonicalObject signed = new CanonicalObject()
                    .put("batch", place)
                    .put("payload", payloads.get(i))
                    .put("signature", signature);
            counters.increment(Counter.ACCEPTANCES_SIGNED);
            batch.get(i).listener.onSigned(CanonicalWriter.text(signed));
        }
    }

    @Override
    public String roleName() {
        return "sign";
    }

    @Override
    public void onClose() {
        isEnded = true;
    }

    @Override
    public void idle(int workCount) {
        if (workCount == 0) {
            idle();
        }
    }

    @Override
    public void idle() {
        parked = Thread.currentThread();
        if (queue.isEmpty()) {
            LockSupport.parkNanos(this, PARK_NS);
        }
        parked = null;
    }

    @Override
    public void reset() {
        // Nothing is kept between two idles.
    }
}
