package io.tickgate.perf.wire;

import io.tickgate.perf.wire.WireTimes.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One run: a subject, a rate, fresh processes. Takes as long as its schedule and some seconds.
 *
 * @param subject in the middle.
 * @param relay compiled relay, for that subject.
 * @param perSecond trades a second.
 * @param warmUpSeconds not counted.
 * @param seconds counted.
 * @param clients at least 1, the first of which is measured.
 */
record WireRun(WireSubject subject, Path relay, int perSecond, int warmUpSeconds, int seconds, int clients) {
    /** So that the venue is at its first trade before that is due. */
    private static final long LEAD_NS = TimeUnit.MILLISECONDS.toNanos(500);

    /** What has not arrived by then after the last trade was sent will not. */
    private static final long ARRIVE_WITHIN_NS = TimeUnit.SECONDS.toNanos(3);

    private static final long PARK_NS = TimeUnit.MILLISECONDS.toNanos(5);

    /**
     * Runs.
     *
     * @param folder empty, for this run alone.
     * @return what was seen.
     * @throws IOException when a process does not do its part.
     */
    WireResult run(Path folder) throws IOException {
        Path file = folder.resolve("times");
        int trades = Math.multiplyExact(perSecond, warmUpSeconds + seconds);
        try (WireTimes times = WireTimes.map(file, trades);
                ChildProcess venue = ChildProcess.java("venue", VenueMain.class, file, trades)) {
            String venuePort = venue.expect("PORT");
            try (ChildProcess middle = start(file, trades, venuePort, folder)) {
                venue.expect("CONNECTED");
                String port = middle.expect("PORT");
                try (ChildProcess client = ChildProcess.java(
                        "client", ClientMain.class, file, trades, port, subject.path(), subject.priceKey(), clients)) {
                    client.expect("READY");
                    return measure(venue, middle, times);
                }
            }
        }
    }

    private ChildProcess start(Path file, int trades, String venuePort, Path folder) throws IOException {
        return subject == WireSubject.RELAY
                ? ChildProcess.program("relay", List.of(relay.toString(), venuePort, Integer.toString(clients)))
                : ChildProcess.java("subject", SubjectMain.class, file, trades, venuePort, folder.resolve("data"));
    }

    private WireResult measure(ChildProcess venue, ChildProcess middle, WireTimes times) throws IOException {
        int warmUps = perSecond * warmUpSeconds;
        Schedule schedule = new Schedule(System.nanoTime() + LEAD_NS, perSecond, warmUps, times.trades());
        venue.say("GO " + schedule.startNs() + " " + perSecond + " " + warmUps);
        sleepUntil(schedule.intendedNs(warmUps));
        ProcessCpu before = middle.cpu();
        sleepUntil(schedule.endNs());
        venue.expect("SENT");
        awaitLast(times);
        ProcessCpu used = middle.cpu().since(before);
        String totals = "";
        if (subject.hasInside()) {
            middle.endInput();
            totals = middle.expect("TOTALS");
        }
        HopStatistics hops = new HopStatistics(times, schedule, subject.hasInside());
        return new WireResult(this, hops, times.trades() - warmUps, used, totals);
    }

    private static void awaitLast(WireTimes times) {
        long startNs = System.nanoTime();
        while (times.get(Point.ARRIVED, times.trades() - 1) == 0 && System.nanoTime() - startNs < ARRIVE_WITHIN_NS) {
            LockSupport.parkNanos(PARK_NS);
        }
    }

    private static void sleepUntil(long timeNs) {
        long leftNs = timeNs - System.nanoTime();
        while (leftNs > 0) {
            LockSupport.parkNanos(leftNs);
            leftNs = timeNs - System.nanoTime();
        }
    }
}
