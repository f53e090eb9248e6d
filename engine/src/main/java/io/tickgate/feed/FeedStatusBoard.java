package io.tickgate.feed;

import io.tickgate.status.BreakerState;
import io.tickgate.status.ConnectionStatus;
import io.tickgate.status.FeedState;
import io.tickgate.status.FeedStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The newest snapshot of one feed: written by the control thread, read by any. */
final class FeedStatusBoard {
    /** Fresh enough for people. A change of state or reason is published at once. */
    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final String venue;
    private FeedState state = FeedState.DISCONNECTED;
    private long stateSinceEpochNs;
    private boolean isDue = true;
    private long publishedNs;
    private long lastDataEpochNs;
    private volatile FeedStatus status;

    FeedStatusBoard(String venue, String host) {
        this.venue = venue;
        status = new FeedStatus(
                venue,
                state,
                0,
                "not started",
                host,
                BreakerState.CLOSED,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                List.of(),
                List.of());
    }

    /** Sets the state. */
    void state(FeedState newState, long nowEpochNs) {
        if (newState != state || stateSinceEpochNs == 0) {
            state = newState;
            stateSinceEpochNs = nowEpochNs;
            isDue = true;
        }
    }

    /** Makes a new snapshot when it is time. */
    void publish(
            String host,
            String reason,
            ConnectSchedule schedule,
            boolean isAttemptDue,
            Collection<Integer> desired,
            @Nullable FeedSession current,
            @Nullable FeedSession successor,
            long nowNs,
            long nowEpochNs) {
        FeedStatus before = status;
        boolean isSame = before.reason().equals(reason)
                && before.breaker() == schedule.breaker().state();
        if (!isDue && isSame && nowNs - publishedNs < INTERVAL_NS) {
            return;
        }
        isDue = false;
        publishedNs = nowNs;
        List<ConnectionStatus> connections = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        add(connections, silent, current, false, nowNs, nowEpochNs);
        add(connections, silent, successor, true, nowNs, nowEpochNs);
        connections.forEach(each -> lastDataEpochNs = Math.max(lastDataEpochNs, each.lastDataEpochNs()));
        status = new FeedStatus(
                venue,
                state,
                stateSinceEpochNs,
                reason,
                host,
                schedule.breaker().state(),
                schedule.breaker().failures(),
                isAttemptDue ? nowEpochNs + schedule.leftNs(nowNs) : 0,
                schedule.failures(),
                schedule.budget().taken(nowNs),
                schedule.budget().attemptsMax(),
                lastDataEpochNs,
                desired.size(),
                current == null ? 0 : current.subscribedCount(),
                (int) desired.stream()
                        .filter(id -> isDelivering(current, id, nowNs) || isDelivering(successor, id, nowNs))
                        .count(),
                silent.stream().limit(FeedStatus.SILENT_MAX).toList(),
                List.copyOf(connections));
    }

    private static boolean isDelivering(@Nullable FeedSession session, int streamId, long nowNs) {
        return session != null && session.isDelivering(streamId, nowNs);
    }

    private static void add(
            List<ConnectionStatus> connections,
            List<String> silent,
            @Nullable FeedSession session,
            boolean isSuccessor,
            long nowNs,
            long nowEpochNs) {
        if (session == null) {
            return;
        }
        long offsetNs = nowEpochNs - nowNs;
        boolean isOpen = session.isOpen();
        connections.add(new ConnectionStatus(
                session.link.name(),
                session.connectionId,
                session.opening.shownUrl(),
                isOpen,
                isSuccessor,
                isOpen ? session.openedNs() + offsetNs : 0,
                isOpen ? session.openedNs() + session.lifeNs() + offsetNs : 0,
                session.dataNs() == StreamActivity.NONE ? 0 : session.dataNs() + offsetNs,
                session.subscribedCount(),
                session.deliveringCount(nowNs)));
        if (!isSuccessor) {
            silent.addAll(session.silentSymbols());
        }
    }

    FeedStatus status() {
        return status;
    }
}
