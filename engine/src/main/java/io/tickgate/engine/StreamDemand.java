package io.tickgate.engine;

import io.tickgate.feed.decode.FeedStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says to the feeds which streams to deliver: those of all pairs, save that on-demand ones have to be asked for by a client and stop
 * some time after the last one has left. Owned by the control thread.
 */
final class StreamDemand {
    private static final Logger LOG = LoggerFactory.getLogger(StreamDemand.class);

    private final PairTable table;
    private final WantedStreams feeds;
    private final DemandCounts demand;
    private final long idleAfterNs;
    private final Set<Integer> onDemandIds;
    private final Set<Integer> wantedStreamIds = new HashSet<>();
    /** Since when nobody has asked for a pair whose streams still flow. */
    private final Map<Integer, Long> idleSinceNs = new HashMap<>();
    /** Pairs of which a venue would not take a stream: logged once. */
    private final Set<Integer> refusedIds = new HashSet<>();

    StreamDemand(
            PairTable table, WantedStreams feeds, DemandCounts demand, Set<Integer> onDemandIds, long idleAfterNs) {
        this.table = table;
        this.feeds = feeds;
        this.demand = demand;
        this.onDemandIds = new HashSet<>(onDemandIds);
        this.idleAfterNs = idleAfterNs;
    }

    /** Whether its streams flow only while a client wants them. */
    boolean isOnDemand(Pair pair) {
        return onDemandIds.contains(pair.instrumentId()) && !table.hasMarket(pair);
    }

    boolean isWanted(int streamId) {
        return wantedStreamIds.contains(streamId);
    }

    /**
     * Wants all streams of a pair.
     *
     * @return false when a venue could not take one; those of the others are wanted.
     */
    boolean want(Pair pair) {
        boolean isWhole = true;
        for (Pair.PairStream each : pair.streams()) {
            if (!wantedStreamIds.contains(each.streamId())) {
                FeedStream stream = new FeedStream(each.streamId(), each.symbol(), table.isSettling(each.streamId()));
                int venueId = table.venueId(each.venue());
                boolean isTaken = true;
                if (pair.isOfAllMarket()) {
                    feeds.show(venueId, stream);
                } else {
                    isTaken = feeds.want(venueId, stream);
                }
                if (isTaken) {
                    wantedStreamIds.add(each.streamId());
                }
                isWhole &= isTaken;
            }
        }
        return isWhole;
    }

    /** Wants no stream of a pair any more. */
    void unwant(Pair pair) {
        for (Pair.PairStream each : pair.streams()) {
            if (wantedStreamIds.remove(each.streamId())) {
                feeds.unwant(table.venueId(each.venue()), each.streamId());
            }
        }
    }

    /** The pair is gone: if one of its symbol comes again, it is not on demand. */
    void forget(Pair pair) {
        unwant(pair);
        onDemandIds.remove(pair.instrumentId());
        idleSinceNs.remove(pair.instrumentId());
        refusedIds.remove(pair.instrumentId());
    }

    /** Starts and stops on-demand pairs. Returns how many changed. */
    int step(long nowNs) {
        int changes = 0;
        for (int instrumentId : onDemandIds) {
            Pair pair = table.byId(instrumentId);
            if (pair != null && isOnDemand(pair)) {
                changes += step(pair, nowNs) ? 1 : 0;
            }
        }
        return changes;
    }

    private boolean step(Pair pair, long nowNs) {
        boolean isFlowing = pair.streams().stream().anyMatch(stream -> isWanted(stream.streamId()));
        if (demand.isWanted(pair.instrumentId(), nowNs)) {
            idleSinceNs.remove(pair.instrumentId());
            return start(pair, isFlowing);
        }
        if (!isFlowing) {
            return false;
        }
        Long sinceNs = idleSinceNs.putIfAbsent(pair.instrumentId(), nowNs);
        if (sinceNs == null || nowNs - sinceNs < idleAfterNs) {
            return false;
        }
        idleSinceNs.remove(pair.instrumentId());
        refusedIds.remove(pair.instrumentId());
        unwant(pair);
        LOG.info("{}: no client wants it any more, its streams stop", pair.symbol());
        return true;
    }

    private boolean start(Pair pair, boolean wasFlowing) {
        boolean isWhole = want(pair);
        if (!isWhole && refusedIds.add(pair.instrumentId())) {
            LOG.warn("{}: wanted by a client, but a venue cannot take a stream of it", pair.symbol());
        }
        boolean isFlowing = pair.streams().stream().anyMatch(stream -> isWanted(stream.streamId()));
        if (isFlowing && !wasFlowing) {
            LOG.info("{}: wanted by a client, its streams start", pair.symbol());
        }
        return isFlowing && !wasFlowing;
    }
}
