package io.tickgate.perf.cost;

import io.tickgate.perf.ticks.EncodedTicks;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a tick costs the one consumer thread, stage by stage, and what Chronicle alone would cost. */
final class StageComparison {
    private static final long START_EPOCH_NS = 1_723_161_255_000_000_000L;
    private static final int OLDER_JDK = 17;
    private static final double CPU_NS_MAX = 600;
    private static final double TIMES_CHRONICLE_MAX = 2.5;
    private static final double BYTES_MAX = 0.5;
    private static final double PER_SECOND_MIN = 1_000_000;

    private final Path folder;
    private final Rounds rounds;
    private final CostTable table;
    private final int ticks;

    StageComparison(Path folder, Rounds rounds, CostTable table, int ticks) {
        this.folder = folder;
        this.rounds = rounds;
        this.table = table;
        this.ticks = ticks;
    }

    void run() {
        try (StageRig ring = rig(StageRig.Depth.RING);
                StageRig journal = rig(StageRig.Depth.JOURNAL);
                StageRig market = rig(StageRig.Depth.MARKET);
                StageRig publish = rig(StageRig.Depth.PUBLISH);
                AssembledEngine engine = new AssembledEngine(folder.resolve("engine"), ticks);
                AppendComparison.ChronicleAppender chronicle =
                        new AppendComparison.ChronicleAppender(folder.resolve("bare"))) {
            Contender bare = new AppendComparison.Appending(
                    "Chronicle writeBytes", new EncodedTicks(START_EPOCH_NS), ticks, chronicle::append);
            List<Series> series = rounds.run(List.of(ring, journal, market, publish, engine, bare));
            table.print("Consumer thread of the shared topology, flat out", "tick", series);
            judge(series.get(3), bare.name(), series.get(5));
            judge(series.get(4), bare.name(), series.get(5));
        }
    }

    private void judge(Series whole, String bareName, Series bare) {
        if (Runtime.version().feature() == OLDER_JDK) {
            table.atMost(whole.name() + ": CPU ns a tick", whole.medianCpuNs(), CPU_NS_MAX);
        }
        table.atMost(whole.name() + " ÷ " + bareName, whole.ratioTo(bare), TIMES_CHRONICLE_MAX);
        table.atMost(whole.name() + ": B a tick", whole.medianBytes(), BYTES_MAX);
        table.atLeast(whole.name() + ": ticks/s elapsed", whole.medianPerSecond(), PER_SECOND_MIN);
    }

    private StageRig rig(StageRig.Depth depth) {
        return new StageRig(depth, folder.resolve(depth.name().toLowerCase(Locale.ROOT)), ticks);
    }
}
