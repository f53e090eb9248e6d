package io.tickgate.config;

import io.tickgate.record.E8;
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
        instruments.forEach(instrument -> lines.add(line(instrument)));
        markets.forEach(market -> lines.add(line(market)));
        return List.copyOf(lines);
    }

    private static String line(InstrumentConfig instrument) {
        return "instrument " + instrument.symbol()
                + (instrument.binanceSymbol().isEmpty() ? "" : ", binance = " + instrument.binanceSymbol())
                + (instrument.aliases().isEmpty() ? "" : ", aliases = " + String.join(" ", instrument.aliases()));
    }

    /** In the names and units of the file. */
    private static String line(MarketConfig market) {
        return "market " + market.name() + ": instrument = " + market.instrument()
                + ", venue = " + PropertyTypes.choiceText(market.venue())
                + ", touch = " + PropertyTypes.choiceText(market.touch())
                + ", bounds = " + PropertyTypes.choiceText(market.bounds())
                + ", lead = " + Units.durationText(market.leadNs())
                + ", window-min = " + Units.durationText(market.windowMinNs())
                + ", window-max = " + Units.durationText(market.windowMaxNs())
                + ", ahead-max = " + Units.durationText(market.aheadMaxNs())
                + ", band-min = " + E8.toString(market.bandMinE8())
                + ", band-max = " + E8.toString(market.bandMaxE8())
                + ", stake-min = " + market.stakeMinMinor()
                + ", stake-max = " + market.stakeMaxMinor()
                + ", exposure-max = " + market.exposureMaxMinor()
                + ", open-bets-max = " + market.openBetsMax()
                + ", touch-notional-min = " + E8.toString(market.touchNotionalMinE8())
                + ", grace = " + Units.durationText(market.graceNs())
                + ", deadline = " + Units.durationText(market.deadlineNs())
                + ", quote-max-age = " + Units.durationText(market.quoteAgeMaxNs())
                + ", quote-max-move = " + E8.toString(market.quoteMoveMaxE8());
    }
}
