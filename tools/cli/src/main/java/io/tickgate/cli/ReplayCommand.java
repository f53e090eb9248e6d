package io.tickgate.cli;

import io.tickgate.engine.JournalReplay;
import io.tickgate.replay.ReplayListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tickgate replay}: derives every decision of a journal again and compares it with the recorded one. */
@Command(
        name = "replay",
        description = {
            "Replay a journal: check every record, derive every decision again, compare it with the record.",
            "The first difference ends it; with --compare all are found."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final double SPEED_MIN = 0.001;
    private static final double SPEED_MAX = 1_000_000;
    /** More than anybody reads; each takes some 2 KB. */
    private static final int DIFFERENCES_MAX = 100_000;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            required = true,
            description = "Data folder of an engine (it may be running).")
    Path folder = Path.of("");

    @Option(names = "--until", paramLabel = "SEQ", description = "Stop after the record with this sequence.")
    @Nullable
    Long until;

    @Option(
            names = "--compare",
            description = "Note every decision that is recorded otherwise, in words; exit code 1 when there is one.")
    boolean isCompared;

    @Option(
            names = "--differences",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many differences are listed; default 20. All are counted.")
    int differencesMax;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "max",
            description = "Seconds of engine time in a second, or max, the default.")
    String speed = "max";

    @Option(names = "--json", description = "Print one JSON object.")
    boolean isJson;

    @Override
    public Integer call() throws IOException {
        TextLog.quiet();
        check();
        Path data = DataFolders.of(folder);
        CpuMeter meter = new CpuMeter();
        JournalReplay replay = replay(data);
        ReplayReport report = new ReplayReport(replay, isCompared, meter.cpuSeconds(), meter.seconds());
        if (isJson) {
            report.printJson(spec.commandLine().getOut());
        } else {
            report.print(spec.commandLine().getOut());
        }
        return replay.differencesTotal() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private JournalReplay replay(Path data) {
        double pace = pace();
        try (ReplayProgress progress = new ReplayProgress(spec.commandLine().getErr(), pace > 0)) {
            ReplayListener listener = pace > 0 ? new ReplayPace(progress, pace) : progress;
            long untilSequence = until == null ? JournalReplay.TO_THE_END : until;
            return isCompared
                    ? JournalReplay.compare(data, untilSequence, differencesMax, listener)
                    : JournalReplay.run(data, untilSequence, listener);
        }
    }

    private void check() {
        if (until != null && until < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--until': " + until + "; sequences begin with 1");
        }
        if (differencesMax < 0 || differencesMax > DIFFERENCES_MAX) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--differences': " + differencesMax + "; allowed are 0 to "
                            + DIFFERENCES_MAX);
        }
    }

    /** Seconds of engine time in a second, 0 for as fast as it can. */
    private double pace() {
        if (speed.equals("max")) {
            return 0;
        }
        double value = speed.matches("[0-9]{1,7}(\\.[0-9]{1,3})?") ? Double.parseDouble(speed) : 0;
        if (value < SPEED_MIN || value > SPEED_MAX) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--speed': " + speed + "; allowed are 0.001 to 1000000, or max");
        }
        return value;
    }
}
