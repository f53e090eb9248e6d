package io.tickgate.cli;

import io.tickgate.journal.DataFolder;
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

/** Rewrites the decisions of a folder, with sound checksums, as another build would have written them. */
final class RecordedDecisions {
    private RecordedDecisions() {}

    /** Replaces all decisions of a folder that no engine holds. */
    static void rewrite(Path dataFolder, UnaryOperator<List<byte[]>> change) throws IOException {
        Path folder = DataFolder.decisionsOf(dataFolder);
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
            for (byte[] decision : changed) {
                buffer.putBytes(0, decision);
                buffer.putInt(
                        RecordFlyweight.CRC_OFFSET, checksum.of(bytes, 0, decision.length), RecordFlyweight.BYTE_ORDER);
                appender.append(buffer, decision.length);
            }
        }
    }

    private static List<byte[]> read(Path folder) {
        List<byte[]> decisions = new ArrayList<>();
        try (RecordLog log = RecordLog.openForReading(folder, false);
                RecordReader reader = log.newReader()) {
            while (reader.next()) {
                byte[] copy = new byte[reader.header().length()];
                reader.buffer().getBytes(0, copy);
                decisions.add(copy);
            }
        }
        return decisions;
    }
}
