package io.tickgate.perf.restart;

import io.tickgate.perf.ticks.MadeJournal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Writes journal and decisions of a week that ends now: ticks at even distances, a clock event each 50 ms, bets in the last twelve hours. One thread. */
final class WeekOfRecords {
    private static final long WEEK_NS = TimeUnit.DAYS.toNanos(7);
    private static final long BETTING_NS = TimeUnit.HOURS.toNanos(12);
    private static final long CLOCK_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int BAND_STEPS = 10;

    private WeekOfRecords() {}

    /**
     * Writes it.
     *
     * @param folder a data folder that does not exist yet.
     * @param ticks trades and quotes.
     * @param bets asked for.
     * @return what came out, for people.
     */
    static String write(Path folder, long ticks, int bets) {
        long end = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        try (MadeJournal journal = new MadeJournal(folder, end - WEEK_NS)) {
            write(journal, end, ticks, bets);
            return String.format(
                    "%,d records, %,d of them ticks, %,d bets accepted", journal.records(), ticks, journal.accepted());
        }
    }

    private static void write(MadeJournal journal, long end, long ticks, int bets) {
        long start = end - WEEK_NS;
        long clockEpochNs = start;
        long betEpochNs = end - BETTING_NS;
        int betsMade = 0;
        for (long i = 0; i < ticks; i++) {
            long now = start + WEEK_NS / ticks * i;
            while (clockEpochNs + CLOCK_NS <= now) {
                clockEpochNs += CLOCK_NS;
                journal.clock(clockEpochNs);
            }
            journal.tick(now);
            while (betsMade < bets && betEpochNs + BETTING_NS / bets * betsMade <= now) {
                bet(journal, betsMade++, now);
            }
        }
    }

    private static void bet(MadeJournal journal, int number, long nowEpochNs) {
        journal.bet(
                number,
                nowEpochNs,
                text("tenant"),
                text("user-" + number % 1_000),
                text("key-of-ordinary-length-" + number),
                text("{\"multiplier\":\"1.85\",\"round\":" + number + '}'),
                BAND_STEPS);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
