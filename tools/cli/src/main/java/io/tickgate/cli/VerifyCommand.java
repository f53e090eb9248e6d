package io.tickgate.cli;

import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.keys.KeyTable;
import io.tickgate.proof.verify.Check;
import io.tickgate.proof.verify.ReceiptVerifier;
import io.tickgate.proof.verify.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tickgate verify}: checks a receipt or a signed acceptance, without asking anybody. */
@Command(
        name = "verify",
        description = {
            "Check a bet's receipt or signed acceptance, offline. Each option adds a check.",
            "Exit code 0: accepted, 1: rejected, 2: wrong options."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";
    private static final Pattern ERROR = Pattern.compile("\\s*\\{\\s*\"error\"\\s*:\\s*\"([A-Z_]{1,64})\"");
    /** More than stands before the end of an error's code. */
    private static final int ERROR_LENGTH_MAX = 256;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "RECEIPT", description = "The file, as it was served; - reads standard input.")
    String receipt = STANDARD_INPUT;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "Public keys, as /.well-known/tickgate-keys.json gave them: whether one of them signed.")
    @Nullable
    Path keys;

    @Option(
            names = "--heads",
            paramLabel = "FILE",
            description =
                    "Heads that somebody kept, a head or an answer of /api/heads a line: whether the head that the file"
                            + " names is one of them.")
    @Nullable
    Path heads;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "A copy of the data folder: derive acceptance, outcome and digest again; of an"
                    + " acceptance: whether the bet is there with these terms.")
    @Nullable
    Path journal;

    @Option(
            names = "--venue-trades",
            paramLabel = "FILE",
            description = "The venue's public trades as CSV (Binance: id,price,qty,quoteQty,time,isBuyerMaker,"
                    + "isBestMatch; Coinbase: trade_id,price,size,time,side): compare digest and outcome.")
    @Nullable
    Path venueTrades;

    @Option(names = "--json", description = "Print one JSON object.")
    boolean isJson;

    @Override
    public Integer call() throws IOException {
        TextLog.quiet();
        Path dataFolder = journal == null ? null : DataFolders.of(there(journal, "--journal"));
        KeyTable table = readKeys();
        Path trades = venueTrades == null ? null : file(venueTrades, "--venue-trades");
        byte[] bytes = readReceipt();
        Verification verification;
        try (KeptHeads kept = heads == null ? null : KeptHeads.read(file(heads, "--heads"))) {
            verification =
                    new ReceiptVerifier(table, kept == null ? null : kept.lines(), dataFolder, trades).verify(bytes);
        } catch (KeptHeads.Unusable e) {
            throw wrong("--heads: " + heads + ": " + e.getMessage());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            printJson(verification, out);
        } else {
            print(verification, out);
        }
        return verification.isAccepted() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private byte[] readReceipt() throws IOException {
        if (receipt.equals(STANDARD_INPUT)) {
            return answered(bounded(System.in));
        }
        try (InputStream file = Files.newInputStream(file(Path.of(receipt), "RECEIPT"))) {
            return answered(bounded(file));
        }
    }

    /** What a gateway answers while there is no receipt yet is a JSON object, too, and easily saved in its place. */
    private byte[] answered(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, ERROR_LENGTH_MAX), StandardCharsets.UTF_8);
        Matcher error = ERROR.matcher(start);
        if (error.lookingAt()) {
            throw wrong("RECEIPT: this is an error answer: " + error.group(1));
        }
        return bytes;
    }

    private byte[] bounded(InputStream source) throws IOException {
        byte[] bytes = source.readNBytes(ReceiptVerifier.FILE_LENGTH_MAX + 1);
        if (bytes.length > ReceiptVerifier.FILE_LENGTH_MAX) {
            throw wrong("RECEIPT is longer than any receipt");
        }
        return bytes;
    }

    private @Nullable KeyTable readKeys() throws IOException {
        if (keys == null) {
            return null;
        }
        byte[] bytes = Files.readAllBytes(file(keys, "--keys"));
        int length = bytes.length > 0 && bytes[bytes.length - 1] == '\n' ? bytes.length - 1 : bytes.length;
        try {
            return KeyTable.parse(Arrays.copyOf(bytes, length));
        } catch (NotCanonicalException e) {
            throw wrong("--keys: " + keys + " is no list of public keys: " + e.getMessage());
        }
    }

    private Path there(Path path, String name) {
        if (!Files.exists(path)) {
            throw wrong(name + ": there is no " + path);
        }
        return path;
    }

    private Path file(Path path, String name) {
        if (Files.isDirectory(there(path, name))) {
            throw wrong(name + ": " + path + " is a folder");
        }
        return path;
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private static void print(Verification verification, PrintWriter out) {
        for (Check check : verification.checks()) {
            out.printf("%-12s %-12s %s%n", state(check), check.name(), TerminalText.visible(check.text()));
        }
        out.println();
        if (verification.isAccepted()) {
            out.println("Accepted. What this cannot prove:");
            Verification.LIMITS.forEach(limit -> out.println("  - " + limit));
        } else {
            out.println("REJECTED.");
        }
    }

    private static String state(Check check) {
        return switch (check.state()) {
            case OK -> "ok";
            case FAILED -> "FAILED";
            case NOT_CHECKED -> "not checked";
        };
    }

    private static void printJson(Verification verification, PrintWriter out) throws IOException {
        JsonOutput.print(out, json -> {
            json.writeBooleanField("accepted", verification.isAccepted());
            json.writeArrayFieldStart("checks");
            for (Check check : verification.checks()) {
                json.writeStartObject();
                json.writeStringField("name", check.name());
                json.writeStringField("state", check.state().name());
                json.writeStringField("text", check.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("cannotProve");
            for (String limit : Verification.LIMITS) {
                json.writeString(limit);
            }
            json.writeEndArray();
        });
    }
}
