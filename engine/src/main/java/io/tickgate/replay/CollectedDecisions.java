package io.tickgate.replay;

import io.tickgate.market.MarketOutput;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Keeps the decisions of one input record until they are compared. Owned by one thread. */
final class CollectedDecisions implements MarketOutput {
    private final DecisionCounts counts = new DecisionCounts();
    private final List<DecisionCopy> decisions = new ArrayList<>();

    @Override
    public void onOutput(UnsafeBuffer record, int length) {
        int kindCode = record.getShort(RecordFlyweight.KIND_OFFSET, RecordFlyweight.BYTE_ORDER) & 0xFFFF;
        if (kindCode < RecordKind.PRICE_CHANGED.code()) {
            counts.add(kindCode);
            decisions.add(new DecisionCopy(record, length));
        }
    }

    /** Those of the newest record, in the order in which they were made. */
    List<DecisionCopy> decisions() {
        return decisions;
    }

    DecisionCounts counts() {
        return counts;
    }
}
