package io.tickgate.feed;

import java.util.concurrent.TimeUnit;

/** When a connection of a feed makes way for another, and when the other one has taken over. Owned by the control thread. */
final class Takeover {
    /** A venue that announces its shutdown on each new connection must not be connected to without end. */
    private static final long URGENT_INTERVAL_NS = TimeUnit.SECONDS.toNanos(5);

    private final RotationSettings settings;
    private boolean hasBegun;
    private long begunNs;
    private boolean isOverlapping;
    private long overlapNs;
    private boolean isComplete;

    Takeover(RotationSettings settings) {
        this.settings = settings;
    }

    /** Whether a successor should be connected to now. */
    boolean isDue(FeedSession old, long nowNs) {
        long intervalNs = old.isReplaceUrgent() ? URGENT_INTERVAL_NS : settings.intervalMinNs();
        return !old.replaceReason().isEmpty() && (!hasBegun || nowNs - begunNs >= intervalNs);
    }

    /** A successor is being connected to. */
    void begin(long nowNs) {
        hasBegun = true;
        begunNs = nowNs;
        isOverlapping = false;
        isComplete = false;
    }

    /** Whether the old one can be closed: the new one brings the same, or the old one was kept long enough. */
    boolean isOver(FeedSession old, FeedSession next, long nowNs) {
        if (!next.isOpen()) {
            return false;
        }
        if (!isOverlapping) {
            isOverlapping = true;
            overlapNs = nowNs;
            next.pairWith(old);
        }
        isComplete = next.deliversAllOf(old, nowNs);
        return isComplete || nowNs - overlapNs >= settings.overlapMaxNs();
    }

    /** Whether the new one brought all that the old one did. */
    boolean isComplete() {
        return isComplete;
    }
}
