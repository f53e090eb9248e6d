package io.tickgate.engine;

import io.tickgate.market.MarketOutput;
import org.agrona.concurrent.UnsafeBuffer;

/** Lets one market be fed from the journal first and from the ring then: its output goes to the comparison, later to the publish stage. */
final class OutputSwitch implements MarketOutput {
    private MarketOutput target;

    OutputSwitch(MarketOutput target) {
        this.target = target;
    }

    /** Before the thread that will own the market is started. */
    void to(MarketOutput newTarget) {
        target = newTarget;
    }

    @Override
    public void onOutput(UnsafeBuffer record, int length) {
        target.onOutput(record, length);
    }
}
