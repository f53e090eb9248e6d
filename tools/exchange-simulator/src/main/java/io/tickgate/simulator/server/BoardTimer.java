package io.tickgate.simulator.server;

import io.tickgate.simulator.fault.FaultBoard;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * What is to be done later, by the clock of the faults, which a test may move by hand: so it looks every few milliseconds instead of sleeping until then. Any thread adds; the
 * tasks run on one I/O thread and must not block.
 */
final class BoardTimer {

    private static final long TICK_MS = 5;

    /** More handshakes and answers than this are not delayed. */
    private static final int TASKS_MAX = 1_024;

    private final FaultBoard board;
    private final Runnable onTick;
    private final Deque<Task> tasks = new ArrayDeque<>();
    private XnioExecutor.@Nullable Key ticking;

    private record Task(long dueNs, boolean isFault, Runnable action) {}

    /**
     * Creates one that stands still.
     *
     * @param onTick called with each look
     */
    BoardTimer(FaultBoard board, Runnable onTick) {
        this.board = board;
        this.onTick = onTick;
    }

    synchronized void start(XnioIoThread ioThread) {
        ticking = ioThread.executeAtInterval(this::tick, TICK_MS, TimeUnit.MILLISECONDS);
    }

    synchronized void stop() {
        if (ticking != null) {
            ticking.remove();
        }
        tasks.clear();
    }

    /**
     * Does this later.
     *
     * @param isFault whether it does harm, so that it is forgotten, not hurried, when the faults are ended
     * @return false if too much waits
     */
    synchronized boolean after(long delayNs, boolean isFault, Runnable action) {
        if (tasks.size() >= TASKS_MAX) {
            return false;
        }
        return tasks.add(new Task(board.nowNs() + delayNs, isFault, action));
    }

    /** What mends is due now and done with the next look; what harms is forgotten. */
    synchronized void endFaults() {
        long nowNs = board.nowNs();
        List<Task> now = tasks.stream()
                .filter(task -> !task.isFault())
                .map(task -> new Task(nowNs, false, task.action()))
                .toList();
        tasks.clear();
        tasks.addAll(now);
    }

    private void tick() {
        takeDue().forEach(Runnable::run);
        onTick.run();
    }

    private synchronized List<Runnable> takeDue() {
        List<Runnable> due = new ArrayList<>();
        long nowNs = board.nowNs();
        tasks.removeIf(task -> {
            boolean isDue = task.dueNs() - nowNs <= 0;
            if (isDue) {
                due.add(task.action());
            }
            return isDue;
        });
        return due;
    }
}
