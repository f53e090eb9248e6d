package io.tickgate.perf.cost;

import io.tickgate.perf.ticks.MadeJournal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Writes a journal of ticks and bets on an engine time of its own. A tick comes each millisecond, a clock event each 50 ms; bets come evenly from the
 * moment at which the gates are open.
 */
final class BetJournal {
    private static final long START_EPOCH_NS = 1_790_000_000_000_000_000L;
    private static final long TICK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int TICKS_A_CLOCK = 50;
    /** Half a minute of recovery at a thousand ticks a second, and some room. */
    private static final int TICKS_BEFORE_BETS = 32_000;

    private static final int BAND_STEPS = 20;
    private static final byte[] NAME = "bench".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_TERMS = {};

    private BetJournal() {}

    /**
     * Writes it.
     *
     * @param folder a data folder that does not exist yet.
     * @param ticks to write, more than {@value #TICKS_BEFORE_BETS}.
     * @param bets among them.
     * @return what came out, for the title of a table.
     */
    static String write(Path folder, int ticks, int bets) {
        try (MadeJournal journal = new MadeJournal(folder, START_EPOCH_NS)) {
            long interval = Math.max(1, (ticks - TICKS_BEFORE_BETS) / Math.max(1, bets));
            for (int i = 0; i < ticks; i++) {
                long nowEpochNs = START_EPOCH_NS + i * TICK_INTERVAL_NS;
                journal.tick(nowEpochNs);
                if (i % TICKS_A_CLOCK == 0) {
                    journal.clock(nowEpochNs);
                }
                if (i >= TICKS_BEFORE_BETS && i % interval == 0) {
                    byte[] key = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
                    journal.bet(i, nowEpochNs, NAME, NAME, key, NO_TERMS, BAND_STEPS);
                }
            }
            return String.format("%,d bets, %,d decided", journal.accepted(), journal.decided());
        }
    }
}
