package io.tickgate.cli;

import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.replay.ReplayListener;
import java.util.concurrent.locks.LockSupport;

/** Lets a replay go as fast as engine time did, or a number of times faster. The time between a stop and the next start is left out. */
final class ReplayPace implements ReplayListener {
    private final ReplayListener next;
    private final double speed;
    private long beganNs;
    private long beganEpochNs;

    /**
     * A pace.
     *
     * @param next told of each record when its time has come.
     * @param speed seconds of engine time in a second, above 0.
     */
    ReplayPace(ReplayListener next, double speed) {
        this.next = next;
        this.speed = speed;
    }

    @Override
    public void onBegin(long firstSequence, long lastSequence) {
        next.onBegin(firstSequence, lastSequence);
    }

    @Override
    public void onRecord(RecordFlyweight header) {
        long engineTimeEpochNs = header.engineTimeEpochNs();
        if (beganEpochNs == 0 || header.kindCode() == RecordKind.ENGINE_STARTED.code()) {
            beganNs = System.nanoTime();
            beganEpochNs = engineTimeEpochNs;
        }
        await(beganNs + (long) ((engineTimeEpochNs - beganEpochNs) / speed));
        next.onRecord(header);
    }

    private static void await(long dueNs) {
        for (long leftNs = dueNs - System.nanoTime(); leftNs > 0; leftNs = dueNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }
}
