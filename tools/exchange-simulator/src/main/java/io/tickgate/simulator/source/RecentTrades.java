package io.tickgate.simulator.source;

import io.tickgate.simulator.binance.CombinedFrame;
import io.tickgate.simulator.fault.Fault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies of the recording's last trade frames, over all symbols, to be sent again. Owned by the source's thread. */
final class RecentTrades {

    /** Trade frames have about 170 bytes; what is much larger is none, and would cost memory. */
    private static final int FRAME_MAX_BYTES = 4_096;

    private final Deque<Recent> recent = new ArrayDeque<>();

    private record Recent(String symbol, CombinedFrame frame) {}

    void add(String symbol, CombinedFrame frame) {
        if (frame.length() > FRAME_MAX_BYTES) {
            return;
        }
        if (recent.size() == Fault.DUPLICATE_MAX) {
            recent.remove();
        }
        recent.add(new Recent(symbol, frame.copy()));
    }

    /**
     * The last trades of a symbol, oldest first.
     *
     * @param symbol null for all
     */
    List<CombinedFrame> last(@Nullable String symbol, long count) {
        List<CombinedFrame> frames = recent.stream()
                .filter(trade -> symbol == null || trade.symbol().equals(symbol))
                .map(Recent::frame)
                .toList();
        return frames.subList((int) Math.max(0, frames.size() - count), frames.size());
    }
}
