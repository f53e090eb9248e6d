package io.tickgate.simulator.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.tickgate.simulator.binance.BinanceDialect;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultBoard;
import io.tickgate.simulator.fault.VenueFaults;
import io.tickgate.simulator.recording.ReplayPlan;
import io.tickgate.simulator.stream.Subscriber;
import io.tickgate.simulator.stream.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pacing and retiming, with clocks that the test moves. */
@Timeout(60)
@Tag("slow")
class ReplaySourceTest {

    private static final long MS = 1_000_000;

    /** Receive time of the first frame; each later one comes 10 ms after the one before. */
    private static final long FIRST_EPOCH_NS = 1_723_161_254_000_400_000L;

    /** The venue's clock is ahead of the recorder's by this much, as in a real recording. */
    private static final long AHEAD_MS = 1_273;

    private static final String STREAM = "btcusdt@trade";

    private final AtomicLong clockNs = new AtomicLong(77);
    private final AtomicLong wallMs = new AtomicLong(1_800_000_000_000L);
    private final FaultBoard faults = new FaultBoard(clockNs::get);
    private final Topics topics = new Topics();
    private final Reader reader = new Reader();
    private final Path folder;
    private final List<ReplaySource> started = new ArrayList<>();

    ReplaySourceTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Takes everything, and notes at which time of the clock. */
    private final class Reader implements Subscriber {

        final List<String> texts = new CopyOnWriteArrayList<>();
        final List<Long> atNs = new CopyOnWriteArrayList<>();

        @Override
        public boolean isCombined() {
            return false;
        }

        @Override
        public boolean wants(String stream) {
            return true;
        }

        @Override
        public boolean isMicroseconds() {
            return false;
        }

        @Override
        public Offer offerText(byte[] utf8, int offset, int length) {
            atNs.add(clockNs.get());
            texts.add(new String(utf8, offset, length, StandardCharsets.UTF_8));
            return Offer.ACCEPTED;
        }

        @Override
        public Offer offerBinary(byte[] bytes, int offset, int length) {
            return Offer.ACCEPTED;
        }

        @Override
        public void awaitRoom(long timeoutNs) {
            fail("there is always room");
        }

        @Override
        public void closeAsTooSlow() {
            fail("a replay closes nobody");
        }

        void await(int count) {
            long startNs = System.nanoTime();
            while (texts.size() < count) {
                assertTrue(System.nanoTime() - startNs < 20_000_000_000L, "only " + texts.size() + " frames");
                LockSupport.parkNanos(MS / 10);
            }
        }
    }

    @AfterEach
    void stop() {
        started.forEach(ReplaySource::close);
    }

    private static String payload(int index) {
        long eventMs = FIRST_EPOCH_NS / MS + index * 10L + AHEAD_MS;
        return "{\"e\":\"trade\",\"E\":" + eventMs + ",\"t\":" + index + ",\"T\":" + (eventMs - 1) + "}";
    }

    private ReplaySource start(int frames, int speed, boolean retime) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            lines.add((FIRST_EPOCH_NS + i * 10L * MS) + " {\"stream\":\"" + STREAM + "\",\"data\":" + payload(i) + "}");
        }
        Path file = Files.write(folder.resolve("frames.txt"), lines);
        ReplayPlan plan = ReplayPlan.of(file).withSpeed(speed).withRetime(retime);
        ReplaySource source = ReplaySource.open(
                plan, topics, VenueFaults.of(new BinanceDialect(), faults), clockNs::get, wallMs::get);
        started.add(source);
        source.start();
        return source;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void shouldSendNoFrameBeforeItsTimeWhenPaced(int speed) throws Exception {
        long originNs = clockNs.get();
        start(50, speed, false);
        topics.subscribe(STREAM, reader);
        reader.await(1);

        for (int i = 1; i < 50; i++) {
            clockNs.set(originNs + i * 10L * MS / speed);
            reader.await(i + 1);
        }

        for (int i = 0; i < 50; i++) {
            assertEquals(payload(i), reader.texts.get(i));
            assertEquals(originNs + i * 10L * MS / speed, reader.atNs.get(i), "frame " + i);
        }
    }

    @Test
    void shouldBeginWithTheFirstSubscriptionHoweverLateItComes() throws Exception {
        start(2, 1, false);
        clockNs.addAndGet(3_600_000 * MS);

        topics.subscribe(STREAM, reader);

        reader.await(1);
        assertEquals(payload(0), reader.texts.get(0));
    }

    @Test
    void shouldMapReceiveTimesToNowAndKeepDistancesWhenRetimed() throws Exception {
        start(3, ReplayPlan.SPEED_MAX, true);

        topics.subscribe(STREAM, reader);

        reader.await(3);
        // Received at now, so dated 1,273 ms ahead of it; the recorder's 0.4 ms are rounded down.
        long firstMs = wallMs.get() + AHEAD_MS - 1;
        for (int i = 0; i < 3; i++) {
            long eventMs = firstMs + i * 10L;
            assertEquals(
                    "{\"e\":\"trade\",\"E\":" + eventMs + ",\"t\":" + i + ",\"T\":" + (eventMs - 1) + "}",
                    reader.texts.get(i));
        }
    }

    @Test
    void shouldMoveTheTimesAlongWhenAPauseHoldsTheRecording() throws Exception {
        long originNs = clockNs.get();
        start(3, 1, true);
        topics.subscribe(STREAM, reader);
        reader.await(1);

        faults.add(Fault.silence(2, "BTCUSDT", false));
        clockNs.set(originNs + 10 * MS);
        awaitPause(started.get(0));
        clockNs.set(originNs + 2_000 * MS);
        reader.await(2);
        long pausedMs = (reader.atNs.get(1) - originNs) / MS - 10;
        clockNs.addAndGet(10 * MS);
        reader.await(3);

        assertEquals(1_990, pausedMs);
        long firstMs = wallMs.get() + AHEAD_MS - 1;
        assertTrue(reader.texts.get(1).contains("\"E\":" + (firstMs + 10 + pausedMs)), reader.texts.toString());
        assertTrue(reader.texts.get(2).contains("\"E\":" + (firstMs + 20 + pausedMs)), reader.texts.toString());
        assertEquals(10 * MS, reader.atNs.get(2) - reader.atNs.get(1));
    }

    private static void awaitPause(ReplaySource source) {
        long startNs = System.nanoTime();
        while (!Boolean.TRUE.equals(source.view().figures().get("paused"))) {
            assertTrue(System.nanoTime() - startNs < 20_000_000_000L, "no pause");
            LockSupport.parkNanos(MS / 10);
        }
    }
}
