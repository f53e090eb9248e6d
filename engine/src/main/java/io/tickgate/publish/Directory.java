package io.tickgate.publish;

import io.tickgate.touch.TouchRule;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The instruments and markets that exist now, by every name that a path or message may use. Immutable: a change of definitions
 * makes a new one.
 */
public final class Directory {
    /** Before the first definition. */
    public static final Directory EMPTY = new Directory(List.of(), List.of());

    private final List<InstrumentView> instruments;
    private final List<MarketView> markets;
    private final Map<String, InstrumentView> instrumentsByName = new TreeMap<>();
    private final Map<Integer, InstrumentView> instrumentsById = new TreeMap<>();
    private final Map<Integer, MarketView> marketsById = new TreeMap<>();
    private final Map<Integer, String> symbolsById;
    private final Map<Integer, String> currenciesByStreamId;
    private final Map<Version, MarketView> marketVersions = new HashMap<>();

    private final Map<Integer, TouchRule> touchRulesByMarketId;

    private record Version(int marketId, int version) {}

    Directory(List<InstrumentView> instruments, List<MarketView> markets) {
        this(instruments, markets, markets, Map.of(), Map.of());
    }

    Directory(
            List<InstrumentView> instruments,
            List<MarketView> markets,
            List<MarketView> versions,
            Map<Integer, String> symbolsById,
            Map<Integer, String> currenciesByStreamId) {
        this(instruments, markets, versions, symbolsById, currenciesByStreamId, Map.of());
    }

    /**
     * Lists what there is.
     *
     * @param instruments not retired.
     * @param markets not retired.
     * @param versions every version of every market.
     * @param symbolsById of all instruments, also retired ones.
     * @param currenciesByStreamId of all streams, also retired ones.
     * @param touchRulesByMarketId of all markets, also retired ones.
     */
    Directory(
            List<InstrumentView> instruments,
            List<MarketView> markets,
            List<MarketView> versions,
            Map<Integer, String> symbolsById,
            Map<Integer, String> currenciesByStreamId,
            Map<Integer, TouchRule> touchRulesByMarketId) {
        this.touchRulesByMarketId = Map.copyOf(touchRulesByMarketId);
        this.symbolsById = Map.copyOf(symbolsById);
        this.currenciesByStreamId = Map.copyOf(currenciesByStreamId);
        this.instruments = List.copyOf(instruments);
        this.markets = List.copyOf(markets);
        for (InstrumentView instrument : instruments) {
            instrumentsById.put(instrument.id(), instrument);
            instrument.aliases().forEach(alias -> instrumentsByName.putIfAbsent(folded(alias), instrument));
        }
        // A symbol wins over another instrument's alias.
        instruments.forEach(instrument -> instrumentsByName.put(folded(instrument.symbol()), instrument));
        markets.forEach(market -> marketsById.put(market.id(), market));
        versions.forEach(each -> marketVersions.put(new Version(each.id(), each.version()), each));
    }

    /** Instruments that are not retired, in the order of their ids. */
    public List<InstrumentView> instruments() {
        return instruments;
    }

    /** Markets that are not retired, in the order of their ids. */
    public List<MarketView> markets() {
        return markets;
    }

    /**
     * Finds an instrument by any of its spellings: {@code BTC/USD}, {@code BTC-USD}, {@code btcusd}, {@code bitcoin}.
     *
     * @param name as a client wrote it.
     * @return the instrument, or null.
     */
    public @Nullable InstrumentView instrument(String name) {
        return instrumentsByName.get(folded(name));
    }

    public @Nullable InstrumentView instrument(int instrumentId) {
        return instrumentsById.get(instrumentId);
    }

    /** Symbol of an instrument, also of one that was withdrawn; null when there never was one of that id. */
    public @Nullable String symbol(int instrumentId) {
        InstrumentView listed = instrumentsById.get(instrumentId);
        return listed != null ? listed.symbol() : symbolsById.get(instrumentId);
    }

    /**
     * What a stream's prices are counted in, such as {@code USDT} of a stream that feeds {@code BTC/USD}; also of a stream that was
     * withdrawn. Null when there never was one of that id.
     */
    public @Nullable String currency(int streamId) {
        return currenciesByStreamId.get(streamId);
    }

    /** What touches a band by a market's rule now; null when there never was one of that id. */
    public @Nullable TouchRule touchRule(int marketId) {
        return touchRulesByMarketId.get(marketId);
    }

    public @Nullable MarketView market(int marketId) {
        return marketsById.get(marketId);
    }

    /** A market with its rule as of a version, retired ones too; null when it was never defined. */
    public @Nullable MarketView market(int marketId, int version) {
        return marketVersions.get(new Version(marketId, version));
    }

    /**
     * Finds a market by its name.
     *
     * @param name exactly as configured.
     * @return the market, or null.
     */
    public @Nullable MarketView market(String name) {
        for (MarketView market : markets) {
            if (market.name().equals(name)) {
                return market;
            }
        }
        return null;
    }

    /** Lower case without separators, so that {@code BTC/USD}, {@code btc-usd} and {@code BTC_USD} are one name. */
    public static String folded(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            if (c != '/' && c != '-' && c != '_') {
                folded.append(c);
            }
        }
        return folded.toString();
    }
}
