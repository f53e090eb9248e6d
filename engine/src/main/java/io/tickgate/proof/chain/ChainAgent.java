package io.tickgate.proof.chain;

import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.proof.keys.KeyRing;
import io.tickgate.proof.keys.Signer;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.util.function.LongSupplier;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread {@code chain}: takes published records into the chain, and makes a head each interval. What it throws (damage, a full disk) ends it: then no head is
 * made any more, receipts wait, and the error log says why; the engine goes on.
 */
public final class ChainAgent implements Agent {
    /** Records taken before time is looked at again: some milliseconds. */
    private static final int BATCH = 4_096;

    private static final Logger LOG = LoggerFactory.getLogger(ChainAgent.class);

    private final Chain chain;
    private final RecordReader reader;
    private final LongSupplier publishedSequence;
    private final LongSupplier epochNs;
    private final LongSupplier nanoTime;
    private final KeyRing keys;
    private final Counters counters;
    private final long intervalNs;
    private final HeadListener listener;
    private Signer signer;
    private boolean isPlaced;
    private boolean isHeld;
    private boolean isFailed;
    private long dueNs;

    /**
     * An agent.
     *
     * @param chain grown by it alone.
     * @param journal read.
     * @param publishedSequence up to where.
     * @param epochNs engine time, which heads are dated with.
     * @param nanoTime monotonic, which heads are paced by: engine time may be held back for long.
     * @param keys that sign; looked at again with each head.
     * @param counters counted into.
     * @param intervalNs between two heads.
     * @param listener told of each.
     */
    public ChainAgent(
            Chain chain,
            RecordLog journal,
            LongSupplier publishedSequence,
            LongSupplier epochNs,
            LongSupplier nanoTime,
            KeyRing keys,
            Counters counters,
            long intervalNs,
            HeadListener listener) {
        this.chain = chain;
        reader = journal.newReader();
        this.publishedSequence = publishedSequence;
        this.epochNs = epochNs;
        this.nanoTime = nanoTime;
        this.keys = keys;
        this.counters = counters;
        this.intervalNs = intervalNs;
        this.listener = listener;
        signer = keys.newSigner();
        dueNs = nanoTime.getAsLong();
    }

    @Override
    public int doWork() {
        try {
            return work();
        } catch (RuntimeException e) {
            isFailed = true;
            LOG.error("CHAIN ended, no head is made any more until a restart: {}", e.getMessage());
            throw new AgentTerminationException(e);
        }
    }

    private int work() {
        int work = take(publishedSequence.getAsLong());
        long now = nanoTime.getAsLong();
        if (now - dueNs >= 0 && chain.nextSequence() > 0) {
            dueNs = now + intervalNs;
            makeHead(epochNs.getAsLong());
            return work + 1;
        }
        return work;
    }

    private int take(long limit) {
        int taken = 0;
        while (taken < BATCH && next(limit)) {
            chain.append(reader.buffer(), reader.header().length());
            taken++;
        }
        counters.add(Counter.CHAIN_RECORDS, taken);
        return taken;
    }

    private boolean next(long limit) {
        if (!isPlaced) {
            if (limit < Math.max(1, chain.nextSequence())) {
                return false;
            }
            reader.seek(chain.nextSequence());
            isPlaced = true;
        }
        if (!isHeld && !reader.next()) {
            return false;
        }
        isHeld = reader.header().sequence() > limit;
        return !isHeld;
    }

    private void makeHead(long now) {
        if (keys.refresh()) {
            signer = keys.newSigner();
        }
        // Keys are rotated by the wall's clock, which may be ahead of ours: a head before its key's time would never be
        // valid.
        Head head = chain.makeHead(Math.max(now, keys.fromEpochNs()), signer);
        if (head != null) {
            counters.increment(Counter.HEADS_MADE);
            listener.onHead(head);
        }
    }

    @Override
    public String roleName() {
        return "chain";
    }

    /** Takes what is published and makes a last head, so that an orderly end leaves nothing unproven. */
    @Override
    public void onClose() {
        if (!isFailed) {
            finish();
        }
        reader.close();
    }

    private void finish() {
        while (take(publishedSequence.getAsLong()) > 0) {
            // Until all is taken.
        }
        makeHead(epochNs.getAsLong());
    }
}
