package io.tickgate.feed.rest;

import io.tickgate.publish.OpenGap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The open gaps of a venue by stream, and whose turn it is. Owned by the back-fill's thread. */
final class GapLedger {
    /** Gaps that are looked at; of more, the youngest, as bets hang on those. A gap takes some 200 bytes here. */
    static final int GAPS_MAX = 10_000;

    private final Gaps gaps;
    private final VenueOutage outage;
    private final BackFillSettings settings;
    private final long startEpochNs;
    private final Map<Integer, StreamBackFill> byId = new HashMap<>();
    private List<StreamBackFill> inTurn = List.of();
    private @Nullable List<RestStream> seenStreams;
    private @Nullable List<OpenGap> seenGaps;
    private long openGaps;

    GapLedger(Gaps gaps, VenueOutage outage, BackFillSettings settings, long startEpochNs) {
        this.gaps = gaps;
        this.outage = outage;
        this.settings = settings;
        this.startEpochNs = startEpochNs;
    }

    /** Takes the snapshots of now; cheap while they are the same lists. */
    @SuppressWarnings("ReferenceEquality")
    void look() {
        List<RestStream> streams = outage.wantedStreams();
        List<OpenGap> open = gaps.open();
        if (streams == seenStreams && open == seenGaps) {
            return;
        }
        if (streams != seenStreams) {
            lookAtStreams(streams);
        }
        lookAtGaps(open);
        seenStreams = streams;
        seenGaps = open;
    }

    private void lookAtStreams(List<RestStream> streams) {
        Map<Integer, StreamBackFill> before = new HashMap<>(byId);
        byId.clear();
        for (RestStream stream : streams) {
            StreamBackFill known = before.get(stream.streamId());
            boolean isSame = known != null && known.stream().equals(stream);
            byId.put(
                    stream.streamId(),
                    isSame ? known : new StreamBackFill(new StreamGaps(stream, settings, startEpochNs)));
        }
        List<StreamBackFill> kept = new ArrayList<>(inTurn);
        kept.retainAll(byId.values());
        byId.values().stream().filter(each -> !kept.contains(each)).forEach(kept::add);
        inTurn = kept;
    }

    private void lookAtGaps(List<OpenGap> open) {
        List<OpenGap> mine = new ArrayList<>();
        for (OpenGap gap : open) {
            boolean isRange = gap.firstTradeId() >= 0 && gap.lastTradeId() >= gap.firstTradeId();
            if (isRange && byId.containsKey(gap.streamId())) {
                mine.add(gap);
            }
        }
        openGaps = mine.size();
        if (mine.size() > GAPS_MAX) {
            mine.sort(Comparator.comparingLong(OpenGap::confirmedEpochNs).reversed());
            mine = mine.subList(0, GAPS_MAX);
        }
        Map<Integer, List<OpenGap>> byStream = new HashMap<>();
        for (OpenGap gap : mine) {
            byStream.computeIfAbsent(gap.streamId(), id -> new ArrayList<>()).add(gap);
        }
        byId.forEach((id, stream) -> stream.gaps().look(byStream.getOrDefault(id, List.of())));
    }

    /** The stream whose turn it is: among those with a search under way or ids never asked for, then among those to be tried again; or null. */
    @Nullable
    StreamBackFill nextToSearch(long nowEpochNs) {
        for (StreamBackFill stream : inTurn) {
            endWhenClosed(stream);
            if (stream.search() != null || stream.gaps().fresh(nowEpochNs) != null) {
                return stream;
            }
        }
        for (StreamBackFill stream : inTurn) {
            if (stream.gaps().due(nowEpochNs) != null) {
                return stream;
            }
        }
        return null;
    }

    /** Late trades may have closed what is searched for. */
    private static void endWhenClosed(StreamBackFill stream) {
        TradeSearch search = stream.search();
        if (search != null && search.left().stream().noneMatch(stream.gaps()::isMissing)) {
            stream.end();
        }
    }

    /** A stream was asked for: the others come first now. */
    void onServed(StreamBackFill stream) {
        inTurn.remove(stream);
        inTurn.add(stream);
    }

    /** A stream whose newest id is wanted, or null. */
    @Nullable
    StreamBackFill nextToAskNewest(long nowEpochNs, long nowNs) {
        for (StreamBackFill stream : inTurn) {
            if (stream.mayAskNewest(nowNs, settings.newestIntervalNs()) && isNewestWanted(stream, nowEpochNs)) {
                return stream;
            }
        }
        return null;
    }

    private boolean isNewestWanted(StreamBackFill stream, long nowEpochNs) {
        int streamId = stream.stream().streamId();
        if (!stream.stream().isSettling()) {
            return false;
        }
        long openSinceEpochNs = outage.openSinceEpochNs(streamId);
        boolean isOpenForLong =
                openSinceEpochNs != VenueOutage.NOT && nowEpochNs - openSinceEpochNs > settings.newestAfterNs();
        return isOpenForLong || outage.isJumpQuarantined(streamId);
    }

    List<GivenUpGap> newlyGivenUp(long nowEpochNs) {
        List<GivenUpGap> newly = new ArrayList<>();
        inTurn.forEach(stream -> newly.addAll(stream.gaps().newlyGivenUp(nowEpochNs)));
        return newly;
    }

    int givenUp(long nowEpochNs, List<GivenUpGap> named) {
        int count = 0;
        for (StreamBackFill stream : inTurn) {
            count += stream.gaps().givenUp(nowEpochNs, named);
        }
        return count;
    }

    /** Of the venue, those that are not looked at included. */
    long openGaps() {
        return openGaps;
    }

    long missingIds() {
        long missing = 0;
        for (StreamBackFill stream : inTurn) {
            missing += stream.gaps().missingIds();
        }
        return missing;
    }

    /** Ends all searches; they begin anew. */
    void abandon() {
        inTurn.forEach(StreamBackFill::end);
    }
}
