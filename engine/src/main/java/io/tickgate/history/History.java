package io.tickgate.history;

import io.tickgate.touch.StreamCoverage;
import io.tickgate.touch.TouchRule;
import java.util.List;

/** History as readers see it, up to {@link #sequence}. Any thread; a call reads files and may take milliseconds. */
public final class History {
    History() {}

    /** Sequence of the newest record that is taken into account everywhere; 0 before the first. */
    public long sequence() {
        throw new UnsupportedOperationException();
    }

    /** Whether a band was touched within a window; decided by the same functions as bets. Ends and bounds are taken as the rule says. */
    public TouchAnswer touch(int streamId, long fromEpochNs, long toEpochNs, long minE8, long maxE8, TouchRule rule) {
        throw new UnsupportedOperationException();
    }

    /**
     * Shows the trades of a window, both ends included, in the order (trade time, trade id), live and fetched.
     *
     * @param upToSequence trades of later records are left out.
     */
    public void trades(int streamId, long fromEpochNs, long lastEpochNs, long upToSequence, TradeVisitor visitor) {
        throw new UnsupportedOperationException();
    }

    /** What is known of a stream's trades; knows nothing for a stream without trades. */
    public StreamCoverage coverage(int streamId) {
        throw new UnsupportedOperationException();
    }

    /** The gaps that may hold trades of a window, both ends included. */
    public List<Gap> gaps(int streamId, long fromEpochNs, long lastEpochNs) {
        throw new UnsupportedOperationException();
    }
}
