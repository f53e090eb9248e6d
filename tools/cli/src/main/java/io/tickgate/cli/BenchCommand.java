package io.tickgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code tickgate bench}: the launcher hands it to the measurements, which nothing here depends on; this is its line in the help. */
@Command(name = "bench", description = "Measure on this machine: benchmarks, the wire-to-wire rig, the fan-out load.")
final class BenchCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new CommandFailure("bench is started by the launcher: ./tickgate bench");
    }
}
