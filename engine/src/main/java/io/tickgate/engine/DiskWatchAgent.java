package io.tickgate.engine;

import io.tickgate.input.EngineClock;
import io.tickgate.input.InputPublisher;
import io.tickgate.record.ConditionFlyweight;
import io.tickgate.record.GateReason;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the free space of the journal's disk: below the watermark the {@code DISK} condition closes the gates before an append can
 * fail. Space that cannot be read counts as none. Opens again only a tenth above the watermark, so that it does not flap.
 *
 * <p>On a thread of its own, since a broken disk can hold a caller for long.
 */
final class DiskWatchAgent implements Agent {
    /** Reads the free space. */
    @FunctionalInterface
    interface FreeSpace {
        /** Usable bytes. */
        long bytes() throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(DiskWatchAgent.class);
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

    private final FreeSpace freeSpace;
    private final long minBytes;
    private final EngineClock clock;
    private final InputPublisher publisher;
    private final ConditionFlyweight condition = new ConditionFlyweight();
    private boolean isLow;
    private long dueNs;

    /**
     * A watch.
     *
     * @param freeSpace read once a second.
     * @param minBytes the watermark.
     * @param clock engine time.
     * @param publisher of this agent's thread.
     */
    DiskWatchAgent(FreeSpace freeSpace, long minBytes, EngineClock clock, InputPublisher publisher) {
        this.freeSpace = freeSpace;
        this.minBytes = minBytes;
        this.clock = clock;
        this.publisher = publisher;
        condition.wrap(publisher.scratch());
        dueNs = clock.nowNs();
    }

    @Override
    public int doWork() {
        if (clock.nowNs() - dueNs < 0) {
            return 0;
        }
        dueNs = clock.nowNs() + INTERVAL_NS;
        long bytes = readBytes();
        boolean isLowNow = isLow ? bytes < minBytes + minBytes / 10 : bytes < minBytes;
        if (isLowNow != isLow) {
            change(isLowNow, bytes);
        }
        return 1;
    }

    private long readBytes() {
        try {
            return freeSpace.bytes();
        } catch (IOException e) {
            LOG.error("The free space of the data folder cannot be read; it counts as none: {}", e.toString());
            return 0;
        }
    }

    private void change(boolean isLowNow, long bytes) {
        condition.set(clock.nowEpochNs(), GateReason.DISK, isLowNow);
        if (publisher.tryPublish() == InputPublisher.FULL) {
            return; // Seen again at the next look.
        }
        isLow = isLowNow;
        long mebibytes = bytes >> 20;
        if (isLow) {
            LOG.error(
                    "DISK_LOW free={}MiB watermark={}MiB: gates are closed; free some space",
                    mebibytes,
                    minBytes >> 20);
        } else {
            LOG.info("DISK_RECOVERED free={}MiB", mebibytes);
        }
    }

    @Override
    public String roleName() {
        return "disk-watch";
    }
}
