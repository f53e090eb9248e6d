package io.tickgate.cli;

import io.tickgate.proof.ProofNode;
import io.tickgate.proof.chain.Chain;
import io.tickgate.proof.keys.KeyFolder;
import io.tickgate.proof.keys.KeyTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.SystemEpochNanoClock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tickgate keys}: the keys that sign. */
@Command(
        name = "keys",
        description = "The keys that sign acceptances, heads and receipts.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {KeysCommand.Rotate.class, KeysCommand.Show.class})
final class KeysCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    /** Nothing was asked for: that is no success for a script. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }

    /** {@code tickgate keys rotate}: a new key signs from the next head on. */
    @Command(
            name = "rotate",
            description = {
                "Let a new key sign from the next head on; the old public key stays listed, the old private key is deleted.",
                "The engine may be running. With proof.key-file it is refused:",
                "put another key there and restart."
            })
    static final class Rotate implements Callable<Integer> {
        @Spec
        CommandSpec spec;

        @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder.")
        Path folder = Path.of("");

        @Override
        public Integer call() {
            TextLog.quiet();
            Path data = DataFolders.of(folder);
            // The engine's clock may be ahead of the wall's: the key before stays valid for every head that it has
            // signed.
            long newestHeadEpochNs = Chain.newestHeadEpochNs(data.resolve(ProofNode.CHAIN_FOLDER));
            long fromEpochNs = Math.max(SystemEpochNanoClock.INSTANCE.nanoTime(), newestHeadEpochNs);
            KeyFolder.Keys keys = KeyFolder.of(data, null).rotate(fromEpochNs);
            spec.commandLine().getOut().println("Key " + keys.key().id() + " signs from the next head on.");
            return CommandLine.ExitCode.OK;
        }
    }

    /** {@code tickgate keys list}: the public keys with their times. */
    @Command(name = "list", description = "List the public keys with the times in which they sign.")
    static final class Show implements Callable<Integer> {
        @Spec
        CommandSpec spec;

        @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder.")
        Path folder = Path.of("");

        @Override
        public Integer call() {
            TextLog.quiet();
            KeyTable table = KeyFolder.of(DataFolders.of(folder), null).table();
            for (KeyTable.Entry entry : table.entries()) {
                String until = entry.isCurrent() ? "now" : time(entry.toEpochNs());
                spec.commandLine().getOut().println(entry.id() + "  " + time(entry.fromEpochNs()) + " to " + until);
            }
            return CommandLine.ExitCode.OK;
        }

        private static String time(long epochNs) {
            return Instant.ofEpochSecond(TimeUnit.NANOSECONDS.toSeconds(epochNs))
                    .toString();
        }
    }
}
