package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.tickgate.gateway.settings.GatewaySettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a delivery allocates, over real sockets: on the publish thread, and on the I/O thread that encodes and writes. The selector of
 * XNIO allocates something for each wake-up, whatever is written; so the I/O thread is measured with few and with many clients, and the
 * difference is what deliveries cost.
 */
@Timeout(120)
@Tag("slow")
class AllocationTest {
    private static final int PRICES = 5_000;
    private static final int FEW = 2;
    private static final int MANY = 22;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private record Measured(long publishBytes, long ioBytes, long deliveries) {}

    @Test
    void shouldAllocateNothingForADelivery() throws Exception {
        Measured few = measure(FEW);
        Measured many = measure(MANY);

        double bytesEach = (double) (many.ioBytes - few.ioBytes) / (many.deliveries - few.deliveries);
        System.out.printf(
                "ALLOCATED: publish thread %.3f B a price, I/O thread %.1f B a price with %d clients, %.1f B with %d: %.3f B a"
                        + " delivery%n",
                (double) many.publishBytes / PRICES,
                (double) few.ioBytes / PRICES,
                FEW,
                (double) many.ioBytes / PRICES,
                MANY,
                bytesEach);
        // Not 0: the first wake-ups of a thread load classes.
        assertTrue(many.publishBytes < 2L * PRICES, many.publishBytes + " B on the publish thread");
        assertTrue(bytesEach < 1, bytesEach + " B a delivery");
    }

    private Measured measure(int clients) throws Exception {
        GatewaySettings two = RunningGateway.settings(100);
        GatewaySettings one = new GatewaySettings(
                two.host(),
                0,
                1,
                100,
                two.bodyMaxBytes(),
                two.requestTimeoutNs(),
                two.idleTimeoutNs(),
                two.statusIntervalNs(),
                100,
                64,
                two.recoveryNs(),
                false);
        try (RunningGateway running = new RunningGateway(one)) {
            AtomicLong received = new AtomicLong();
            List<RawSocket> sockets = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                RawSocket socket = RawSocket.open(running.gateway.port(), "/ws/prices?symbols=btcusd", 0);
                socket.readUntil("\"snapshot\"");
                sockets.add(socket);
                Thread reader = new Thread(() -> count(socket, received));
                reader.setDaemon(true);
                reader.start();
            }
            publish(running, received, clients, PRICES);
            long ioThread = ioThread();
            long ioBefore = threads.getThreadAllocatedBytes(ioThread);
            long publishBytes = publish(running, received, clients, PRICES);
            long ioBytes = threads.getThreadAllocatedBytes(ioThread) - ioBefore;
            for (RawSocket socket : sockets) {
                socket.close();
            }
            return new Measured(publishBytes, ioBytes, (long) PRICES * clients);
        }
    }

    /** Publishes prices one by one, each after the last was delivered to all, so that none is conflated. */
    private long publish(RunningGateway running, AtomicLong received, int clients, int count) {
        long thread = Thread.currentThread().getId();
        long allocated = 0;
        for (int i = 0; i < count; i++) {
            long expected = received.get() + clients;
            long before = threads.getThreadAllocatedBytes(thread);
            running.writer.price(RunningGateway.BTC, RunningGateway.BTC_PRICE_E8 + i, HandClock.START_EPOCH_NS);
            allocated += threads.getThreadAllocatedBytes(thread) - before;
            long deadlineNs = System.nanoTime() + 10_000_000_000L;
            while (received.get() < expected) {
                assertTrue(System.nanoTime() - deadlineNs < 0, "a price was not delivered");
                LockSupport.parkNanos(10_000);
            }
        }
        return allocated;
    }

    private long ioThread() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("http I/O") && thread.isAlive()) {
                return thread.getId();
            }
        }
        throw new IllegalStateException("no I/O thread");
    }

    private static void count(RawSocket socket, AtomicLong received) {
        try {
            RawSocket.Frame frame = socket.read();
            while (frame.opcode() != -1) {
                if (frame.text().startsWith("{\"type\":\"price\"")) {
                    received.incrementAndGet();
                }
                frame = socket.read();
            }
        } catch (IOException e) {
            // The test has closed the socket.
            return;
        }
    }
}
