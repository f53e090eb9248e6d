package io.tickgate.publish;

import java.util.Arrays;

/** What one user holds, in the order of instrument ids. Immutable: a change makes a new one. */
public final class PortfolioView {
    /** Of a user who holds nothing. */
    public static final PortfolioView EMPTY = new PortfolioView(new int[0], new long[0]);

    private final int[] instrumentIds;
    private final long[] amountsE8;

    private PortfolioView(int[] instrumentIds, long[] amountsE8) {
        this.instrumentIds = instrumentIds;
        this.amountsE8 = amountsE8;
    }

    /** Number of holdings. */
    public int size() {
        return instrumentIds.length;
    }

    /** Instrument of a holding. */
    public int instrumentId(int index) {
        return instrumentIds[index];
    }

    /** Amount of a holding, above 0. */
    public long amountE8(int index) {
        return amountsE8[index];
    }

    /** Whether something is held of an instrument. */
    public boolean has(int instrumentId) {
        return Arrays.binarySearch(instrumentIds, instrumentId) >= 0;
    }

    /** The same with another amount of one instrument; 0 removes it. */
    PortfolioView with(int instrumentId, long amountE8) {
        int found = Arrays.binarySearch(instrumentIds, instrumentId);
        int place = found >= 0 ? found : -found - 1;
        int tail = found >= 0 ? place + 1 : place;
        int kept = amountE8 == 0 ? 0 : 1;
        int rest = instrumentIds.length - tail;
        int[] ids = Arrays.copyOf(instrumentIds, place + kept + rest);
        long[] amounts = Arrays.copyOf(amountsE8, ids.length);
        System.arraycopy(instrumentIds, tail, ids, place + kept, rest);
        System.arraycopy(amountsE8, tail, amounts, place + kept, rest);
        if (kept == 1) {
            ids[place] = instrumentId;
            amounts[place] = amountE8;
        }
        return new PortfolioView(ids, amounts);
    }
}
