package io.tickgate.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.ExceptionHandler;
import com.sun.management.ThreadMXBean;
import io.tickgate.feed.decode.FrameDecoder;
import io.tickgate.feed.decode.Streams;
import io.tickgate.feed.websocket.FrameReader;
import io.tickgate.input.EngineClock;
import io.tickgate.input.InputRing;
import io.tickgate.input.InputSlot;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int FRAMES = 100_000;
    /** The measuring itself, and what the JIT compiler's switches leave behind: nothing that grows with the frames. */
    private static final long TOLERANCE_BYTES = 4_096;

    private static final List<byte[]> PAYLOADS = List.of(
            bytes(
                    "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1672515782136,\"s\":\"BTCUSDT\",\"t\":12345,"
                            + "\"p\":\"61837.63000000\",\"q\":\"0.02000000\",\"T\":1672515782135,\"m\":true,\"M\":true}}"),
            bytes(
                    "{\"stream\":\"ethusdt@bookTicker\",\"data\":{\"u\":400900217,\"s\":\"ETHUSDT\",\"b\":\"25.35190000\","
                            + "\"B\":\"31.21000000\",\"a\":\"25.36520000\",\"A\":\"40.66000000\"}}"),
            bytes("{\"u\":400900217,\"s\":\"这是测试币456\",\"b\":\"0.000000123456789\",\"B\":\"3100000000000.21\","
                    + "\"a\":\"25.36520000\",\"A\":\"40.66000000\"}"));

    @Test
    void shouldAllocateNothingFromFrameToRing() {
        Counters counters = Counters.inMemory();
        FrameDecoder decoder = FeedRig.decoder(counters);
        FrameReader frames = new FrameReader(65_536);
        byte[] wire = wire();
        try (InputRing ring = ring()) {
            TickPublisher ticks = new TickPublisher(ring.newPublisher(), counters);
            FeedEvents events = new FeedEvents(
                    3,
                    1,
                    new EngineClock(SystemEpochNanoClock.INSTANCE, System::nanoTime, 0),
                    ring.newPublisher(),
                    counters);
            MessageDesk desk = new MessageDesk(
                    ticks,
                    events,
                    counters,
                    new OneToOneConcurrentArrayQueue<>(4),
                    new StreamSet(Streams.BINANCE, List.of(), null));
            run(wire, frames, decoder, ticks, desk);

            long before = allocatedBytes();
            int published = run(wire, frames, decoder, ticks, desk);
            long allocated = allocatedBytes() - before;

            assertTrue(published >= FRAMES);
            assertTrue(allocated <= TOLERANCE_BYTES, allocated + " bytes for " + published + " frames");
        }
        assertEquals(0, counters.get(Counter.FRAMES_FALLBACK));
        assertEquals(0, counters.get(Counter.TICKS_REJECTED));
    }

    private static int run(
            byte[] wire, FrameReader frames, FrameDecoder decoder, TickPublisher ticks, MessageDesk desk) {
        int published = 0;
        while (published < FRAMES) {
            frames.prepare();
            System.arraycopy(wire, 0, frames.buffer(), frames.limit(), wire.length);
            frames.added(wire.length);
            desk.beginRead(1_672_515_782_137_000_000L, System.nanoTime());
            while (frames.next() == FrameReader.TEXT) {
                decoder.decode(frames.payload(), frames.payloadOffset(), frames.payloadLength(), desk);
                published++;
            }
            ticks.endOfRead(true);
        }
        return published;
    }

    /** All payloads as frames of a server. */
    private static byte[] wire() {
        java.io.ByteArrayOutputStream wire = new java.io.ByteArrayOutputStream();
        for (byte[] payload : PAYLOADS) {
            wire.write(0x81);
            wire.write(126);
            wire.write(payload.length >> 8);
            wire.write(payload.length);
            wire.writeBytes(payload);
        }
        return wire.toByteArray();
    }

    private static InputRing ring() {
        InputRing ring = new InputRing(8_192, new BusySpinWaitStrategy(), 1, 1, new Ignoring());
        ring.addStage("nothing", (slot, sequence, isEndOfBatch) -> {});
        ring.start();
        return ring;
    }

    private static long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Ignoring implements ExceptionHandler<InputSlot> {
        @Override
        public void handleEventException(Throwable e, long sequence, InputSlot slot) {
            throw new IllegalStateException(e);
        }

        @Override
        public void handleOnStartException(Throwable e) {
            throw new IllegalStateException(e);
        }

        @Override
        public void handleOnShutdownException(Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
