package io.tickgate.gateway.portfolio;

import io.tickgate.gateway.encode.ShownPrice;
import io.tickgate.publish.Directory;
import io.tickgate.publish.InstrumentView;
import io.tickgate.publish.PriceView;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a price is counted in. Not what the instrument is named after: the price of {@code BTC/USD} that comes from {@code BTCUSDT} is a
 * USDT price. The rule:
 *
 * <ul>
 *   <li>a price of one stream is in that stream's currency;
 *   <li>one that is made from several ({@code best}, {@code index}), or was found in Redis, which does not say of which stream, is in the
 *       currency of all the instrument's streams, and where those differ in none of them: it is named by all, such as {@code USD+USDT}.
 * </ul>
 *
 * <p>Stateless.
 */
final class PriceCurrency {
    /** Between the currencies of a price that is in none of them. */
    static final String JOINT = "+";

    private PriceCurrency() {}

    /** Currency of a price that was read and is there. */
    static String of(Directory directory, InstrumentView instrument, ShownPrice price) {
        PriceView view = price.view();
        if (!price.isFromRedis() && !view.isBest() && !view.isIndex()) {
            String currency = directory.currency(view.streamId());
            if (currency != null) {
                return currency;
            }
        }
        return String.join(JOINT, ofAll(directory, instrument.symbol(), instrument));
    }

    /**
     * Whether {@link #ofAll} names them all. Of a withdrawn instrument it does not: its streams went with it, and the symbol names one of their currencies at
     * most.
     *
     * @param instrument null when it was withdrawn.
     */
    static boolean isKnown(Directory directory, @Nullable InstrumentView instrument) {
        if (instrument == null) {
            return false;
        }
        for (int streamId : instrument.streamIds()) {
            if (directory.currency(streamId) == null) {
                return false;
            }
        }
        return true;
    }

    /**
     * Every currency that a price of the instrument may be in.
     *
     * @param symbol {@code BASE/QUOTE}; its quote counts where there is no stream.
     * @param instrument null when it was withdrawn.
     */
    static SortedSet<String> ofAll(Directory directory, String symbol, @Nullable InstrumentView instrument) {
        SortedSet<String> currencies = new TreeSet<>();
        if (instrument != null) {
            for (int streamId : instrument.streamIds()) {
                String currency = directory.currency(streamId);
                if (currency != null) {
                    currencies.add(currency);
                }
            }
        }
        if (currencies.isEmpty()) {
            currencies.add(symbol.substring(symbol.indexOf('/') + 1));
        }
        return currencies;
    }
}
