package io.tickgate.simulation;

import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import java.nio.file.Path;

/** Lets the real publish stage append somewhere while a run keeps its decisions in memory. One a thread. */
final class ScratchSink implements Sink, AutoCloseable {
    private final RecordLog written;
    private final RecordLog empty;
    private final RecordAppender appender;

    ScratchSink(Path folder) {
        written = RecordLog.openForWriting(folder.resolve("written"), false);
        empty = RecordLog.openForWriting(folder.resolve("empty"), false);
        appender = written.newAppender();
    }

    @Override
    public RecordAppender appender() {
        return appender;
    }

    @Override
    public RecordReader reader() {
        return empty.newReader();
    }

    @Override
    public boolean isReal() {
        return false;
    }

    @Override
    public void close() {
        appender.close();
        written.close();
        empty.close();
    }
}
