package io.tickgate.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickgate.engine.JournalReplay;
import io.tickgate.market.MarketTotals;
import io.tickgate.status.Counter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tickgate stat}: the state of a data folder, of a running engine too. */
@Command(
        name = "stat",
        description = "Show what a data folder holds: state, counters, errors; also while it is in use.")
final class StatCommand implements Callable<Integer> {
    private static final double BYTES_PER_MB = 1024.0 * 1024.0;

    @Spec
    CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
    @Nullable
    Path option;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The same, without --data.")
    @Nullable
    Path positional;

    @Option(names = "--json", description = "Print one JSON object.")
    boolean isJson;

    @Option(
            names = "--bad-frames",
            description = "Show the last frames of venues that could not be used, and nothing else.")
    boolean isBadFrames;

    @Override
    public Integer call() throws IOException {
        TextLog.quiet();
        CommandLine command = spec.commandLine();
        Path folder = folder();
        if (isBadFrames) {
            BadFramesReport.print(folder, isJson, command.getOut());
            return CommandLine.ExitCode.OK;
        }
        JournalReplay replay = replay(folder);
        FolderStatus status = FolderStatus.read(folder);
        if (isJson) {
            JsonOutput.print(command.getOut(), json -> write(json, folder, replay, status));
        } else {
            print(command.getOut(), folder, replay, status);
        }
        return CommandLine.ExitCode.OK;
    }

    private JournalReplay replay(Path folder) {
        try (ReplayProgress progress = new ReplayProgress(spec.commandLine().getErr(), false)) {
            return JournalReplay.run(folder, JournalReplay.TO_THE_END, progress);
        }
    }

    private Path folder() {
        Path named = option != null ? option : positional;
        if (named == null || (option != null && positional != null)) {
            throw new ParameterException(spec.commandLine(), "Name one data folder: stat --data DIR");
        }
        return DataFolders.of(named);
    }

    private static void write(JsonGenerator json, Path folder, JournalReplay replay, FolderStatus status)
            throws IOException {
        json.writeStringField("dataFolder", folder.toString());
        json.writeBooleanField("inUse", !status.holder().isEmpty());
        json.writeStringField("process", status.holder());
        json.writeNumberField("sequence", replay.lastSequence());
        json.writeStringField("stateHash", replay.stateHash());
        json.writeObjectFieldStart("totals");
        MarketTotals totals = replay.totals();
        json.writeNumberField("trades", totals.trades());
        json.writeNumberField("quotes", totals.quotes());
        json.writeNumberField("duplicates", totals.duplicates());
        json.writeNumberField("quarantined", totals.quarantined());
        json.writeNumberField("gaps", totals.gaps());
        json.writeNumberField("tradesLost", totals.tradesLost());
        json.writeNumberField("bets", totals.bets());
        json.writeEndObject();
        json.writeObjectFieldStart("counters");
        for (Map.Entry<Counter, Long> counter : status.counters().entrySet()) {
            json.writeNumberField(counter.getKey().label(), counter.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("errors");
        for (FolderStatus.RecordedError error : status.errors()) {
            json.writeStartObject();
            json.writeNumberField("count", error.count());
            json.writeStringField(
                    "first", Instant.ofEpochMilli(error.firstEpochMs()).toString());
            json.writeStringField(
                    "last", Instant.ofEpochMilli(error.lastEpochMs()).toString());
            json.writeStringField("text", error.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("journalBytes", status.journalBytes());
        json.writeNumberField("decisionsBytes", status.decisionsBytes());
    }

    private static void print(PrintWriter out, Path folder, JournalReplay replay, FolderStatus status) {
        Figures figures = new Figures(out);
        MarketTotals totals = replay.totals();
        figures.line("Data folder", "%s", folder);
        figures.line("In use", "%s", status.holder().isEmpty() ? "no" : "by process " + status.holder());
        figures.line("Sequence", "%d", replay.lastSequence());
        figures.line("State hash", "%s", replay.stateHash());
        figures.line(
                "Ticks",
                "%,d trades, %,d quotes; %,d duplicates, %,d quarantined",
                totals.trades(),
                totals.quotes(),
                totals.duplicates(),
                totals.quarantined());
        figures.line("Gaps", "%,d, in which %,d trades were lost", totals.gaps(), totals.tradesLost());
        figures.line("Bets", "%,d held", totals.bets());
        figures.line(
                "Decisions", "%,d equal to the record, %,d not recorded yet", replay.decisions(), replay.unrecorded());
        figures.line(
                "Files",
                "journal %.1f MB, decisions %.1f MB (sparse: less on the disk)",
                status.journalBytes() / BYTES_PER_MB,
                status.decisionsBytes() / BYTES_PER_MB);
        out.println();
        out.println(
                status.holder().isEmpty()
                        ? "Counters of the last process (others are 0)"
                        : "Counters of that process (others are 0)");
        status.counters().forEach((counter, value) -> {
            if (value != 0) {
                out.println(
                        String.format(Locale.ROOT, "  %-24s %,15d  %s", counter.label(), value, counter.description()));
            }
        });
        out.println();
        out.println(status.errors().isEmpty() ? "No errors" : "Errors");
        for (FolderStatus.RecordedError error : status.errors()) {
            out.println("  " + error.count() + " ×, last at " + Instant.ofEpochMilli(error.lastEpochMs()) + ": "
                    + TerminalText.visible(error.summary()));
        }
    }
}
