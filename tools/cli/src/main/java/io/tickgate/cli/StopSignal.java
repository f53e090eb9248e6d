package io.tickgate.cli;

import java.util.concurrent.CountDownLatch;

/**
 * The end of a process that runs until it is told to stop. On SIGTERM or Ctrl-C the given steps run on the thread {@code stop}, and
 * the process ends with the signal's exit code (143, 130) when they are done, or after a bound when they hang: the journal is safe at
 * any instruction, so nothing is gained by waiting longer.
 */
final class StopSignal {
    /** A stage failed: the process must not go on, the restart replays the journal. EX_SOFTWARE of sysexits.h. */
    static final int STAGE_FAILED = 70;

    /** A stop takes below 2 s; a supervisor such as systemd or Docker kills after 10 s. */
    private static final long STOP_LIMIT_MS = 8_000;

    /** The log is written within 0.5 s unless standard error is blocked. */
    private static final long HALT_LIMIT_MS = 1_000;

    private StopSignal() {}

    /** Runs the steps when the process is told to stop, and waits for that; does not return. */
    static int await(Runnable steps) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(steps), "stop"));
        new CountDownLatch(1).await();
        return 0;
    }

    private static void stop(Runnable steps) {
        haltAfter(STOP_LIMIT_MS, "The stop took more than " + STOP_LIMIT_MS + " ms; the process ends without it");
        try {
            steps.run();
        } catch (RuntimeException | Error e) {
            System.err.println("tickgate: the stop failed: " + e + "; the next start recovers from the journal");
            if (TextLog.isVerbose()) {
                e.printStackTrace();
            }
            TextLog.flush();
            Runtime.getRuntime().halt(STAGE_FAILED);
        }
    }

    /** Ends the process at once, after the log's last lines; for a stage that failed. Does not return. */
    static void halt() {
        haltAfter(HALT_LIMIT_MS, "");
        TextLog.flush();
        Runtime.getRuntime().halt(STAGE_FAILED);
    }

    private static void haltAfter(long limitMs, String sentence) {
        Thread limit = new Thread(
                () -> {
                    try {
                        Thread.sleep(limitMs);
                    } catch (InterruptedException e) {
                        return; // Nobody interrupts it; without a limit the stop still ends.
                    }
                    if (!sentence.isEmpty()) {
                        System.err.println("tickgate: " + sentence);
                    }
                    Runtime.getRuntime().halt(STAGE_FAILED);
                },
                "stop-limit");
        limit.setDaemon(true);
        limit.start();
    }
}
