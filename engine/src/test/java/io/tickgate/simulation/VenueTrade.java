package io.tickgate.simulation;

/**
 * What the venue truly did under one id.
 *
 * @param count how often the venue had begun to count anew before it.
 * @param id the venue's.
 * @param timeEpochNs trade time.
 * @param priceE10 exact price × 10^10: two digits more than a record holds; 0 where the venue names no valid one.
 * @param sizeE8 size × 10^8.
 * @param what it is.
 */
record VenueTrade(int count, long id, long timeEpochNs, long priceE10, long sizeE8, What what) {
    enum What {
        TRADE,
        /** A trade whose price no decoder can take: its id stays a hole. */
        UNPRICED,
        /** An id that the venue marks as no trade. */
        NO_TRADE
    }

    boolean isTrade() {
        return what == What.TRADE;
    }

    /** As a record holds it: half to even. */
    long priceE8() {
        long down = Math.floorDiv(priceE10, 100);
        long rest = Math.floorMod(priceE10, 100L);
        boolean isUp = rest > 50 || (rest == 50 && (down & 1) != 0);
        return isUp ? down + 1 : down;
    }

    boolean isRounded() {
        return priceE10 % 100 != 0;
    }
}
