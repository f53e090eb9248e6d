package io.tickgate.engine;

import io.tickgate.feed.rest.Gaps;
import io.tickgate.publish.GapBoard;
import io.tickgate.publish.OpenGap;
import io.tickgate.record.RecordFlyweight;
import java.util.List;

/** The gaps of the board that have an end: where a venue began to count anew, nothing can be asked for. Any thread may call. */
final class FillableGaps implements Gaps {
    private record Seen(List<OpenGap> of, List<OpenGap> fillable) {}

    private final GapBoard board;
    private volatile Seen seen = new Seen(List.of(), List.of());

    FillableGaps(GapBoard board) {
        this.board = board;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // The board gives the same list while nothing has changed.
    public List<OpenGap> open() {
        List<OpenGap> now = board.open();
        Seen last = seen;
        if (last.of != now) {
            last = new Seen(
                    now,
                    now.stream()
                            .filter(gap -> gap.lastTradeId() != RecordFlyweight.ABSENT)
                            .toList());
            seen = last;
        }
        return last.fillable;
    }
}
