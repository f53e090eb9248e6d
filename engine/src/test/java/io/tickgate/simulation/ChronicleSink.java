package io.tickgate.simulation;

import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordReader;

/** The queue of decisions itself. */
record ChronicleSink(ChronicleLog decisions) implements Sink {
    @Override
    public RecordAppender appender() {
        return decisions.appender();
    }

    @Override
    public RecordReader reader() {
        return decisions.reader();
    }

    @Override
    public boolean isReal() {
        return true;
    }
}
