package io.tickgate.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final Config file = ConfigSources.builtIn().resolve();

    @Test
    void shouldNameTheSamePropertiesAsTheFile() {
        List<String> inFile = new ArrayList<>();

        collect("", file.root(), inFile);

        List<String> expected = new ArrayList<>(ConfigSources.LISTS);
        Catalogue.properties().forEach(property -> expected.add(property.name()));
        assertEquals(new TreeSet<>(expected), new TreeSet<>(inFile));
        assertEquals(expected.size(), inFile.size());
    }

    @Test
    void shouldStateTheRangeOfEachPropertyInItsComment() {
        List<String> withoutRange = new ArrayList<>();

        for (Property<?> property : Catalogue.properties()) {
            String comment = String.join("\n", comments(property.name()));
            if (!comment.contains("[" + property.type().range() + "]")) {
                withoutRange.add(property.name() + ": " + property.type().range());
            }
        }

        assertEquals(List.of(), withoutRange);
    }

    @Test
    void shouldExplainEachPropertyInASentence() {
        List<String> unexplained = new ArrayList<>();

        for (Property<?> property : Catalogue.properties()) {
            List<String> comments = comments(property.name());
            if (comments.size() < 2
                    || !comments.get(comments.size() - 2).strip().endsWith(".")) {
                unexplained.add(property.name());
            }
        }

        assertEquals(List.of(), unexplained);
    }

    @Test
    void shouldDocumentTheFieldsOfMarketsAndInstruments() {
        String markets = String.join("\n", comments("markets"));
        String instruments = String.join("\n", comments("instruments"));

        MarketProperties.OWN.forEach(property -> assertTrue(markets.contains(property.name()), property.name()));
        assertTrue(markets.contains(MarketProperties.BAND_MIN.type().range()));
        InstrumentProperties.NAMES.forEach(name -> assertTrue(instruments.contains(name + ":"), name));
        assertTrue(instruments.contains(InstrumentProperties.SOURCE.type().range()));
    }

    @Test
    void shouldOverrideEachPropertyByAnEnvironmentNameOfItsOwn() {
        TreeSet<String> names = new TreeSet<>();

        Catalogue.properties().forEach(property -> names.add(property.environmentName()));

        assertEquals(Catalogue.properties().size(), names.size());
        assertTrue(names.contains("TICKGATE_VENUES_BINANCE_WS_URL"));
    }

    @Test
    void shouldCarryTheShippedFileAsBuiltInDefaults() throws IOException {
        Path shipped = Path.of(System.getProperty("tickgate.root"), "config", "tickgate.conf");

        byte[] builtIn;
        try (var stream = ConfigSources.class.getResourceAsStream("tickgate.conf")) {
            builtIn = stream == null ? new byte[0] : stream.readAllBytes();
        }

        assertEquals(Files.readString(shipped), new String(builtIn, java.nio.charset.StandardCharsets.UTF_8));
    }

    private List<String> comments(String path) {
        return file.getValue(path).origin().comments();
    }

    private static void collect(String section, ConfigObject object, List<String> names) {
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            String name = section + entry.getKey();
            if (entry.getValue() instanceof ConfigObject child) {
                collect(name + ".", child, names);
            } else {
                names.add(name);
            }
        }
    }
}
