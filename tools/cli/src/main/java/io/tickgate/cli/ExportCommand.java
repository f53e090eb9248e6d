package io.tickgate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tickgate.history.JournalHistory;
import io.tickgate.history.Trade;
import io.tickgate.record.E8;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tickgate export}: the trades of a range of time, in the order of trade time and id. */
@Command(
        name = "export",
        description = {
            "Write the trades of a range of time as CSV or as a JSON object a line, each trade once, also fetched ones.",
            "Prices and sizes are exact, times are ns since 1970, the order is that of trade time and trade id."
        })
final class ExportCommand implements Callable<Integer> {
    private static final JsonFactory JSON = new JsonFactory();

    /** How trades are written. */
    enum Format {
        csv,
        jsonl
    }

    @Spec
    CommandSpec spec;

    @Mixin
    HistoryOptions options;

    @Option(names = "--format", paramLabel = "FORMAT", required = true, description = "csv or jsonl.")
    Format format = Format.csv;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            defaultValue = "0",
            description = "First time; default the beginning." + HistoryOptions.TIME)
    String from = "0";

    @Option(names = "--to", paramLabel = "TIME", description = "Time behind the last one; default the end.")
    @Nullable
    String to;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "File to write, when all is well; default standard output.")
    @Nullable
    Path file;

    @Override
    public Integer call() throws IOException {
        TextLog.quiet();
        long fromEpochNs = options.epochNs("--from", from);
        long lastEpochNs = to == null ? Long.MAX_VALUE : options.epochNs("--to", to) - 1;
        if (lastEpochNs < fromEpochNs) {
            throw options.invalid("--to", String.valueOf(to), "it must be after --from");
        }
        checkFile();
        try (JournalHistory history = options.read(fromEpochNs, lastEpochNs)) {
            int streamId = options.stream(history);
            if (file == null) {
                write(
                        history,
                        streamId,
                        fromEpochNs,
                        lastEpochNs,
                        spec.commandLine().getOut());
            } else {
                writeFile(history, streamId, fromEpochNs, lastEpochNs, file);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    /** Before the journal is read, which takes a while. */
    private void checkFile() {
        if (file == null) {
            return;
        }
        Path parent = file.toAbsolutePath().normalize().getParent();
        if (Files.isDirectory(file)) {
            throw options.invalid("--out", file.toString(), "it is a folder");
        }
        if (parent == null || !Files.isDirectory(parent)) {
            throw options.invalid("--out", file.toString(), "there is no folder " + parent);
        }
        if (!Files.isWritable(parent)) {
            throw options.invalid("--out", file.toString(), "this user may not write to " + parent);
        }
    }

    /** Beside it first, so that a file of that name is whole. */
    private void writeFile(JournalHistory history, int streamId, long fromEpochNs, long lastEpochNs, Path target)
            throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        long count;
        try (Writer out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
            count = write(history, streamId, fromEpochNs, lastEpochNs, out);
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        PrintWriter err = spec.commandLine().getErr();
        err.println(count + " trades of " + history.symbol() + " written to " + target);
    }

    private long write(JournalHistory history, int streamId, long fromEpochNs, long lastEpochNs, Writer out)
            throws IOException {
        if (format == Format.csv) {
            out.write("trade_time_ns,trade_id,last_trade_id,price,size,sequence,received_ns,back_filled,rounded\n");
        }
        long[] count = {0};
        try {
            history.history().trades(streamId, fromEpochNs, lastEpochNs, Long.MAX_VALUE, trade -> {
                count[0]++;
                write(trade, out);
                return true;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.flush();
        return count[0];
    }

    private void write(Trade trade, Writer out) {
        try {
            if (format == Format.csv) {
                out.write(csv(trade));
            } else {
                JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.writeStartObject();
                TouchJson.fields(json, trade);
                json.writeEndObject();
                json.writeRaw('\n');
                json.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String csv(Trade trade) {
        return trade.tradeTimeEpochNs() + "," + trade.firstTradeId() + "," + trade.lastTradeId() + ","
                + E8.toString(trade.priceE8()) + "," + E8.toString(trade.sizeE8()) + "," + trade.sequence() + ","
                + trade.receivedEpochNs() + "," + trade.isBackFilled() + "," + trade.isRounded() + "\n";
    }
}
