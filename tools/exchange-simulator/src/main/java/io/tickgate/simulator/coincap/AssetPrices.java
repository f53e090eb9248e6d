package io.tickgate.simulator.coincap;

import io.tickgate.simulator.market.E8Text;
import io.tickgate.simulator.market.Instrument;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The newest price of each asset. The source's thread writes, any reads. */
public final class AssetPrices {

    private final List<Instrument> assets;
    private final Map<String, String> prices = new ConcurrentHashMap<>();

    /** Starts with the first prices of these. */
    public AssetPrices(List<Instrument> assets) {
        this.assets = assets;
        assets.forEach(asset -> prices.put(slug(asset.symbol()), E8Text.shortest(asset.initialPriceE8())));
    }

    /** The venue's id of an asset, in lower case as on the wire. */
    public static String slug(String symbol) {
        return symbol.toLowerCase(Locale.ROOT);
    }

    /** The stream of an asset's prices. */
    public static String stream(String slug) {
        return slug + "@price";
    }

    /** In the order of the listing. */
    public List<Instrument> assets() {
        return assets;
    }

    /** A new price. */
    public void put(String slug, String price) {
        prices.put(slug, price);
    }

    /** The newest price, null for an asset that is not listed. */
    public @Nullable String find(String slug) {
        return prices.get(slug);
    }
}
