package io.tickgate.simulator.market;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The venues that the simulator speaks, and what each calls the assets. */
public enum Venue {
    /** Binance spot: pairs such as {@code BTCUSDT}. */
    BINANCE(0),
    /** Coinbase Exchange: products such as {@code BTC-USD}. */
    COINBASE(400_000_000L),
    /** CoinCap, which averages over exchanges and has no trades: slugs such as {@code bitcoin}. */
    COINCAP(800_000_000L);

    private final long tradeIdOffset;

    Venue(long tradeIdOffset) {
        this.tradeIdOffset = tradeIdOffset;
    }

    /** The name in lower case, as in options and faults. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How far its trade ids lie above Binance's, so that ids of two venues are never mistaken for each other. */
    public long tradeIdOffset() {
        return tradeIdOffset;
    }

    /**
     * The venue of this name.
     *
     * @param name in either case
     * @throws IllegalArgumentException for another one; the message lists them
     */
    public static Venue named(String name) {
        return Arrays.stream(values())
                .filter(venue -> venue.label().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown venue " + name + "; venues are "
                        + Arrays.stream(values()).map(Venue::label).toList()));
    }

    /**
     * What this venue lists when Binance lists these: the same assets, from the same prices. Pairs whose quote asset is not a dollar are listed by Binance only, and CoinCap knows
     * the assets of the catalogue.
     *
     * @param binance instruments with Binance's symbols
     */
    public List<Instrument> listing(List<Instrument> binance) {
        if (this == BINANCE) {
            return binance;
        }
        Set<String> seen = new HashSet<>();
        return binance.stream()
                .filter(Instrument::isInDollars)
                .flatMap(this::own)
                .filter(instrument -> seen.add(instrument.symbol()))
                .toList();
    }

    private Stream<Instrument> own(Instrument listed) {
        if (this == COINBASE) {
            return Stream.of(listed.withSymbol(listed.baseAsset() + "-USD"));
        }
        String slug = Assets.slugOf(listed.baseAsset());
        return slug.isEmpty() ? Stream.empty() : Stream.of(listed.withSymbol(slug.toUpperCase(Locale.ROOT)));
    }
}
