package io.tickgate.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.EventHandler;
import io.tickgate.record.ClockFlyweight;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ring and its ways in: order, room, end, and a stage that throws. */
@Timeout(30)
class InputRingTest {
    private static final int SIZE = 16;

    private final List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger halts = new AtomicInteger();

    private InputRing ring(long firstSequence, long epoch) {
        return new InputRing(
                SIZE,
                new BlockingWaitStrategy(),
                firstSequence,
                epoch,
                new StageErrorHandler(errors::add, halts::incrementAndGet));
    }

    private static InputPublisher clockPublisher(InputRing ring) {
        InputPublisher publisher = ring.newPublisher();
        new ClockFlyweight().wrap(publisher.scratch()).set(7, 9);
        return publisher;
    }

    /** A stage that stands still until it is let go, and keeps what it saw. */
    private static final class Held implements EventHandler<InputSlot> {
        private final List<Long> sequences = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch gate = new CountDownLatch(1);

        @Override
        public void onEvent(InputSlot slot, long ringSequence, boolean isEndOfBatch) throws InterruptedException {
            gate.await();
            sequences.add(slot.sequence());
        }
    }

    @Test
    void shouldSetSequenceEpochAndChecksumWhenPublishing() {
        InputRing ring = ring(1_000, 5);
        List<String> seen = new ArrayList<>();
        ring.addStage("test", (slot, ringSequence, isEndOfBatch) -> {
            RecordFlyweight record = new RecordFlyweight().wrap(slot.buffer(), 0, slot.length());
            ByteBuffer copy = ByteBuffer.allocateDirect(slot.length());
            slot.buffer().getBytes(0, copy, slot.length());
            boolean isWhole = new RecordChecksum().of(copy, 0, slot.length()) == record.crc32c();
            seen.add(record.sequence() + " " + record.epoch() + " " + record.engineTimeEpochNs() + " " + isWhole);
        });
        ring.start();
        InputPublisher publisher = clockPublisher(ring);

        List<Long> published = List.of(publisher.publish(), publisher.tryPublish(), publisher.tryPublishCommand());
        ring.close();

        assertEquals(List.of(1_000L, 1_001L, 1_002L), published);
        assertEquals(List.of("1000 5 7 true", "1001 5 7 true", "1002 5 7 true"), seen);
    }

    @Test
    void shouldLeaveAQuarterToTicksWhenCommandsCome() {
        InputRing ring = ring(1, 1);
        Held held = new Held();
        ring.addStage("test", held);
        ring.start();
        InputPublisher publisher = clockPublisher(ring);
        for (int i = 0; i < SIZE * 3 / 4; i++) {
            publisher.tryPublish();
        }

        long withAQuarterFree = publisher.tryPublishCommand();
        long withLess = publisher.tryPublishCommand();
        List<Long> ticks = List.of(publisher.tryPublish(), publisher.tryPublish(), publisher.tryPublish());
        long withNothing = publisher.tryPublish();
        long depth = ring.depth();
        held.gate.countDown();
        ring.close();

        assertEquals(13, withAQuarterFree);
        assertEquals(InputPublisher.FULL, withLess);
        assertEquals(List.of(14L, 15L, 16L), ticks);
        assertEquals(InputPublisher.FULL, withNothing);
        assertEquals(SIZE, depth);
        assertEquals(LongStream.rangeClosed(1, SIZE).boxed().toList(), held.sequences);
    }

    @Test
    void shouldWaitAndSayHowLongWhenTheRingIsFull() throws InterruptedException {
        InputRing ring = ring(1, 1);
        Held held = new Held();
        ring.addStage("test", held);
        ring.start();
        InputPublisher filling = clockPublisher(ring);
        while (filling.tryPublish() != InputPublisher.FULL) {
            Thread.onSpinWait();
        }
        InputPublisher waiting = clockPublisher(ring);
        long[] result = new long[1];
        Thread thread = new Thread(() -> result[0] = waiting.publish(), "test-feed");

        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        held.gate.countDown();
        thread.join();
        ring.close();

        assertEquals(SIZE + 1, result[0]);
        assertTrue(waiting.waitedNs() > 0);
        assertEquals(0, filling.waitedNs());
        assertEquals(LongStream.rangeClosed(1, SIZE + 1).boxed().toList(), held.sequences);
    }

    @Test
    void shouldEndTheWaitWhenTheRingIsClosed() throws InterruptedException {
        InputRing ring = ring(1, 1);
        Held held = new Held();
        ring.addStage("test", held);
        ring.start();
        InputPublisher filling = clockPublisher(ring);
        while (filling.tryPublish() != InputPublisher.FULL) {
            Thread.onSpinWait();
        }
        InputPublisher waiting = clockPublisher(ring);
        long[] result = new long[1];
        Thread thread = new Thread(() -> result[0] = waiting.publish(), "test-feed");
        thread.start();
        Thread closing = new Thread(ring::close, "test-close");

        closing.start();
        thread.join();
        held.gate.countDown();
        closing.join();

        assertEquals(InputPublisher.CLOSED, result[0]);
        assertEquals(SIZE, held.sequences.size());
    }

