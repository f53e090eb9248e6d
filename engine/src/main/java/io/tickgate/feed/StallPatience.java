package io.tickgate.feed;

import java.util.HashMap;
import java.util.Map;

/**
 * How patient the feed is with each stream: twice as much after each repair that brought nothing, as a market without trades and quotes
 * cannot be told from a dead stream, and connections must not be replaced for it over and over. Owned by the control thread.
 */
final class StallPatience {
    /** With the usual 20 s for the first data: a look each 21 minutes. */
    private static final int MAX = 64;

    private final Map<Integer, Integer> factors = new HashMap<>();

    /** Factor of the limits of a stream, 1 or more. */
    int of(int streamId) {
        return factors.getOrDefault(streamId, 1);
    }

    /** Its repair brought nothing. */
    void onFruitless(int streamId) {
        factors.merge(streamId, 2, (before, two) -> Math.min(MAX, before * two));
    }

    /** It brings data. */
    void onData(int streamId) {
        factors.remove(streamId);
    }
}
