package io.tickgate.cli;

import io.tickgate.feed.decode.IsoTime;
import io.tickgate.history.JournalHistory;
import io.tickgate.record.E8;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the commands that ask a journal for trades of a range of time, and how they are read. */
final class HistoryOptions {
    /** What a TIME is, for the descriptions of options. */
    static final String TIME = " A TIME is in milliseconds since 1970, or like 2026-01-31T12:00:00.250Z.";

    private static final long MS_NS = 1_000_000L;
    /** 2001-01-01: a lower number is most likely one of seconds; 0 means the beginning. */
    private static final long EPOCH_MS_MIN = 978_307_200_000L;

    private static final String DECIMAL = "(0|[1-9][0-9]{0,10})(\\.[0-9]{1,8})?";

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            required = true,
            description = "Data folder of an engine (it may be running).")
    Path folder = Path.of("");

    @Option(names = "--symbol", paramLabel = "SYMBOL", required = true, description = "BTC/USD, btc-usd, bitcoin …")
    String symbol = "";

    @Option(
            names = "--venue",
            paramLabel = "NAME",
            description = "Whose trades; default the venue that settles the symbol's first market.")
    @Nullable
    String venue;

    /** Reads a time: ms since 1970, or RFC 3339 in UTC down to the ns. */
    long epochNs(String option, String text) {
        if (text.matches("[0-9]{1,13}") && Long.parseLong(text) <= Long.MAX_VALUE / MS_NS) {
            long epochMs = Long.parseLong(text);
            if (epochMs != 0 && epochMs < EPOCH_MS_MIN) {
                throw invalid(option, text, "times are milliseconds since 1970 or ISO, and this would be before 2001");
            }
            return epochMs * MS_NS;
        }
        long epochNs = IsoTime.parse(text);
        if (epochNs == IsoTime.NONE) {
            throw invalid(option, text, "a time is ms since 1970, or like 2026-01-31T12:00:00.250Z");
        }
        return epochNs;
    }

    /** Reads an exact decimal. */
    long decimalE8(String option, String text) {
        E8.Outcome outcome = new E8.Outcome();
        long valueE8 = text.matches(DECIMAL) ? E8.parse(text, outcome) : 0;
        if (!text.matches(DECIMAL) || outcome.code() != E8.Outcome.EXACT) {
            throw invalid(option, text, "a decimal has at most 8 decimals and no sign, like 67123.45");
        }
        return valueE8;
    }

    ParameterException invalid(String option, String text, String why) {
        return new ParameterException(
                spec.commandLine(), "Invalid value for option '" + option + "': " + text + "; " + why);
    }

    /** Reads the journal, with a report of how far it is; says on standard error what of it is gone or damaged. */
    JournalHistory read(long fromEpochNs, long lastEpochNs) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        JournalHistory history;
        try (ReplayProgress progress = new ReplayProgress(err, false)) {
            history = JournalHistory.read(DataFolders.of(folder), symbol, fromEpochNs, lastEpochNs, progress);
        }
        if (history.beganBehindSequence() > 0) {
            err.println(DataFolders.pruned(history.beganBehindSequence() + 1));
        }
        history.damages().forEach(err::println);
        if (!history.isFound()) {
            String known = String.join(", ", history.symbols());
            history.close();
            throw new CommandFailure("The journal knows no instrument " + symbol + ". It knows: " + known + ".");
        }
        return history;
    }

    /** The stream that is asked. */
    int stream(JournalHistory history) {
        int streamId = history.stream(venue);
        if (streamId == 0) {
            throw new CommandFailure("No venue " + (venue == null ? "" : venue + " ") + "brings " + history.symbol()
                    + ". It comes from: " + String.join(", ", history.venues()) + ".");
        }
        return streamId;
    }
}
