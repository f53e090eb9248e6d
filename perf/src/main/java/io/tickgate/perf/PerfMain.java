package io.tickgate.perf;

import io.tickgate.perf.acknowledge.AcknowledgeCommand;
import io.tickgate.perf.bets.BetsCommand;
import io.tickgate.perf.cost.EngineCommand;
import io.tickgate.perf.history.TouchCommand;
import io.tickgate.perf.jmh.JmhCommand;
import io.tickgate.perf.restart.RestartCommand;
import io.tickgate.perf.wire.WireCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The measurements' command line, {@code tickgate bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures Tickgate on this machine.",
        subcommands = {
            EngineCommand.class,
            BetsCommand.class,
            AcknowledgeCommand.class,
            TouchCommand.class,
            RestartCommand.class,
            JmhCommand.class,
            WireCommand.class,
            HelpCommand.class
        })
public final class PerfMain implements Runnable {
    /** Made by the command line. */
    public PerfMain() {}

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    /** Runs a sub-command and ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PerfMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }
}
