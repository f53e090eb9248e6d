package io.tickgate.feed;

import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.decode.StreamTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The streams of a connection: how the venue spells them, and what they bring. Immutable but for the activities. */
final class StreamSet {
    static final StreamSet EMPTY = new StreamSet(List.of(), List.of(), null);

    private final StreamTable table;
    private final List<FeedStream> desired;
    /** By stream id; ids are small numbers, given in order. */
    private final @Nullable StreamActivity[] activities;

    private final boolean[] isSettling;

    /**
     * Of streams.
     *
     * @param desired to be asked for one by one.
     * @param shown that come with a shared channel.
     * @param before whose activities are carried on for streams that it knows too; null for none.
     */
    StreamSet(Collection<FeedStream> desired, Collection<FeedStream> shown, @Nullable StreamSet before) {
        this.desired = List.copyOf(desired);
        List<FeedStream> streams = new ArrayList<>(desired);
        streams.addAll(shown);
        table = new StreamTable(streams);
        int idMax = streams.stream().mapToInt(FeedStream::streamId).max().orElse(0);
        activities = new @Nullable StreamActivity[idMax + 1];
        isSettling = new boolean[idMax + 1];
        for (FeedStream stream : streams) {
            isSettling[stream.streamId()] |= stream.isSettling();
            StreamActivity known = before == null ? null : before.activity(stream.streamId());
            activities[stream.streamId()] = known == null ? new StreamActivity(stream.streamId()) : known;
        }
    }

    StreamTable table() {
        return table;
    }

    /** Those that are asked for one by one. */
    List<FeedStream> streams() {
        return desired;
    }

    /** Whether it has no stream, neither one that is asked for nor one that a shared channel brings. */
    boolean isNothing() {
        return table.count() == 0;
    }

    /** Monotonic time of the newest data of whichever stream, or {@link StreamActivity#NONE}. */
    long dataNs() {
        long newestNs = StreamActivity.NONE;
        for (StreamActivity activity : activities) {
            long dataNs = activity == null ? StreamActivity.NONE : activity.dataNs();
            if (dataNs != StreamActivity.NONE && (newestNs == StreamActivity.NONE || dataNs - newestNs > 0)) {
                newestNs = dataNs;
            }
        }
        return newestNs;
    }

    /** Whether a market hangs on a stream; false for one that is not known here. */
    boolean isSettling(int streamId) {
        return streamId >= 0 && streamId < isSettling.length && isSettling[streamId];
    }

    /** What a stream has brought; null for a stream that is not known here. */
    @Nullable
    StreamActivity activity(int streamId) {
        return streamId >= 0 && streamId < activities.length ? activities[streamId] : null;
    }
}
