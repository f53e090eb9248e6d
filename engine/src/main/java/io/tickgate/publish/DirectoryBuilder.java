package io.tickgate.publish;

import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.VenueFlyweight;
import io.tickgate.touch.TouchRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;

/** Makes the {@link Directory} from definition records. Owned by the publish stage's thread. */
final class DirectoryBuilder {
    private record Stream(int id, int venueId, int instrumentId, int priority, boolean isRetired) {}

    private record Instrument(int id, String symbol, String aliases, boolean isRetired) {}

    private record Market(MarketView view, boolean isRetired) {}

    private final Map<Integer, String> venues = new TreeMap<>();
    private final Map<Integer, Instrument> instruments = new TreeMap<>();
    private final Map<Integer, Stream> streams = new TreeMap<>();
    private final Map<Integer, Market> markets = new TreeMap<>();
    private final Map<Integer, String> symbols = new TreeMap<>();
    private final Map<Integer, String> currencies = new TreeMap<>();
    /** Every version ever defined, in order: some for each change of a configuration. */
    private final List<MarketView> versions = new ArrayList<>();

    private final Map<Integer, TouchRule> touchRules = new TreeMap<>();

    /** Whether a kind of record changes the directory. */
    static boolean isOfInterest(int kindCode) {
        return kindCode >= RecordKind.VENUE_DEFINED.code() && kindCode <= RecordKind.MARKET_DEFINED.code();
    }

    /** Takes in a definition. */
    void apply(RecordKind kind, DirectBuffer record, int length) {
        switch (kind) {
            case VENUE_DEFINED -> {
                VenueFlyweight venue = new VenueFlyweight().wrap(record, 0, length);
                venues.put(venue.venueId(), venue.name());
            }
            case INSTRUMENT_DEFINED -> {
                InstrumentFlyweight each = new InstrumentFlyweight().wrap(record, 0, length);
                instruments.put(
                        each.instrumentId(),
                        new Instrument(each.instrumentId(), each.symbol(), each.aliases(), each.isRetired()));
                symbols.put(each.instrumentId(), each.symbol());
            }
            case STREAM_DEFINED -> {
                StreamFlyweight each = new StreamFlyweight().wrap(record, 0, length);
                streams.put(
                        each.streamId(),
                        new Stream(
                                each.streamId(),
                                each.venueId(),
                                each.instrumentId(),
                                each.priority(),
                                each.isRetired()));
                currencies.put(each.streamId(), currency(each));
            }
            case MARKET_DEFINED -> {
                MarketFlyweight each = new MarketFlyweight().wrap(record, 0, length);
                touchRules.put(each.marketId(), TouchRule.of(each));
                MarketView view = view(each);
                markets.put(each.marketId(), new Market(view, each.isRetired()));
                versions.add(view);
            }
            default -> throw new IllegalArgumentException(kind + " does not change the directory");
        }
    }

    /** Venue and instrument are defined before a stream of theirs. */
    private String currency(StreamFlyweight stream) {
        return QuoteCurrency.of(
                venues.getOrDefault(stream.venueId(), "?"),
                stream.venueSymbol(),
                symbols.getOrDefault(stream.instrumentId(), "?"));
    }

    private static MarketView view(MarketFlyweight rule) {
        return new MarketView(
                rule.marketId(),
                rule.version(),
                rule.name(),
                rule.instrumentId(),
                rule.settlementStreamId(),
                rule.touchKind(),
                rule.bounds(),
                rule.leadNs(),
                rule.windowMinNs(),
                rule.windowMaxNs(),
                rule.aheadMaxNs(),
                rule.bandMinE8(),
                rule.bandMaxE8(),
                rule.stakeMinMinor(),
                rule.stakeMaxMinor(),
                rule.deadlineNs());
    }

    /** The directory of what is not retired. */
    Directory build() {
        Map<Integer, List<Stream>> sources = streams.values().stream()
                .filter(stream -> !stream.isRetired())
                .sorted(Comparator.comparingInt(Stream::priority).thenComparingInt(Stream::id))
                .collect(Collectors.groupingBy(Stream::instrumentId));
        List<MarketView> open = new ArrayList<>();
        Map<Integer, List<Integer>> marketIds = new TreeMap<>();
        for (Market market : markets.values()) {
            if (!market.isRetired()) {
                open.add(market.view());
                marketIds
                        .computeIfAbsent(market.view().instrumentId(), id -> new ArrayList<>())
                        .add(market.view().id());
            }
        }
        List<InstrumentView> listed = new ArrayList<>();
        for (Instrument each : instruments.values()) {
            if (!each.isRetired()) {
                listed.add(view(
                        each,
                        sources.getOrDefault(each.id(), List.of()),
                        marketIds.getOrDefault(each.id(), List.of())));
            }
        }
        return new Directory(listed, open, versions, symbols, currencies, touchRules);
    }

    private InstrumentView view(Instrument instrument, List<Stream> sources, List<Integer> marketIds) {
        List<String> aliases = instrument.aliases().isEmpty()
                ? List.of()
                : List.of(instrument.aliases().split(",", -1));
        return new InstrumentView(
                instrument.id(),
                instrument.symbol(),
                aliases,
                sources.stream()
                        .map(stream -> venues.getOrDefault(stream.venueId(), "?"))
                        .toList(),
                sources.stream().map(Stream::id).toList(),
                List.copyOf(marketIds));
    }
}
