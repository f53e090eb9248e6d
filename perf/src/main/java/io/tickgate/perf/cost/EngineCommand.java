package io.tickgate.perf.cost;

import io.tickgate.perf.Machine;
import io.tickgate.perf.Scratch;
import io.tickgate.perf.ticks.Frames;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench engine}: what a tick costs. Ends with 0 whatever was seen: a missed target is a result. */
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        description = "CPU time and allocation a tick: decode, journal append, stages behind the ring, replay.")
public final class EngineCommand implements Callable<Integer> {
    /** The comparisons. */
    enum Part {
        DECODE,
        APPEND,
        STAGES,
        REPLAY
    }

    @Option(names = "--only", split = ",", description = "Comparisons to run: ${COMPLETION-CANDIDATES}. Default: all.")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(names = "--rounds", defaultValue = "7", description = "Counted rounds, default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--warm-ups", defaultValue = "3", description = "Rounds not counted, default ${DEFAULT-VALUE}.")
    private int warmUps;

    @Option(names = "--ticks", defaultValue = "400000", description = "Ticks a round, default ${DEFAULT-VALUE}.")
    private int ticks;

    @Option(names = "--data", description = "Folder of recordings; default: data in the folder tickgate.shared.")
    private Path data = Frames.recordings();

    @Option(names = "--scratch", description = "Folder for journals; default: that of temporary files.")
    private Path scratch = Path.of(System.getProperty("java.io.tmpdir"));

    /** Made by the command line. */
    public EngineCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        try (Scratch folder = Scratch.create(scratch)) {
            out.println(Machine.describe(folder.path()));
            Rounds turns = new Rounds(warmUps, rounds);
            CostTable table = new CostTable(out);
            if (parts.contains(Part.DECODE)) {
                new DecodeComparison(data, turns, table, ticks).run();
            }
            if (parts.contains(Part.APPEND)) {
                new AppendComparison(folder.path(), turns, table, ticks).run();
            }
            if (parts.contains(Part.STAGES)) {
                new StageComparison(folder.path(), turns, table, ticks).run();
            }
            if (parts.contains(Part.REPLAY)) {
                new ReplayComparison(folder.path(), turns, table, ticks).run();
            }
        }
        return 0;
    }
}
