package io.tickgate.snapshot;

import io.tickgate.market.Market;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** What goes into a snapshot besides the market: what clients see and the market does not hold. */
public interface SnapshotContent {
    /** Nothing: for a market that nobody sees. */
    SnapshotContent NONE = new SnapshotContent() {
        @Override
        public void save(Market market, DataOutputStream out) {
            // Nothing is nothing.
        }

        @Override
        public void restore(Market market, DataInputStream in) {
            // What there is belongs to those who see it.
        }
    };

    /**
     * Writes.
     *
     * @param market that is saved; everything must be as of its newest record.
     * @param out buffered; not to be closed.
     */
    void save(Market market, DataOutputStream out) throws IOException;

    /**
     * Reads what was saved with a market; called once, when all that can be checked was found right.
     *
     * @param market as restored.
     * @param in buffered; not to be closed.
     */
    void restore(Market market, DataInputStream in) throws IOException;
}
