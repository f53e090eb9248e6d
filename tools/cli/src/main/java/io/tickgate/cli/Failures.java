package io.tickgate.cli;

import io.tickgate.config.ConfigurationException;
import io.tickgate.journal.JournalException;
import io.tickgate.market.UnknownRulesException;
import io.tickgate.proof.keys.ProofException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what commands throw into sentences and exit codes. Stack traces are for those who ask. */
final class Failures implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        if (failure instanceof UnmatchedArgumentException unmatched) {
            err.println("tickgate: " + TerminalText.visible(unknown(unmatched)));
        } else {
            // picocli says "option option" of an option with a named value.
            err.println("tickgate: "
                    + TerminalText.visible(String.valueOf(failure.getMessage())
                            .replace("option option", "option")
                            .replaceFirst("is not an? (int|long)$", "is no whole number")));
        }
        err.println("All that is possible: " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    /** Names what is near, or else all that there is. */
    private static String unknown(UnmatchedArgumentException failure) {
        String word = failure.getUnmatched().get(0);
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        boolean isOption = word.startsWith("-");
        Collection<String> known =
                isOption ? command.optionsMap().keySet() : command.subcommands().keySet();
        if (known.isEmpty()) {
            return "unexpected argument '" + word + "'";
        }
        List<String> suggestions = failure.getSuggestions();
        return "unknown " + (isOption ? "option" : "command") + " '" + word + "'; "
                + (suggestions.isEmpty()
                        ? "there are " + String.join(", ", known)
                        : "did you mean " + String.join(" or ", suggestions) + "?");
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        TextLog.flush();
        PrintWriter err = command.getErr();
        if (failure instanceof ConfigurationException configuration) {
            err.println("tickgate: the configuration cannot be used:");
            configuration.problems().forEach(problem -> err.println("  " + problem));
        } else {
            err.println("tickgate: " + TerminalText.visible(sentence(failure)));
        }
        if (TextLog.isVerbose()) {
            failure.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String ofFile(IOException failure) {
        if (failure instanceof NoSuchFileException none) {
            return "there is no " + none.getFile();
        }
        if (failure instanceof AccessDeniedException denied) {
            return "this user may not use " + denied.getFile();
        }
        return "reading or writing failed: " + failure.getMessage();
    }

    private static String sentence(Exception failure) {
        if (failure instanceof CommandFailure
                || failure instanceof JournalException
                || failure instanceof ProofException
                || failure instanceof UnknownRulesException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof IOException io) {
            return ofFile(io);
        }
        String hint = TextLog.isVerbose() ? "" : " (--verbose shows where)";
        return "this should not happen: " + failure + hint;
    }
}
