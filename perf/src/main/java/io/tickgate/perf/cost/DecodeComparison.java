package io.tickgate.perf.cost;

import io.tickgate.feed.DecoderProbe;
import io.tickgate.perf.ticks.DecodedTick;
import io.tickgate.perf.ticks.Frames;
import io.tickgate.perf.ticks.ReferenceDecoder;
import java.nio.file.Path;
import java.util.List;

/** From frame to tick: the feed's decoder against jackson-core on the same frames, for each supported message. */
final class DecodeComparison {
    private static final double TIMES_LESS_CPU_MIN = 3.5;
    private static final double BYTES_MAX = 0.5;

    private final Path data;
    private final Rounds rounds;
    private final CostTable table;
    private final int ticks;

    DecodeComparison(Path data, Rounds rounds, CostTable table, int ticks) {
        this.data = data;
        this.rounds = rounds;
        this.table = table;
        this.ticks = ticks;
    }

    void run() {
        for (Frames.Kind kind : Frames.Kind.values()) {
            Frames frames = Frames.load(data, kind);
            String source = frames.isRecorded() ? "recorded" : "MADE-UP (no recording found)";
            DecoderProbe probe = DecoderProbe.of(kind);
            ReferenceDecoder jackson = ReferenceDecoder.of(kind);
            checkEqual(frames, probe, jackson);
            List<Series> series = rounds.run(List.of(
                    new Decoding("Tickgate", frames, ticks, probe::decode, probe::reset),
                    new Decoding("Jackson streaming", frames, ticks, jackson::decode, () -> {})));
            String title = "Frame to tick: " + kind + ", " + frames.count() + " " + source + " frames of "
                    + frames.meanLength() + " B";
            table.print(title, "frame", series);
            table.atLeast(
                    "Jackson's CPU ÷ ours (" + kind + ")", series.get(1).ratioTo(series.get(0)), TIMES_LESS_CPU_MIN);
            table.atMost("B a frame (" + kind + ")", series.get(0).medianBytes(), BYTES_MAX);
        }
    }

    /** Two decoders that disagree are not to be compared. */
    private static void checkEqual(Frames frames, DecoderProbe probe, ReferenceDecoder jackson) {
        DecodedTick tick = new DecodedTick();
        for (int i = 0; i < frames.count(); i++) {
            boolean isTick = probe.decode(frames.bytes(), frames.offset(i), frames.length(i), tick);
            jackson.decode(frames.bytes(), frames.offset(i), frames.length(i));
            if (!isTick || !tick.equals(jackson.tick())) {
                throw new IllegalStateException(
                        "Frame " + i + " is " + tick + " to Tickgate and " + jackson.tick() + " to Jackson");
            }
        }
    }

    /** Decodes one frame and sums it up. */
    private interface Decoder {
        long decode(byte[] source, int offset, int length);
    }

    /** One decoder at work. */
    private record Decoding(String name, Frames frames, int ticks, Decoder decoder, Runnable onStart)
            implements Contender {
        @Override
        public Cost run() {
            ThreadMeter meter = ThreadMeter.ofCurrentThread();
            byte[] bytes = frames.bytes();
            int count = frames.count();
            long sum = 0;
            int index = 0;
            onStart.run(); // The frames come again: what they said before must not make them old.
            meter.start();
            for (int i = 0; i < ticks; i++) {
                sum += decoder.decode(bytes, frames.offset(index), frames.length(index));
                index++;
                if (index == count) {
                    index = 0;
                    onStart.run();
                }
            }
            Cost cost = meter.stop(ticks);
            if (sum == 0) {
                throw new IllegalStateException("Nothing was decoded");
            }
            return cost;
        }
    }
}
