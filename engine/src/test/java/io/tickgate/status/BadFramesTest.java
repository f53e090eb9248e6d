package io.tickgate.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BadFramesTest {
    private final Counters counters = Counters.inMemory();
    private final UnsafeBuffer file = new UnsafeBuffer(new byte[BadFrames.lengthBytes()]);
    private final AtomicLong nowNs = new AtomicLong(-5);
    private final BadFrames frames = newFrames();

    private BadFrames newFrames() {
        return new BadFrames(file, () -> 1_700_000_000_000L, nowNs::get, counters);
    }

    @Test
    void shouldKeepAFrameWithAllThatIsKnownOfIt() {
        record(frames, "xx{\"e\":1}yy", 2, 7);

        BadFrame frame = BadFrames.read(file).get(0);
        assertEquals(1, frame.number());
        assertEquals(1_700_000_000_000L, frame.epochMs());
        assertEquals("binance", frame.venue());
        assertEquals("not-json", frame.reason());
        assertEquals(7, frame.lengthBytes());
        assertEquals("{\"e\":1}", frame.escaped());
        assertFalse(frame.isCut());
    }

    @Test
    void shouldCutLongFramesAndLabels() {
        String text = "x".repeat(100_000);
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        frames.record(text, text, bytes, 0, bytes.length);

        BadFrame frame = BadFrames.read(file).get(0);
        assertEquals("x".repeat(16), frame.venue());
        assertEquals("x".repeat(32), frame.reason());
        assertEquals(100_000, frame.lengthBytes());
        assertEquals("x".repeat(480), frame.escaped());
        assertTrue(frame.isCut());
    }

    @Test
    void shouldKeepTheLastOnes() {
        for (int i = 1; i <= 100; i++) {
            record(frames, "frame" + i);
            nowNs.addAndGet(TimeUnit.SECONDS.toNanos(1));
        }

        List<BadFrame> kept = BadFrames.read(file);
        assertEquals(
                LongStream.rangeClosed(69, 100).boxed().toList(),
                kept.stream().map(BadFrame::number).toList());
        assertEquals("frame69", kept.get(0).escaped());
        assertEquals(0, counters.get(Counter.BAD_FRAMES_NOT_KEPT));
    }

    @Test
    void shouldKeepAFewASecondOnlyAndCountTheRest() {
        for (int second = 0; second < 3; second++) {
            for (int i = 0; i < 1_000; i++) {
                record(frames, "frame");
            }
            nowNs.addAndGet(TimeUnit.SECONDS.toNanos(1));
        }

        assertEquals(3 * BadFrames.PER_SECOND_MAX, BadFrames.read(file).size());
        assertEquals(3 * (1_000 - BadFrames.PER_SECOND_MAX), counters.get(Counter.BAD_FRAMES_NOT_KEPT));
    }

    @Test
    void shouldGoOnBehindTheFramesOfEarlierRuns() {
        record(frames, "before");

        record(newFrames(), "after");

        assertEquals(
                List.of("1 before", "2 after"),
                BadFrames.read(file).stream()
                        .map(frame -> frame.number() + " " + frame.escaped())
                        .toList());
    }

    @Test
    void shouldLeaveOutWhatWasHalfWritten() {
        record(frames, "first");
        record(frames, "second");
        int slotLength = BadFrames.lengthBytes() / BadFrames.FRAMES_MAX;

        for (int i = 0; i < slotLength; i++) {
            UnsafeBuffer torn = new UnsafeBuffer(file.byteArray().clone());
            torn.putByte(slotLength + i, (byte) (torn.getByte(slotLength + i) + 1));

            assertEquals(1, BadFrames.read(torn).size(), "byte " + i);
        }
        assertEquals(List.of(), BadFrames.read(new UnsafeBuffer(new byte[0])));
        assertEquals(List.of(), BadFrames.read(new UnsafeBuffer(new byte[17])));
    }

    @Test
    void shouldEscapeWhatCouldActOnATerminal() {
        record(frames, "\u001b[31m\u0007\\ü\u202e\u007f");

        assertEquals(
                "\\x1b[31m\\x07\\\\\\xc3\\xbc\\xe2\\x80\\xae\\x7f",
                BadFrames.read(file).get(0).escaped());
    }

    @Test
    @Timeout(20)
    void shouldTakeFramesOfSeveralThreads() throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            String text = String.valueOf((char) ('a' + t)).repeat(400);
            threads[t] = new Thread(() -> {
                awaitStart(start);
                for (int i = 0; i < 1_000; i++) {
                    nowNs.addAndGet(TimeUnit.SECONDS.toNanos(1));
                    record(frames, text);
                }
            });
            threads[t].start();
        }

        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        List<BadFrame> kept = BadFrames.read(file);
        assertEquals(BadFrames.FRAMES_MAX, kept.size());
        for (BadFrame frame : kept) {
            assertEquals(frame.escaped().substring(0, 1).repeat(400), frame.escaped());
        }
        assertEquals(4_000, kept.get(kept.size() - 1).number() + counters.get(Counter.BAD_FRAMES_NOT_KEPT));
    }

    @Test
    void shouldStayInTheDataFolderOverRestarts(@TempDir Path folder) throws Exception {
        record(StatusFiles.create(folder).badFrames(), "first");
        record(StatusFiles.create(folder).badFrames(), "second");

        byte[] bytes = Files.readAllBytes(StatusFiles.badFramesOf(folder));

        assertEquals(2, BadFrames.read(new UnsafeBuffer(bytes)).size());
    }

    @Test
    void shouldBeginAnewWhenTheFileIsOfAnotherVersion(@TempDir Path folder) throws Exception {
        Files.writeString(StatusFiles.badFramesOf(folder), "something else");

        record(StatusFiles.create(folder).badFrames(), "first");

        byte[] bytes = Files.readAllBytes(StatusFiles.badFramesOf(folder));
        assertEquals(1, BadFrames.read(new UnsafeBuffer(bytes)).size());
    }

    private static void awaitStart(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void record(BadFrames frames, String text) {
        record(frames, text, 0, text.getBytes(StandardCharsets.UTF_8).length);
    }

    private static void record(BadFrames frames, String text, int offset, int length) {
        frames.record("binance", "not-json", text.getBytes(StandardCharsets.UTF_8), offset, length);
    }
}
