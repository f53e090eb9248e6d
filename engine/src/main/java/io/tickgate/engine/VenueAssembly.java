package io.tickgate.engine;

import io.tickgate.config.BinanceConfig;
import io.tickgate.config.CoinCapAssets;
import io.tickgate.config.CoinCapConfig;
import io.tickgate.config.TickgateConfig;
import io.tickgate.config.Venue;
import io.tickgate.config.VenueConfig;
import io.tickgate.feed.BaseUrls;
import io.tickgate.feed.Dialogue;
import io.tickgate.feed.binance.BinanceDecoder;
import io.tickgate.feed.binance.BinanceDialogue;
import io.tickgate.feed.coinbase.CoinbaseDecoder;
import io.tickgate.feed.coinbase.CoinbaseDialogue;
import io.tickgate.feed.coincap.CoinCapDialogue;
import io.tickgate.feed.coincap.CoincapDecoder;
import io.tickgate.feed.decode.FrameDecoder;
import io.tickgate.feed.decode.UnlistedSymbols;
import io.tickgate.status.StatusFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Makes the feeds that the configuration wants. Used by the starting thread, then drained by the control thread. */
final class VenueAssembly {
    private static final String ALL_MARKET_STREAM = "!miniTicker@arr";

    private final TickgateConfig config;
    private final DefinitionUpdate definitions;
    private final StatusFiles status;
    private final Feeds feeds;
    private final Map<UnlistedSymbols, Venue> unlisted = new LinkedHashMap<>();

    VenueAssembly(TickgateConfig config, DefinitionUpdate definitions, StatusFiles status, Feeds feeds) {
        this.config = config;
        this.definitions = definitions;
        this.status = status;
        this.feeds = feeds;
    }

    /** Adds all venues, those that are off too, so that the status names each. */
    void addAll() {
        addBinance(config.venues().binance());
        addCoinbase(config.venues().coinbase());
        addCoinCap(config.venues().coincap());
    }

    private void addBinance(BinanceConfig binance) {
        List<String> shared = binance.isAllMarket() ? List.of(ALL_MARKET_STREAM) : List.of();
        add(
                binance.connection(),
                new BinanceDialogue(
                        new BaseUrls(binance.connection().webSocketUrls()),
                        binance.timeUnit(),
                        binance.subscribeForm(),
                        shared),
                () -> new BinanceDecoder(
                        binance.timeUnit(), status.counters(), status.badFrames(), unlisted(Venue.BINANCE)));
    }

    private void addCoinbase(VenueConfig coinbase) {
        add(
                coinbase,
                new CoinbaseDialogue(new BaseUrls(coinbase.webSocketUrls())),
                () -> new CoinbaseDecoder(status.counters(), status.badFrames()));
    }

    private void addCoinCap(CoinCapConfig coincap) {
        if (coincap.apiKey().isEmpty()) {
            feeds.addOff(Venue.COINCAP.label(), "no key in venues.coincap.api-key");
            return;
        }
        boolean isAll = coincap.assets() == CoinCapAssets.ALL;
        add(
                coincap.connection(),
                new CoinCapDialogue(new BaseUrls(coincap.connection().webSocketUrls()), coincap.apiKey(), isAll),
                () -> new CoincapDecoder(status.counters(), status.badFrames(), unlisted(Venue.COINCAP)));
    }

    /** One for each decoder, as each connection's thread notes in its own. */
    private UnlistedSymbols unlisted(Venue venue) {
        UnlistedSymbols symbols = new UnlistedSymbols(status.counters());
        unlisted.put(symbols, venue);
        return symbols;
    }

    /**
     * Gives the symbols of all-market feeds that are no streams. For the control thread, once all venues are added.
     *
     * @param consumer told of each.
     * @return how many they were.
     */
    int drainUnlisted(BiConsumer<Venue, String> consumer) {
        int drained = 0;
        for (Map.Entry<UnlistedSymbols, Venue> each : unlisted.entrySet()) {
            drained += each.getKey().drain(symbol -> consumer.accept(each.getValue(), symbol));
        }
        return drained;
    }

    private void add(VenueConfig venue, Dialogue dialogue, Supplier<FrameDecoder> decoders) {
        if (venue.isEnabled()) {
            feeds.add(VenueSettings.of(venue, definitions.venueId(venue.venue())), dialogue, decoders);
        } else {
            feeds.addOff(venue.venue().label(), "off by configuration");
        }
    }
}
