package io.tickgate.perf.jmh;

import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench jmh}: runs benchmarks, in processes of their own with this process's JVM options. */
@Command(name = "jmh", mixinStandardHelpOptions = true, description = "JMH benchmarks of single parts.")
public final class JmhCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", defaultValue = ".*", description = "Regular expression over Class.method.")
    private String pattern = ".*";

    @Option(names = "--forks", defaultValue = "1", description = "Processes, default ${DEFAULT-VALUE}.")
    private int forks;

    @Option(names = "--iterations", defaultValue = "3", description = "Of a second, default ${DEFAULT-VALUE}.")
    private int iterations;

    @Option(names = "--warm-ups", defaultValue = "3", description = "Of a second, default ${DEFAULT-VALUE}.")
    private int warmUps;

    /** Made by the command line. */
    public JmhCommand() {}

    @Override
    public Integer call() throws RunnerException {
        Options options = new OptionsBuilder()
                .include(JmhCommand.class.getPackageName() + ".*" + pattern)
                .addProfiler(GCProfiler.class)
                .forks(forks)
                .warmupIterations(warmUps)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.seconds(1))
                .build();
        new Runner(options).run();
        return 0;
    }
}
