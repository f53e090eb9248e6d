package io.tickgate.cli;

import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/** Rewrites a journal, or a record of decisions, with sound checksums, as another build would have written it. */
final class RewrittenLog {
    private RewrittenLog() {}

    /** Replaces all records of a log that no engine holds. */
    static void rewrite(Path folder, UnaryOperator<List<byte[]>> change) throws IOException {
        List<byte[]> changed = change.apply(read(folder));
        try (Stream<Path> files = Files.walk(folder).sorted(Comparator.reverseOrder())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX);
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        RecordChecksum checksum = new RecordChecksum();
        try (RecordLog log = RecordLog.openForWriting(folder, false);
                RecordAppender appender = log.newAppender()) {
            for (byte[] record : changed) {
                buffer.putBytes(0, record);
                buffer.putInt(
                        RecordFlyweight.CRC_OFFSET, checksum.of(bytes, 0, record.length), RecordFlyweight.BYTE_ORDER);
                appender.append(buffer, record.length);
            }
        }
    }

    private static List<byte[]> read(Path folder) {
        List<byte[]> records = new ArrayList<>();
        try (RecordLog log = RecordLog.openForReading(folder, false);
                RecordReader reader = log.newReader()) {
            while (reader.next()) {
                byte[] copy = new byte[reader.header().length()];
                reader.buffer().getBytes(0, copy);
                records.add(copy);
            }
        }
        return records;
    }
}
