package io.tickgate.cli;

import io.tickgate.engine.JournalReplay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tickgate replay}: derives every decision of a journal again and compares it with the recorded one. */
@Command(
        name = "replay",
        description = "Replay a journal: check every record, derive every decision again, compare it with the record.")
final class ReplayCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            required = true,
            description = "Data folder of an engine (it may be running).")
    Path folder = Path.of("");

    @Option(names = "--json", description = "Print one JSON object.")
    boolean isJson;

    @Override
    public Integer call() throws IOException {
        TextLog.quiet();
        CommandLine command = spec.commandLine();
        long startNs = System.nanoTime();
        JournalReplay replay = JournalReplay.run(DataFolders.of(folder), new ReplayProgress(command.getErr()));
        if (isJson) {
            print(replay, command.getOut());
        } else {
            print(replay, System.nanoTime() - startNs, command.getOut());
        }
        return CommandLine.ExitCode.OK;
    }

    private static void print(JournalReplay replay, PrintWriter out) throws IOException {
        JsonOutput.print(out, json -> {
            json.writeNumberField("records", replay.records());
            json.writeNumberField("trades", replay.totals().trades());
            json.writeNumberField("quotes", replay.totals().quotes());
            json.writeNumberField("duplicates", replay.totals().duplicates());
            json.writeNumberField("gaps", replay.totals().gaps());
            json.writeNumberField("tradesLost", replay.totals().tradesLost());
            json.writeNumberField("firstSequence", replay.firstSequence());
            json.writeNumberField("lastSequence", replay.lastSequence());
            json.writeNumberField("decisions", replay.decisions());
            json.writeNumberField("unrecorded", replay.unrecorded());
            json.writeStringField("stateHash", replay.stateHash());
        });
    }

    private static void print(JournalReplay replay, long tookNs, PrintWriter out) {
        Figures figures = new Figures(out);
        figures.line(
                "Records", "%,d (sequence %d to %d)", replay.records(), replay.firstSequence(), replay.lastSequence());
        figures.line(
                "Trades",
                "%,d, quotes %,d",
                replay.totals().trades(),
                replay.totals().quotes());
        figures.line("Duplicates", "%,d", replay.totals().duplicates());
        figures.line(
                "Gaps",
                "%,d, in which %,d trades were lost",
                replay.totals().gaps(),
                replay.totals().tradesLost());
        figures.line("Decisions", "%,d derived again, all equal to the record", replay.decisions());
        if (replay.unrecorded() > 0) {
            figures.line(
                    "",
                    "%,d not recorded yet: the engine runs, or was killed; its next start records them",
                    replay.unrecorded());
        }
        figures.line("State hash", "%s", replay.stateHash());
        figures.line("Took", "%.1f s", tookNs / 1e9);
    }
}
