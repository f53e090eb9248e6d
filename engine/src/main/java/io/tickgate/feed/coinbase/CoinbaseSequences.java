package io.tickgate.feed.coinbase;

import io.tickgate.feed.decode.BadFrameReason;
import io.tickgate.feed.decode.FeedMessage;
import io.tickgate.feed.decode.StreamTable;
import java.util.Arrays;

/**
 * The newest sequence of each product, over tickers and matches of one connection: a quote with a lower one is old and kept out. A trade
 * with a lower one is still a trade: its id says where it belongs. Holes mean nothing, as the sequence counts messages of channels that
 * are not subscribed too. Owned by the connection's thread; allocates with new streams only.
 *
 * <p>Source: Coinbase Exchange WebSocket feed, "Sequence numbers", read 2026-11.
 */
final class CoinbaseSequences {
    /** A sequence further ahead is believed of its own message, but does not make old what comes after it: the next one may be right. */
    static final long JUMP_MAX = 1_000_000_000;

    private static final long NONE = -1;

    private StreamTable streams = StreamTable.EMPTY;
    private long[] newest = {};

    /** Takes other streams; the sequences of those that stay are kept. */
    void streams(StreamTable newStreams) {
        long[] old = newest;
        newest = new long[newStreams.count()];
        for (int i = 0; i < newest.length; i++) {
            int before = streams.symbols().find(newStreams.streams().get(i).venueSymbol());
            newest[i] = before < 0 ? NONE : old[before];
        }
        streams = newStreams;
    }

    /** Forgets all, for a new connection. */
    void reset() {
        Arrays.fill(newest, NONE);
    }

    /**
     * Judges a quote by its sequence, and remembers that.
     *
     * @param index of the product's stream.
     * @param sequence of the ticker.
     * @param quote to reject when it is old.
     */
    void onQuote(int index, long sequence, FeedMessage quote) {
        if (sequence < newest[index]) {
            quote.reject(BadFrameReason.OLD_SEQUENCE);
        } else {
            remember(index, sequence);
        }
    }

    /** Remembers the sequence of a match. */
    void onTrade(int index, long sequence) {
        if (sequence > newest[index]) {
            remember(index, sequence);
        }
    }

    private void remember(int index, long sequence) {
        if (newest[index] == NONE || sequence - newest[index] <= JUMP_MAX) {
            newest[index] = sequence;
        }
    }
}
