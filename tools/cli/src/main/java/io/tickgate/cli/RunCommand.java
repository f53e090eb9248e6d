package io.tickgate.cli;

import io.tickgate.config.TickgateConfig;
import io.tickgate.config.Venue;
import io.tickgate.config.VenueConfig;
import io.tickgate.engine.EngineSummary;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tickgate run}: an engine and its gateway, until a signal. */
@Command(name = "run", description = "Run the engine and its gateway against the venues of the configuration.")
final class RunCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    EngineOptions options;

    @Override
    public Integer call() throws InterruptedException {
        TextLog.apply();
        options.check();
        TickgateConfig config = options.load(Map.of(), Map.of());
        Logger log = LoggerFactory.getLogger(RunCommand.class);
        log.info("Tickgate {}, Java {}", BuildInfo.read().text(), Runtime.version());
        config.effectiveLines().forEach(log::info);
        Node node = Node.start(config);
        PrintWriter out = spec.commandLine().getOut();
        Addresses addresses = node.addresses();
        String venues = Arrays.stream(Venue.values())
                .map(config.venues()::connection)
                .filter(VenueConfig::isEnabled)
                .map(venue -> venue.webSocketUrl().toString())
                .collect(Collectors.joining(" "));
        addresses.add("Venue", venues.isEmpty() ? "none" : venues);
        addresses.add(
                "Data", config.data().directory().toAbsolutePath().normalize().toString());
        addresses.print(out);
        out.println("ready http://" + node.authority() + "/");
        return StopSignal.await(() -> {
            node.close();
            TextLog.flush();
            out.println(stopped(node.summary()));
        });
    }

    /** The last line of a clean stop. */
    static String stopped(EngineSummary summary) {
        return "stopped sequence=" + summary.lastSequence() + " stateHash=" + summary.stateHash();
    }
}
