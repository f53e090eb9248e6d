package io.tickgate.engine;

import io.tickgate.config.BinanceConfig;
import io.tickgate.config.CoinCapConfig;
import io.tickgate.config.TickgateConfig;
import io.tickgate.config.Venue;
import io.tickgate.config.VenueConfig;
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
import java.util.List;
import java.util.function.Supplier;

/** Makes the feeds that the configuration wants. Used once, by the starting thread. */
final class VenueAssembly {
    private static final String ALL_MARKET_STREAM = "!miniTicker@arr";

    private final TickgateConfig config;
    private final DefinitionUpdate definitions;
    private final StatusFiles status;
    private final Feeds feeds;

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
        UnlistedSymbols unlisted = new UnlistedSymbols(status.counters());
        List<String> shared = binance.isAllMarket() ? List.of(ALL_MARKET_STREAM) : List.of();
        add(
                binance.connection(),
                new BinanceDialogue(
                        binance.connection().webSocketUrl(), binance.timeUnit(), binance.subscribeForm(), shared),
                () -> new BinanceDecoder(binance.timeUnit(), status.counters(), status.badFrames(), unlisted));
    }

    private void addCoinbase(VenueConfig coinbase) {
        add(
                coinbase,
                new CoinbaseDialogue(coinbase.webSocketUrl()),
                () -> new CoinbaseDecoder(status.counters(), status.badFrames()));
    }

    private void addCoinCap(CoinCapConfig coincap) {
        if (coincap.apiKey().isEmpty()) {
            feeds.addOff(Venue.COINCAP.label(), "no key in venues.coincap.api-key");
            return;
        }
        UnlistedSymbols unlisted = new UnlistedSymbols(status.counters());
        add(
                coincap.connection(),
                new CoinCapDialogue(coincap.connection().webSocketUrl(), coincap.apiKey()),
                () -> new CoincapDecoder(status.counters(), status.badFrames(), unlisted));
    }

    private void add(VenueConfig venue, Dialogue dialogue, Supplier<FrameDecoder> decoders) {
        if (venue.isEnabled()) {
            feeds.add(
                    VenueSettings.of(venue, definitions.venueId(venue.venue())),
                    dialogue,
                    decoders,
                    definitions.feedStreams(venue.venue()));
        } else {
            feeds.addOff(venue.venue().label(), "off by configuration");
        }
    }
}
