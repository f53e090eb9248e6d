package io.tickgate.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that appends as fast as it can and says how far it is, until it is killed. */
final class AppendUntilKilled {
    private static final long FIRST_EPOCH_NS = 1_790_000_000L / 3_600 * 3_600_000_000_000L;
    private static final int REPORT_EACH = 100;
    /** A process that nobody kills ends by itself before it fills the disk: 1,000,000 records of 96 bytes. */
    private static final int RECORDS_MAX = 1_000_000;

    private AppendUntilKilled() {}

    /** Entry point: folder and first sequence. */
    public static void main(String[] args) {
        try (DataFolder held = DataFolder.take(Path.of(args[0] + "-lock"));
                RecordWriter writer = new RecordWriter(Path.of(args[0]), Long.parseLong(args[1]))) {
            System.out.println("holds " + held.path());
            for (int i = 0; i < RECORDS_MAX; i++) {
                long sequence = writer.trade(1, 100, FIRST_EPOCH_NS + writer.lastSequence());
                if (sequence % REPORT_EACH == 0) {
                    System.out.println(sequence);
                }
            }
        }
    }

    /** Runs the process and kills it after a number of records; returns the last sequence that it told. */
    static long run(Path folder, long firstSequence, long records) throws IOException, InterruptedException {
        Process process = ChildProcess.start(AppendUntilKilled.class, folder.toString(), Long.toString(firstSequence));
        long told = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && line.chars().allMatch(Character::isDigit)) { // Not of a text log.
                    told = Long.parseLong(line);
                }
                if (told >= firstSequence + records) {
                    break;
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return told;
    }
}
