package io.tickgate.perf.acknowledge;

import io.tickgate.perf.Machine;
import io.tickgate.perf.Scratch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench acknowledge}: a bet's signed acknowledgement against a bare journalled command, in turns at one rate. Ends with 0 whatever was seen. */
@Command(
        name = "acknowledge",
        mixinStandardHelpOptions = true,
        description = "Time to the answer of a bare journalled command, a taken bet, a taken and signed bet.")
public final class AcknowledgeCommand implements Callable<Integer> {
    private static final double NS_PER_US = 1e3;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};

    @Option(names = "--rate", defaultValue = "5000", description = "Commands a second, default ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--seconds", defaultValue = "5", description = "Length of a round, default ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "3", description = "Counted rounds of each, default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--warm-ups", defaultValue = "1", description = "Rounds not counted, default ${DEFAULT-VALUE}.")
    private int warmUps;

    @Option(names = "--scratch", description = "Folder for journals; default: that of temporary files.")
    private Path scratch = Path.of(System.getProperty("java.io.tmpdir"));

    /** Made by the command line. */
    public AcknowledgeCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        try (Scratch folder = Scratch.create(scratch)) {
            out.println(Machine.describe(folder.path()));
            Map<AcknowledgeRig.Kind, Histogram> sums = new EnumMap<>(AcknowledgeRig.Kind.class);
            try (AcknowledgeRig rig = new AcknowledgeRig(folder.path().resolve("data"))) {
                for (int round = 0; round < warmUps + rounds; round++) {
                    for (AcknowledgeRig.Kind kind : AcknowledgeRig.Kind.values()) {
                        Histogram histogram = rig.run(kind, rate, rate * seconds);
                        if (round >= warmUps) {
                            sums.merge(kind, histogram, AcknowledgeCommand::sum);
                        }
                    }
                }
                print(sums, out);
                out.printf(
                        "refused: %,d; taken, but answered without an acceptance: %,d; waits for a full ring: %,d%n",
                        rig.refused(), rig.unsigned(), rig.fullRings());
            }
        }
        return 0;
    }

    private static Histogram sum(Histogram one, Histogram other) {
        one.add(other);
        return one;
    }

    private void print(Map<AcknowledgeRig.Kind, Histogram> sums, PrintWriter out) {
        out.printf("%,d commands a second, from when due to when answered, µs:%n", rate);
        out.printf("%-10s %9s %9s %9s %9s %9s %9s%n", "", "count", "p50", "p90", "p99", "p99.9", "max");
        for (Map.Entry<AcknowledgeRig.Kind, Histogram> entry : sums.entrySet()) {
            out.printf("%-10s %,9d", entry.getKey(), entry.getValue().getTotalCount());
            for (double percentile : PERCENTILES) {
                out.printf(" %,9.0f", entry.getValue().getValueAtPercentile(percentile) / NS_PER_US);
            }
            out.println();
        }
        Histogram bare = sums.get(AcknowledgeRig.Kind.BARE);
        Histogram signed = sums.get(AcknowledgeRig.Kind.SIGNED);
        if (bare != null && signed != null) {
            double ratio = (double) signed.getValueAtPercentile(99) / bare.getValueAtPercentile(99);
            out.printf("p99 signed / bare: %.2f (target: at most 2)%n", ratio);
        }
    }
}
