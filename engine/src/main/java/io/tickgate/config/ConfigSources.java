package io.tickgate.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Joins the sources of properties: overrides over environment over the user's file over the built-in one. */
final class ConfigSources {
    /** Lists that a file alone can set. */
    static final List<String> LISTS = List.of("instruments", "markets");

    private static final String PREFIX = "TICKGATE_";
    /** Read by the launcher and the build, not here. */
    private static final Set<String> OTHERS = Set.of(
            "TICKGATE_JAVA_OPTS",
            "TICKGATE_DEBUG",
            "TICKGATE_HOME",
            "TICKGATE_CONFIG",
            "TICKGATE_SHARED",
            "TICKGATE_ROOT");
    /** What Kubernetes and Docker links set in every container beside a service that is called tickgate. */
    private static final String SERVICE_LINK = "TICKGATE_(SERVICE_(HOST|PORT).*|PORT(_[0-9]+_(TCP|UDP).*)?)";

    private final List<String> problems;

    ConfigSources(List<String> problems) {
        this.problems = problems;
    }

    /** The built-in file alone. */
    static Config builtIn() {
        try (InputStream stream = ConfigSources.class.getResourceAsStream("tickgate.conf")) {
            if (stream == null) {
                throw new IllegalStateException("the built-in tickgate.conf is not in the jar");
            }
            Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
            return ConfigFactory.parseReader(
                    reader, ConfigParseOptions.defaults().setOriginDescription("built-in tickgate.conf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Joins all sources; what cannot be read is added to the problems and left out. */
    Config join(Optional<Path> file, Map<String, String> overrides, Map<String, String> environment) {
        Config upper = ofOverrides(overrides).withFallback(ofEnvironment(environment));
        Config builtIn = builtIn();
        Config user = file.map(this::ofFile).orElseGet(ConfigFactory::empty);
        try {
            return upper.withFallback(user).withFallback(builtIn).resolve(ConfigResolveOptions.noSystem());
        } catch (ConfigException e) {
            problems.add(e.getMessage());
            return upper.withFallback(builtIn).resolve(ConfigResolveOptions.noSystem());
        }
    }

    /** Where a value stands: {@code file:line}, the command line or an environment variable. */
    static String place(ConfigOrigin origin) {
        String description = origin.description();
        String line = ": " + origin.lineNumber();
        return origin.lineNumber() > 0 && description.endsWith(line)
                ? description.substring(0, description.length() - line.length()) + ":" + origin.lineNumber()
                : description;
    }

    private Config ofOverrides(Map<String, String> overrides) {
        Config result = ConfigFactory.empty();
        for (Map.Entry<String, String> override : new TreeMap<>(overrides).entrySet()) {
            String name = override.getKey();
            if (Catalogue.contains(name)) {
                result = result.withValue(name, ConfigValueFactory.fromAnyRef(override.getValue(), "command line"));
            } else if (LISTS.contains(name)) {
                problems.add(name + " (command line): is a list, which only a file can set");
            } else {
                List<String> names =
                        Catalogue.properties().stream().map(Property::name).toList();
                problems.add(unknown(name, "command line", names));
            }
        }
        return result;
    }

    private Config ofEnvironment(Map<String, String> environment) {
        Map<String, String> names = new TreeMap<>();
        Catalogue.properties().forEach(property -> names.put(property.environmentName(), property.name()));
        Config result = ConfigFactory.empty();
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = names.get(variable.getKey());
            if (name != null) {
                result = result.withValue(
                        name, ConfigValueFactory.fromAnyRef(variable.getValue(), "environment " + variable.getKey()));
            } else if (isMeantForUs(variable.getKey())) {
                problems.add(unknown(variable.getKey(), "environment", List.copyOf(names.keySet())));
            }
        }
        return result;
    }

    private static boolean isMeantForUs(String variable) {
        return variable.startsWith(PREFIX) && !OTHERS.contains(variable) && !variable.matches(SERVICE_LINK);
    }

    private Config ofFile(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            problems.add(file + (Files.exists(file) ? ": cannot be read" : ": does not exist"));
            return ConfigFactory.empty();
        }
        try {
            ConfigParseOptions options =
                    ConfigParseOptions.defaults().setAllowMissing(false).setOriginDescription(file.toString());
            return ConfigFactory.parseFile(file.toFile(), options);
        } catch (ConfigException e) {
            problems.add(e.getMessage());
            return ConfigFactory.empty();
        }
    }

    /** Sentence about an unknown name. */
    static String unknown(String name, String place, List<String> names) {
        return name + " (" + place + "): is unknown; nearest is " + NearestName.of(name, names);
    }
}
