package io.tickgate.perf.ticks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.feed.DecoderProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both decoders that are compared must see the same ticks in the frames that they are compared on. */
class FramesTest {
    @TempDir
    Path nothing;

    @ParameterizedTest
    @EnumSource(Frames.Kind.class)
    void shouldMakeFramesThatBothDecodersReadAlikeWhenThereIsNoRecording(Frames.Kind kind) {
        Frames frames = Frames.load(nothing, kind);

        assertFalse(frames.isRecorded());
        assertReadAlike(frames, kind);
    }

    @ParameterizedTest
    @EnumSource(Frames.Kind.class)
    void shouldReadRecordedFramesAlikeWhenThereIsARecording(Frames.Kind kind) {
        Path data = Frames.recordings();
        boolean isThere = Files.isDirectory(data.resolve("binance"));
        if (!isThere) {
            System.err.println("SKIPPED: no recordings in " + data.toAbsolutePath());
        }
        Assumptions.assumeTrue(isThere);

        Frames frames = Frames.load(data, kind);

        assertTrue(frames.isRecorded());
        assertReadAlike(frames, kind);
    }

    @Test
    void shouldHoldTradesOnlyWhenAskedForTrades() {
        Frames frames = Frames.load(nothing, Frames.Kind.TRADE);
        JacksonDecoder jackson = new JacksonDecoder(List.of(Frames.SYMBOL));

        for (int i = 0; i < frames.count(); i++) {
            jackson.decode(frames.bytes(), frames.offset(i), frames.length(i));
            assertTrue(jackson.tick().isTrade, "frame " + i);
        }
    }

    private static void assertReadAlike(Frames frames, Frames.Kind kind) {
        DecoderProbe probe = DecoderProbe.of(kind);
        ReferenceDecoder jackson = ReferenceDecoder.of(kind);
        DecodedTick tick = new DecodedTick();
        for (int i = 0; i < frames.count(); i++) {
            boolean isTick = probe.decode(frames.bytes(), frames.offset(i), frames.length(i), tick);
            long sum = jackson.decode(frames.bytes(), frames.offset(i), frames.length(i));

            assertTrue(isTick, "frame " + i);
            assertEquals(jackson.tick(), tick, "frame " + i);
            assertEquals(sum, probe.decode(frames.bytes(), frames.offset(i), frames.length(i)), "frame " + i);
        }
    }
}
