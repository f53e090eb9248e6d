package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do. */
final class Await {

    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(20);

    private Await() {}

    static void until(BooleanSupplier condition) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > DEADLINE_NS) {
                fail("the condition did not come true within 20 s");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Until this many subscriptions have been entered, so that what is sent next reaches them. */
    static void subscriptions(ExchangeSimulator simulator, int count) {
        until(() -> simulator.state().connections().stream()
                        .mapToInt(connection -> connection.streams().size())
                        .sum()
                >= count);
    }
}
