package io.tickgate.publish;

import io.tickgate.record.CoverageChangedFlyweight;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * How complete the trades of each stream are, for health pages. One view a stream that was ever connected; a new one when coverage opens
 * or closes or ids go missing or come back, not with each trade. Written by the publish stage's thread, read by any.
 */
public final class CoverageBoard {
    private final ConcurrentSkipListMap<Integer, CoverageView> byStream = new ConcurrentSkipListMap<>();

    CoverageBoard() {}

    /**
     * The newest view of a stream.
     *
     * @param streamId of the stream.
     * @return the view, or null while coverage was never anything but open.
     */
    public @Nullable CoverageView read(int streamId) {
        return byStream.get(streamId);
    }

    /** All views, in the order of their streams. */
    public List<CoverageView> all() {
        return List.copyOf(byStream.values());
    }

    void onChanged(CoverageChangedFlyweight changed) {
        byStream.put(
                changed.streamId(),
                new CoverageView(
                        changed.streamId(),
                        changed.isContinuous(),
                        changed.headTradeId(),
                        changed.missingTrades(),
                        changed.engineTimeEpochNs()));
    }
}
