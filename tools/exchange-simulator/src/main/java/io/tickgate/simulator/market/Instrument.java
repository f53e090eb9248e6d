package io.tickgate.simulator.market;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the generator must know of one instrument. Immutable.
 *
 * @param symbol the venue's symbol in upper case, letters, digits and hyphens, 2 to 20 of them, not a hyphen first
 * @param initialPriceE8 first price, × 10^8, a multiple of the tick size
 * @param tickSizeE8 smallest price step, × 10^8, at least 1
 * @param lotSizeE8 smallest size step, × 10^8, at least 1
 * @param medianSizeE8 half of all trades are smaller than this, × 10^8
 */
public record Instrument(String symbol, long initialPriceE8, long tickSizeE8, long lotSizeE8, long medianSizeE8) {

    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9][A-Z0-9-]{1,19}");

    /** Prices may grow eightfold and are multiplied by 10^5 for a percentage, which has to fit a long. */
    private static final long PRICE_MAX_E8 = 10_000_000_000_000L;

    /** A trade is at most 1,000 medians, which has to fit a long with room for a day's sum in lots. */
    private static final long SIZE_MAX_E8 = 1_000_000_000_000_000L;

    /** Below this many ticks one tick is more than 5 % of the price, and the walk has no room. */
    private static final long TICKS_MIN = 20;

    /**
     * Instruments as the venue lists them, with prices of the order seen in 2024: two large ones, five middling, and one with a price of three digits after
     * seven zeros.
     */
    private static final List<Instrument> CATALOGUE = List.of(
            new Instrument("BTCUSDT", 6_700_000_000_000L, 1_000_000L, 1_000L, 500_000L),
            new Instrument("ETHUSDT", 320_000_000_000L, 1_000_000L, 10_000L, 8_000_000L),
            new Instrument("SOLUSDT", 15_000_000_000L, 1_000_000L, 100_000L, 120_000_000L),
            new Instrument("BNBUSDT", 58_000_000_000L, 1_000_000L, 100_000L, 30_000_000L),
            new Instrument("XRPUSDT", 52_000_000L, 10_000L, 10_000_000L, 25_000_000_000L),
            new Instrument("DOGEUSDT", 12_000_000L, 1_000L, 100_000_000L, 110_000_000_000L),
            new Instrument("ADAUSDT", 35_000_000L, 10_000L, 10_000_000L, 40_000_000_000L),
            new Instrument("PEPEUSDT", 812L, 1L, 100_000_000L, 900_000_000_000_00L));

    /** Checks the ranges; a bad value is named in the exception. */
    public Instrument {
        if (!SYMBOL.matcher(symbol).matches()) {
            throw new IllegalArgumentException("symbol must be 2 to 20 of A-Z, 0-9 and hyphen: " + symbol);
        }
        if (tickSizeE8 < 1 || initialPriceE8 % tickSizeE8 != 0) {
            throw new IllegalArgumentException(
                    "initialPriceE8 of " + symbol + " must be a multiple of tickSizeE8 >= 1");
        }
        if (initialPriceE8 / tickSizeE8 < TICKS_MIN || initialPriceE8 > PRICE_MAX_E8) {
            throw new IllegalArgumentException("initialPriceE8 of " + symbol + " must be from " + TICKS_MIN
                    + " ticks to " + PRICE_MAX_E8 + ": " + initialPriceE8);
        }
        if (lotSizeE8 < 1 || medianSizeE8 < lotSizeE8 || medianSizeE8 > SIZE_MAX_E8) {
            throw new IllegalArgumentException(
                    "sizes of " + symbol + " must fulfil 1 <= lotSizeE8 <= medianSizeE8 <= " + SIZE_MAX_E8);
        }
    }

    /** The asset that is priced, {@code BTC} for {@code BTCUSDT}, {@code BTC-USD} and {@code BITCOIN} alike. */
    public String baseAsset() {
        return Assets.base(symbol);
    }

    /** The asset that it is priced in, empty if the symbol does not tell. */
    public String quoteAsset() {
        return Assets.quote(symbol);
    }

    boolean isInDollars() {
        return Assets.isDollar(quoteAsset());
    }

    /** The same under another name. */
    Instrument withSymbol(String value) {
        return new Instrument(value, initialPriceE8, tickSizeE8, lotSizeE8, medianSizeE8);
    }

    /** All instruments that the simulator knows by name: BTC, ETH, SOL, BNB, XRP, DOGE, ADA and PEPE against USDT. */
    public static List<Instrument> catalogue() {
        return CATALOGUE;
    }

    /**
     * The catalogue's instrument of this symbol.
     *
     * @param symbol in either case
     * @throws IllegalArgumentException for a symbol that is not in the catalogue; the message lists those that are
     */
    public static Instrument named(String symbol) {
        String upper = symbol.toUpperCase(Locale.ROOT);
        return CATALOGUE.stream()
                .filter(instrument -> instrument.symbol().equals(upper))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown symbol " + symbol + "; known are "
                        + CATALOGUE.stream().map(Instrument::symbol).toList()));
    }
}
