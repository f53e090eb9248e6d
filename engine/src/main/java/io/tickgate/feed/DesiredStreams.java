package io.tickgate.feed;

import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.decode.SymbolTable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The streams that a feed is to deliver, by id: the truth that every connection is brought to. Owned by the control thread. */
final class DesiredStreams {
    private final String venue;
    private final Dialogue dialogue;
    private final int channelsMax;
    private final Map<Integer, FeedStream> byId = new LinkedHashMap<>();
    private final Map<Integer, FeedStream> shown = new LinkedHashMap<>();
    private boolean isChanged;

    DesiredStreams(String venue, Dialogue dialogue, int channelsMax) {
        this.venue = venue;
        this.dialogue = dialogue;
        this.channelsMax = channelsMax;
    }

    /** Adds a stream; false when one connection cannot carry it beside the others. */
    boolean want(FeedStream stream) {
        if (stream.equals(byId.get(stream.streamId()))) {
            return true;
        }
        if (!SymbolTable.isPlain(stream.venueSymbol())) {
            return false;
        }
        Map<Integer, FeedStream> wanted = new LinkedHashMap<>(byId);
        wanted.put(stream.streamId(), stream);
        int channels = dialogue.sharedNames().size();
        for (FeedStream each : wanted.values()) {
            if (each.streamId() != stream.streamId() && each.venueSymbol().equals(stream.venueSymbol())) {
                throw new IllegalArgumentException(
                        venue + " " + stream.venueSymbol() + " is stream " + each.streamId() + " already");
            }
            channels += dialogue.names(each).size();
        }
        if (channels > channelsMax || !dialogue.fits(wanted.values())) {
            return false;
        }
        byId.put(stream.streamId(), stream);
        isChanged = true;
        return true;
    }

    /** Adds a stream that comes by itself with a shared channel. */
    void show(FeedStream stream) {
        if (SymbolTable.isPlain(stream.venueSymbol())) {
            isChanged |= !stream.equals(shown.put(stream.streamId(), stream));
        }
    }

    void unwant(int streamId) {
        isChanged |= byId.remove(streamId) != null;
        isChanged |= shown.remove(streamId) != null;
    }

    /** Whether the set has changed since the last call. */
    boolean takeChange() {
        boolean was = isChanged;
        isChanged = false;
        return was;
    }

    /** Whether a connection would bring anything. */
    boolean isNothing() {
        return byId.isEmpty() && dialogue.sharedNames().isEmpty();
    }

    Collection<FeedStream> streams() {
        return byId.values();
    }

    /** Streams that come with a shared channel. */
    Collection<FeedStream> shown() {
        return shown.values();
    }

    Collection<Integer> ids() {
        return byId.keySet();
    }

    List<FeedStream> toList() {
        return List.copyOf(byId.values());
    }
}
