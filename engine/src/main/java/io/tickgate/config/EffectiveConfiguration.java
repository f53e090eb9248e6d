package io.tickgate.config;

import io.tickgate.record.E8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Text of what holds after all sources were joined. */
final class EffectiveConfiguration {
    private EffectiveConfiguration() {}

    /** A line a property with its place, then what was concluded, then instruments and markets; secrets masked. */
    static List<String> lines(
            PropertyReader reader,
            EngineConfig engine,
            RedisConfig redis,
            VenuesConfig venues,
            List<InstrumentConfig> instruments,
            List<MarketConfig> markets) {
        List<String> lines = new ArrayList<>();
        Catalogue.properties().forEach(property -> lines.add(reader.subject(property)));
        lines.add("concluded: engine.threads = " + PropertyTypes.choiceText(engine.threads()) + ", engine.wait = "
                + PropertyTypes.choiceText(engine.waiting()) + ", redis.mode = "
                + PropertyTypes.choiceText(redis.mode()) + ", venues = " + connected(venues));
        if (venues.coincap().apiKey().isEmpty()) {
            lines.add("venues.coincap.api-key is empty: CoinCap is off");
        }
        instruments.forEach(instrument -> lines.add(line(instrument)));
        markets.forEach(market -> lines.add(line(market)));
        return List.copyOf(lines);
    }

    private static String connected(VenuesConfig venues) {
        String labels = Arrays.stream(Venue.values())
                .filter(venue -> venues.connection(venue).isEnabled())
                .map(Venue::label)
                .collect(Collectors.joining(" "));
        return labels.isEmpty() ? "none" : labels;
    }

    private static String line(InstrumentConfig instrument) {
        StringBuilder line = new StringBuilder("instrument ").append(instrument.symbol());
        for (VenueSymbol each : instrument.venueSymbols()) {
            line.append(", ").append(each.venue().label()).append(" = ").append(each.symbol());
        }
        if (!instrument.aliases().isEmpty()) {
            line.append(", aliases = ").append(String.join(" ", instrument.aliases()));
        }
        SourceConfig source = instrument.source();
        if (instrument.venueSymbols().size() > 1) {
            line.append(", source = ").append(PropertyTypes.choiceText(source.mode()));
            line.append(", silence = ").append(Units.durationText(source.silenceNs()));
            line.append(", stable = ").append(Units.durationText(source.stableNs()));
            line.append(", connect-failures-max = ").append(source.connectFailuresMax());
            line.append(", deviation-max = ").append(PropertyTypes.percentText(source.deviationMaxE8()));
            line.append(", venues-min = ").append(source.venuesMin());
        }
        return line.append(instrument.isOnDemand() ? ", on demand" : "").toString();
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
