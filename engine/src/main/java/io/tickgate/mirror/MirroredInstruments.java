package io.tickgate.mirror;

import io.tickgate.publish.Directory;
import io.tickgate.publish.InstrumentView;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** The instruments of the newest directory, by the stream that is mirrored. Owned by the mirror's thread. */
final class MirroredInstruments {
    private Directory directory = Directory.EMPTY;
    private List<MirroredInstrument> all = List.of();
    private Int2ObjectHashMap<MirroredInstrument> byStream = new Int2ObjectHashMap<>();
    private Int2ObjectHashMap<MirroredInstrument> byId = new Int2ObjectHashMap<>();

    /**
     * Follows the directory.
     *
     * @param newest directory.
     * @param channelSequence for instruments that are new here: up to which nothing goes to their channel any more.
     * @return whether it changed.
     */
    boolean follow(Directory newest, long channelSequence) {
        if (newest == directory) {
            return false;
        }
        directory = newest;
        List<MirroredInstrument> next = new ArrayList<>();
        for (InstrumentView view : newest.instruments()) {
            if (!view.streamIds().isEmpty()) {
                MirroredInstrument known = byId.get(view.id());
                next.add(known != null && known.isStill(view) ? known : new MirroredInstrument(view, channelSequence));
            }
        }
        all = next;
        byStream = new Int2ObjectHashMap<>();
        byId = new Int2ObjectHashMap<>();
        next.forEach(instrument -> byStream.put(instrument.streamId, instrument));
        next.forEach(instrument -> byId.put(instrument.id, instrument));
        return true;
    }

    /** Instrument whose trades a stream gives, or null. */
    @Nullable
    MirroredInstrument ofStream(int streamId) {
        return byStream.get(streamId);
    }

    List<MirroredInstrument> all() {
        return all;
    }
}
