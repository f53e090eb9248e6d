package io.tickgate.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code tickgate help}: the same as {@code --help}, for those who type it as a word. */
@Command(name = "help", description = "Show what a command can do: tickgate help COMMAND.")
final class HelpCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command; none: all of them.")
    @Nullable
    String command;

    @Override
    public Integer call() {
        CommandLine parent = spec.parent().commandLine();
        CommandLine asked = command == null ? parent : parent.getSubcommands().get(command);
        if (asked == null) {
            throw new UnmatchedArgumentException(parent, List.of(String.valueOf(command)));
        }
        asked.usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }
}
