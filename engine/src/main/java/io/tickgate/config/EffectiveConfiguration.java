package io.tickgate.config;

import java.util.ArrayList;
import java.util.List;

/** Text of what holds after all sources were joined. */
final class EffectiveConfiguration {
    private EffectiveConfiguration() {}

    /** A line a property with its place, then what was concluded, then instruments and markets; secrets masked. */
    static List<String> lines(
            PropertyReader reader,
            EngineConfig engine,
            RedisConfig redis,
            List<InstrumentConfig> instruments,
            List<MarketConfig> markets) {
        List<String> lines = new ArrayList<>();
        Catalogue.properties().forEach(property -> lines.add(reader.subject(property)));
        lines.add("concluded: engine.threads = " + PropertyTypes.choiceText(engine.threads()) + ", engine.wait = "
                + PropertyTypes.choiceText(engine.waiting()) + ", redis.mode = "
                + PropertyTypes.choiceText(redis.mode()));
        instruments.forEach(instrument -> lines.add(instrument.toString()));
        markets.forEach(market -> lines.add(market.toString()));
        return List.copyOf(lines);
    }
}
