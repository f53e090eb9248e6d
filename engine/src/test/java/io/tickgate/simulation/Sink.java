package io.tickgate.simulation;

import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordReader;

/** What the publish stage wants of the queue of decisions; in runs in memory a scratch queue that is always read as empty. */
interface Sink {
    RecordAppender appender();

    /** Stands before the first recorded decision. */
    RecordReader reader();

    /** Whether this is the queue itself, so that the publish stage does the recording. */
    boolean isReal();
}
