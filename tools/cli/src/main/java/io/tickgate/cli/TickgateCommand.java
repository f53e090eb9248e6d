package io.tickgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command without a name: shows what there is. */
@Command(
        name = "tickgate",
        description = {"Exchange ticks in, a provable record, gated bets and streamed prices out.", ""},
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "Options:%n",
        footer = {
            "",
            "Begin with: tickgate demo",
            "TICKGATE_JAVA_OPTS holds further options for Java, JAVA_HOME names the Java to use."
        },
        versionProvider = VersionCommand.Provider.class,
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            SimulateCommand.class,
            ReplayCommand.class,
            ResolveCommand.class,
            ExportCommand.class,
            StatCommand.class,
            VerifyCommand.class,
            KeysCommand.class,
            BenchCommand.class,
            VersionCommand.class,
            HelpCommand.class
        })
final class TickgateCommand implements Callable<Integer> {
    /** Set by any non-empty value; the same as {@code --verbose}, also for what fails before the options are read. */
    static final String DEBUG_VARIABLE = "TICKGATE_DEBUG";

    @Spec
    CommandSpec spec;

    @Option(
            names = {"-v", "--verbose"},
            scope = CommandLine.ScopeType.INHERIT,
            description = "Log more, and show where errors come from.")
    void verbose(boolean isVerbose) {
        if (isVerbose) {
            TextLog.verbose();
        }
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show this help.")
    boolean isHelpAsked;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show version, commit and Java.")
    boolean isVersionAsked;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }
}
