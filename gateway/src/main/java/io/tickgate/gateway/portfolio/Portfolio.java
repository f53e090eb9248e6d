package io.tickgate.gateway.portfolio;

import io.tickgate.gateway.encode.ShownPrice;
import io.tickgate.pairs.Demand;
import io.tickgate.publish.Directory;
import io.tickgate.publish.InstrumentView;
import io.tickgate.publish.PortfolioView;
import io.tickgate.publish.Published;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is held, valued at the prices of one moment: each holding in the currency of its price, a total for each currency, and what part
 * of that total each holding is. Belongs to the thread that made it.
 */
public final class Portfolio {
    /** Currency of the total of nothing. */
    static final String EMPTY_CURRENCY = "USD";

    /** One holding. */
    static final class Holding {
        final String symbol;
        /** Null when it was withdrawn. */
        final @Nullable InstrumentView instrument;

        final long amountE8;
        final ShownPrice price = new ShownPrice();
        /** Null when there is no price. */
        @Nullable
        ExactValue value;

        String currency = "";
        /** Hundredths of a percent of the total in its currency. */
        int share;

        private Holding(String symbol, @Nullable InstrumentView instrument, long amountE8) {
            this.symbol = symbol;
            this.instrument = instrument;
            this.amountE8 = amountE8;
        }
    }

    /** The sum of what is valued in one currency. */
    static final class Total {
        final ExactValue value = ExactValue.of(0, 0);
        /** Whether there is a holding without a price that may belong here. */
        boolean isIncomplete;

        private final List<Holding> holdings = new ArrayList<>();
    }

    private final List<Holding> holdings = new ArrayList<>();
    private final Map<String, Total> totals = new TreeMap<>();
    private boolean isIncomplete;

    private Portfolio() {}

    /**
     * Values what is held now.
     *
     * @param published prices and directory.
     * @param held by a user.
     * @param demand told of each instrument, as of any other reader of its price.
     * @param nowEpochNs engine time.
     * @param nowNs monotonic time.
     */
    public static Portfolio of(Published published, PortfolioView held, Demand demand, long nowEpochNs, long nowNs) {
        Portfolio portfolio = new Portfolio();
        Directory directory = published.directory();
        boolean isStalled = published.isEngineStalled(nowNs);
        for (int i = 0; i < held.size(); i++) {
            int id = held.instrumentId(i);
            InstrumentView instrument = directory.instrument(id);
            String symbol = directory.symbol(id);
            Holding holding = new Holding(symbol == null ? "#" + id : symbol, instrument, held.amountE8(i));
            portfolio.holdings.add(holding);
            if (instrument != null) {
                demand.read(id);
                if (holding.price.read(published, id, isStalled, nowEpochNs)) {
                    holding.currency = PriceCurrency.of(directory, instrument, holding.price);
                    holding.value = ExactValue.of(holding.amountE8, holding.price.priceE8());
                }
            }
            portfolio.add(directory, holding);
        }
        portfolio.markIncomplete(directory);
        portfolio.totals.values().forEach(Portfolio::divideUp);
        if (held.size() == 0) {
            portfolio.totals.put(EMPTY_CURRENCY, new Total());
        }
        return portfolio;
    }

    private void add(Directory directory, Holding holding) {
        ExactValue value = holding.value;
        if (value != null) {
            Total total = total(holding.currency);
            total.value.add(value);
            total.holdings.add(holding);
            return;
        }
        isIncomplete = true;
        for (String currency : PriceCurrency.ofAll(directory, holding.symbol, holding.instrument)) {
            total(currency).isIncomplete = true;
        }
    }

    private Total total(String currency) {
        return totals.computeIfAbsent(currency, name -> new Total());
    }

    /** What may belong to USD may also belong to what is named USD+USDT; what nobody knows the currency of may belong to each. */
    private void markIncomplete(Directory directory) {
        for (Holding holding : holdings) {
            if (holding.value == null && !PriceCurrency.isKnown(directory, holding.instrument)) {
                totals.values().forEach(total -> total.isIncomplete = true);
            } else if (holding.value == null) {
                SortedSet<String> missing = PriceCurrency.ofAll(directory, holding.symbol, holding.instrument);
                totals.forEach((name, total) -> total.isIncomplete |=
                        !Collections.disjoint(missing, Arrays.asList(name.split("\\" + PriceCurrency.JOINT, -1))));
            }
        }
    }

    private static void divideUp(Total total) {
        List<ExactValue> values = new ArrayList<>();
        for (Holding holding : total.holdings) {
            ExactValue value = holding.value;
            if (value != null) {
                values.add(value);
            }
        }
        int[] shares = Shares.of(values, total.value);
        for (int i = 0; i < shares.length; i++) {
            total.holdings.get(i).share = shares[i];
        }
    }

    /** In the order of the instruments' ids. */
    List<Holding> holdings() {
        return Collections.unmodifiableList(holdings);
    }

    /** By currency; one at least. */
    Map<String, Total> totals() {
        return Collections.unmodifiableMap(totals);
    }

    /** Whether a holding has no price. */
    boolean isIncomplete() {
        return isIncomplete;
    }
}
