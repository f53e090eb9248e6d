package io.tickgate.engine;

import io.tickgate.input.EngineClock;
import io.tickgate.input.InputPublisher;
import io.tickgate.record.ClockFlyweight;
import io.tickgate.record.ConditionFlyweight;
import io.tickgate.record.GateReason;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import org.agrona.concurrent.Agent;

/**
 * Publishes a clock event each interval, and the end of the {@code CLOCK} condition when the wall clock has caught up. A full ring:
 * the event is left out and counted, the next one tells the time as well.
 */
final class ClockAgent implements Agent {
    private final EngineClock clock;
    private final InputPublisher publisher;
    private final Counters counters;
    private final long intervalNs;
    private final ClockFlyweight event = new ClockFlyweight();
    private final ConditionFlyweight condition = new ConditionFlyweight();
    private boolean isHeldBack;
    private long dueNs;

    /**
     * A clock.
     *
     * @param clock engine time.
     * @param publisher of this agent's thread.
     * @param counters where left out events are counted.
     * @param intervalNs between two events.
     * @param isHeldBack whether the {@code CLOCK} condition was published at start.
     */
    ClockAgent(EngineClock clock, InputPublisher publisher, Counters counters, long intervalNs, boolean isHeldBack) {
        this.clock = clock;
        this.publisher = publisher;
        this.counters = counters;
        this.intervalNs = intervalNs;
        this.isHeldBack = isHeldBack;
        event.wrap(publisher.scratch());
        condition.wrap(publisher.scratch());
        dueNs = clock.nowNs();
    }

    @Override
    public int doWork() {
        long nowNs = clock.nowNs();
        if (nowNs - dueNs < 0) {
            return 0;
        }
        dueNs = nowNs + intervalNs;
        publishTime();
        publishCaughtUp();
        return 1;
    }

    private void publishTime() {
        event.set(clock.nowEpochNs(), clock.wallOffsetNs());
        if (publisher.tryPublish() == InputPublisher.FULL) {
            counters.increment(Counter.CLOCK_SKIPPED);
        }
    }

    private void publishCaughtUp() {
        if (isHeldBack && !clock.isHeldBack()) {
            condition.set(clock.nowEpochNs(), GateReason.CLOCK, false);
            isHeldBack = publisher.tryPublish() == InputPublisher.FULL;
        }
    }

    @Override
    public String roleName() {
        return "clock";
    }
}
