package io.tickgate.cli;

import io.tickgate.config.ConfigurationException;
import io.tickgate.config.RuleChange;
import io.tickgate.engine.JournalReplay;
import io.tickgate.replay.ReplayListener;
import io.tickgate.replay.WhatIf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            description = "How many differences are listed (of each kind with --what-if); default 20. All are counted.")
    int differencesMax;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "max",
            description = "Seconds of engine time in a second, or max, the default.")
    String speed = "max";

    @Option(
            names = "--what-if",
            paramLabel = "PROPERTY=VALUE",
            description = "List what would have been decided otherwise with this value, such as health.critical=2s or"
                    + " markets.btc-usd-touch.deadline=5m; may be repeated.")
    List<String> whatIf = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object.")
    boolean isJson;

    @Override
    public Integer call() throws IOException {
        TextLog.quiet();
        check();
        Path data = DataFolders.of(folder);
        if (!whatIf.isEmpty()) {
            return replayWithOtherRules(data);
        }
        CpuMeter meter = new CpuMeter();
        JournalReplay replay = replay(data);
        sayFrom(replay.firstSequence());
        sayUntil(replay.lastSequence());
        ReplayReport report = new ReplayReport(replay, isCompared, meter.cpuSeconds(), meter.seconds());
        if (isJson) {
            report.printJson(spec.commandLine().getOut());
        } else {
            report.print(spec.commandLine().getOut());
        }
        return replay.differencesTotal() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private int replayWithOtherRules(Path data) throws IOException {
        WhatIf found = whatIf(data, changes(data));
        sayFrom(found.firstSequence());
        sayUntil(found.lastSequence());
        WhatIfReport report = new WhatIfReport(found);
        if (isJson) {
            report.printJson(spec.commandLine().getOut());
        } else {
            report.print(spec.commandLine().getOut());
        }
        return CommandLine.ExitCode.OK;
    }

    private void sayFrom(long firstSequence) {
        if (firstSequence > 1) {
            spec.commandLine().getErr().println(DataFolders.pruned(firstSequence));
        }
    }

    /** What is to be replayed until a sequence that is not there yet is no error: an engine may be writing. */
    private void sayUntil(long lastSequence) {
        if (until != null && until > lastSequence) {
            spec.commandLine()
                    .getErr()
                    .println("The journal ends with sequence " + lastSequence + ", before --until " + until
                            + ": this covers it to its end.");
        }
    }

    /** Read and known before the journal is replayed, which may take an hour. */
    private List<RuleChange> changes(Path data) {
        try {
            List<RuleChange> changes = RuleChange.read(whatIf);
            WhatIf.requireMarkets(data, changes);
            return changes;
        } catch (ConfigurationException e) {
            throw new ParameterException(spec.commandLine(), "--what-if: " + String.join("; ", e.problems()), e);
        }
    }

    private WhatIf whatIf(Path data, List<RuleChange> changes) {
        try (ReplayProgress progress = progress()) {
            return WhatIf.run(data, changes, untilSequence(), differencesMax, listener(progress));
        }
    }

    private ReplayProgress progress() {
        return new ReplayProgress(spec.commandLine().getErr(), pace() > 0);
    }

    private ReplayListener listener(ReplayProgress progress) {
        double pace = pace();
        return pace > 0 ? new ReplayPace(progress, pace) : progress;
    }

    private long untilSequence() {
        return until == null ? JournalReplay.TO_THE_END : until;
    }

    private JournalReplay replay(Path data) {
        try (ReplayProgress progress = progress()) {
            ReplayListener listener = listener(progress);
            return isCompared
                    ? JournalReplay.compare(data, untilSequence(), differencesMax, listener)
                    : JournalReplay.run(data, untilSequence(), listener);
        }
    }

    private void check() {
        if (until != null && until < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--until': " + until + "; sequences begin with 1");
        }
        if (isCompared && !whatIf.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--compare and --what-if: one of them; other rules never equal the record");
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