    @Test
    void shouldLetNothingInAfterTheEnd() {
        InputRing ring = ring(1, 1);
        ring.addStage("test", (slot, ringSequence, isEndOfBatch) -> {});
        ring.start();
        InputPublisher publisher = clockPublisher(ring);

        ring.close();

        assertEquals(
                List.of(InputPublisher.CLOSED, InputPublisher.CLOSED, InputPublisher.CLOSED),
                List.of(publisher.publish(), publisher.tryPublish(), publisher.tryPublishCommand()));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 39, 1_345, Integer.MAX_VALUE})
    void shouldGoOnWhenSomebodyPublishedWhatIsNoRecord(int length) {
        InputRing ring = ring(1, 1);
        List<Long> seen = new ArrayList<>();
        ring.addStage("test", (slot, ringSequence, isEndOfBatch) -> seen.add(slot.sequence()));
        ring.start();
        InputPublisher broken = ring.newPublisher();
        broken.scratch().putInt(RecordFlyweight.LENGTH_OFFSET, length, RecordFlyweight.BYTE_ORDER);

        assertThrows(IllegalStateException.class, broken::publish);
        assertThrows(IllegalStateException.class, broken::tryPublish);
        assertThrows(IllegalStateException.class, broken::tryPublishCommand);
        long next = clockPublisher(ring).publish();
        ring.close();

        assertEquals(1, next);
        assertEquals(List.of(1L), seen);
    }

    @Test
    void shouldKeepEachPublishersOrderAndLoseNothingWhenManyPublish() throws InterruptedException {
        InputRing ring = ring(1, 1);
        List<Long> sequences = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        ring.addStage("test", (slot, ringSequence, isEndOfBatch) -> {
            sequences.add(slot.sequence());
            times.add(slot.buffer().getLong(RecordFlyweight.ENGINE_TIME_OFFSET, RecordFlyweight.BYTE_ORDER));
        });
        ring.start();
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 3; thread++) {
            InputPublisher publisher = ring.newPublisher();
            int base = thread * 10_000;
            threads.add(new Thread(() -> {
                ClockFlyweight clock = new ClockFlyweight().wrap(publisher.scratch());
                for (int i = 0; i < 5_000; i++) {
                    clock.set(base + i, 0);
                    publisher.publish();
                }
            }));
        }

        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        ring.close();

        assertEquals(LongStream.rangeClosed(1, 15_000).boxed().toList(), sequences);
        for (int thread = 0; thread < 3; thread++) {
            int base = thread * 10_000;
            assertEquals(
                    LongStream.range(base, base + 5_000).boxed().toList(),
                    times.stream()
                            .filter(time -> time >= base && time < base + 10_000)
                            .toList());
        }
    }

    @Test
    void shouldStopTheProcessAndHandleNothingMoreWhenAStageThrows() {
        InputRing ring = ring(1, 1);
        List<Long> journalled = Collections.synchronizedList(new ArrayList<>());
        List<Long> decided = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch halted = new CountDownLatch(1);
        ring.addStage("first", (slot, ringSequence, isEndOfBatch) -> journalled.add(slot.sequence()));
        ring.addStage("second", (slot, ringSequence, isEndOfBatch) -> {
            if (slot.sequence() == 3) {
                halted.countDown();
                throw new IllegalArgumentException("planted");
            }
            decided.add(slot.sequence());
        });
        ring.start();
        InputPublisher publisher = clockPublisher(ring);

        for (int i = 0; i < 5; i++) {
            publisher.tryPublish();
        }
        awaitHalt();
        ring.close();

        assertEquals(List.of(1L, 2L), decided);
        assertTrue(journalled.containsAll(decided));
        assertEquals(1, halts.get());
        assertTrue(errors.get(0).getMessage().contains("sequence 3"), errors.toString());
        assertEquals("planted", errors.get(0).getCause().getMessage());
        assertFalse(halted.getCount() > 0);
    }

    private void awaitHalt() {
        while (halts.get() == 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldRefuseToStartWhenSomethingWasPublishedThatNoStageWouldSee() {
        InputRing ring = ring(1, 1);
        ring.addStage("test", (slot, ringSequence, isEndOfBatch) -> {});
        clockPublisher(ring).tryPublish();

        assertThrows(IllegalStateException.class, ring::start);
    }

    @Test
    void shouldRunAStageBesideTheOneAddedLast() throws InterruptedException {
        InputRing ring = ring(1, 1);
        Held market = new Held();
        CountDownLatch published = new CountDownLatch(1);
        ring.addStage("journal", (slot, ringSequence, isEndOfBatch) -> {});
        ring.addStage("market", market);
        ring.addStageBeside("publish", (slot, ringSequence, isEndOfBatch) -> published.countDown());
        ring.start();

        clockPublisher(ring).publish();
        published.await();
        boolean wasMarketBehind = market.sequences.isEmpty();
        market.gate.countDown();
        ring.close();

        assertTrue(wasMarketBehind);
    }
}
