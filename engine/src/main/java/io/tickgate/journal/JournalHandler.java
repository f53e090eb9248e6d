package io.tickgate.journal;

import com.lmax.disruptor.EventHandler;
import io.tickgate.input.InputSlot;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;

/**
 * First stage of the ring: appends each record before any other stage sees it. What it throws stops the process. Owned by the ring's
 * thread.
 */
public final class JournalHandler implements EventHandler<InputSlot> {
    private final RecordAppender appender;
    private final Counters counters;

    /** Appends to a journal and counts. */
    public JournalHandler(RecordAppender appender, Counters counters) {
        this.appender = appender;
        this.counters = counters;
    }

    @Override
    public void onEvent(InputSlot slot, long ringSequence, boolean isEndOfBatch) {
        appender.append(slot.buffer(), slot.length());
        counters.increment(Counter.RECORDS_JOURNALLED);
    }
}
