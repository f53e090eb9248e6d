package io.tickgate.gateway.portfolio;

import io.tickgate.publish.Directory;
import io.tickgate.publish.InstrumentView;
import io.tickgate.publish.PortfolioView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the name of an instrument or an asset to what is held. Stateless. */
final class HeldNames {
    /** "Nothing has that name." */
    static final int UNKNOWN = -1;

    /** Of several instruments of an asset the one in the first of these prices it, else the one that was defined first. */
    private static final List<String> PREFERRED_QUOTES = List.of("USD", "USDT", "USDC");

    private HeldNames() {}

    /**
     * Finds the instrument by which something is held.
     *
     * <p>The name may be any spelling of an instrument. Otherwise it may be an asset, the base of instruments: then it means the one
     * that the user holds, if it is one; else the one quoted in USD, else USDT, else USDC, else the one with the least id. An
     * instrument that was withdrawn is found only while it is held.
     *
     * @param directory of what there is.
     * @param held by the user.
     * @param name as the client wrote it.
     * @return the instrument's id, or {@link #UNKNOWN}.
     */
    static int find(Directory directory, PortfolioView held, String name) {
        InstrumentView named = directory.instrument(name);
        if (named != null) {
            return named.id();
        }
        int ofAsset = ofAsset(directory, held, name);
        return ofAsset != UNKNOWN ? ofAsset : withdrawn(directory, held, name);
    }

    private static int ofAsset(Directory directory, PortfolioView held, String asset) {
        int preferred = UNKNOWN;
        int preferredRank = Integer.MAX_VALUE;
        int heldId = UNKNOWN;
        int heldCount = 0;
        for (InstrumentView instrument : directory.instruments()) {
            if (isBase(asset, instrument.symbol())) {
                int rank = rank(instrument.symbol());
                if (rank < preferredRank) {
                    preferred = instrument.id();
                    preferredRank = rank;
                }
                if (held.has(instrument.id())) {
                    heldId = instrument.id();
                    heldCount++;
                }
            }
        }
        return heldCount == 1 ? heldId : preferred;
    }

    private static int rank(String symbol) {
        int rank = PREFERRED_QUOTES.indexOf(symbol.substring(symbol.indexOf('/') + 1));
        return rank < 0 ? PREFERRED_QUOTES.size() : rank;
    }

    private static int withdrawn(Directory directory, PortfolioView held, String name) {
        String folded = Directory.folded(name);
        for (int i = 0; i < held.size(); i++) {
            int id = held.instrumentId(i);
            @Nullable String symbol = directory.instrument(id) == null ? directory.symbol(id) : null;
            if (symbol != null && (Directory.folded(symbol).equals(folded) || isBase(name, symbol))) {
                return id;
            }
        }
        return UNKNOWN;
    }

    private static boolean isBase(String asset, String symbol) {
        int length = asset.length();
        return symbol.length() > length
                && symbol.charAt(length) == '/'
                && symbol.regionMatches(true, 0, asset, 0, length);
    }
}
