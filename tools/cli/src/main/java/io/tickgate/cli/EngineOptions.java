package io.tickgate.cli;

import io.tickgate.config.TickgateConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code run} and {@code demo} are told about the configuration. */
final class EngineOptions {
    private static final int PORT_MAX = 65_535;
    private static final String CONFIG_VARIABLE = "TICKGATE_CONFIG";

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Your configuration: what differs from config/tickgate.conf. Default: the value of TICKGATE_CONFIG.")
    @Nullable
    Path config;

    @Option(
            names = "-D",
            paramLabel = "PROPERTY=VALUE",
            description = "One property of the configuration, such as -D engine.threads=shared; may be repeated.")
    Map<String, String> properties = new LinkedHashMap<>();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port for browsers and clients; 0: any free one. Same as -D gateway.port=PORT.")
    @Nullable
    Integer port;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of the journal. Same as -D data.directory=DIR.")
    @Nullable
    Path data;

    /** Refuses a port that cannot be. */
    void check() {
        checkPort(spec, "--port", port);
    }

    /** Refuses a port that cannot be. */
    static void checkPort(CommandSpec spec, String option, @Nullable Integer port) {
        if (port != null && (port < 0 || port > PORT_MAX)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '" + option + "': " + port + " is no port; ports are 0 to " + PORT_MAX);
        }
    }

    /**
     * Reads and checks the configuration.
     *
     * @param overrides of the command itself, stronger than what the user gave.
     * @param defaults of the command itself, weaker than what the command line gave.
     */
    TickgateConfig load(Map<String, String> defaults, Map<String, String> overrides) {
        Map<String, String> all = new LinkedHashMap<>(defaults);
        all.putAll(properties);
        if (port != null) {
            all.put("gateway.port", port.toString());
        }
        if (data != null) {
            all.put("data.directory", data.toString());
        }
        all.putAll(overrides);
        Map<String, String> environment = new LinkedHashMap<>(System.getenv());
        environment.remove(TickgateCommand.DEBUG_VARIABLE);
        return TickgateConfig.load(file(environment), all, environment);
    }

    private Optional<Path> file(Map<String, String> environment) {
        String named = environment.get(CONFIG_VARIABLE);
        if (config == null && named != null && !named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        return Optional.ofNullable(config);
    }
}
