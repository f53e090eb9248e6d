package io.tickgate.simulation;

import java.math.BigInteger;

/**
 * A trade that the journal brought and coverage took.
 *
 * @param firstId of its ids.
 * @param lastId of them; the same for a single trade.
 */
record PlainTrade(
        long firstId, long lastId, long timeEpochNs, long priceE8, long sizeE8, boolean isRounded, long sequence) {
    private static final BigInteger E8 = BigInteger.valueOf(100_000_000L);

    boolean isAggregate() {
        return lastId > firstId;
    }

    /** Whether it surely reaches a least price × size. */
    boolean reaches(long notionalMinE8) {
        if (notionalMinE8 == 0) {
            return true;
        }
        BigInteger notional = BigInteger.valueOf(priceE8).multiply(BigInteger.valueOf(sizeE8));
        return !isAggregate()
                && notional.compareTo(BigInteger.valueOf(notionalMinE8).multiply(E8)) >= 0;
    }

    /** Whether it touches a bet's band within its window, by its price alone. */
    boolean touches(PlainBet bet) {
        return bet.isWithin(timeEpochNs) && reaches(bet.rule.notionalMinE8()) && bet.isSurelyInside(priceE8, isRounded);
    }

    /** Whether it and its neighbour lie on opposite sides of a bet's band, both within its window. */
    boolean crosses(PlainBet bet, PlainTrade neighbour) {
        boolean areWithin = bet.isWithin(timeEpochNs) && bet.isWithin(neighbour.timeEpochNs);
        boolean reach = reaches(bet.rule.notionalMinE8()) && neighbour.reaches(bet.rule.notionalMinE8());
        return areWithin && reach && bet.sideE10(priceE8 * 100) * bet.sideE10(neighbour.priceE8 * 100) < 0;
    }
}
