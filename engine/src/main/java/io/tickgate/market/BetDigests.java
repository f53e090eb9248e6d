package io.tickgate.market;

import io.tickgate.record.BetFlyweight;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What a bet's key and content come down to: the first 128 bits of SHA-256 over the fields, texts with their length before them. To find
 * two bets that are taken for one somebody would have to try some 2^64 of his own.
 */
final class BetDigests {
    private final MessageDigest sha256;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long high;
    private long low;

    BetDigests() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Of tenant, user and key. */
    BetDigests ofKey(BetFlyweight bet) {
        put(bet.tenant());
        put(bet.user());
        put(bet.key());
        return end();
    }

    /** Of what is asked for: two commands with the same one ask for the very same bet. */
    BetDigests ofContent(BetFlyweight bet) {
        put(bet.marketId());
        put(bet.minE8());
        put(bet.maxE8());
        put(bet.fromEpochNs());
        put(bet.toEpochNs());
        put(bet.stakeMinor());
        put(bet.quoteSequence());
        put(bet.terms());
        return end();
    }

    private void put(byte[] text) {
        put(text.length);
        sha256.update(text);
    }

    private void put(long value) {
        number.putLong(0, value);
        sha256.update(number.array());
    }

    private BetDigests end() {
        ByteBuffer hash = ByteBuffer.wrap(sha256.digest()).order(ByteOrder.LITTLE_ENDIAN);
        high = hash.getLong();
        low = hash.getLong();
        return this;
    }

    /** First half of the last one. */
    long high() {
        return high;
    }

    /** Second half of it. */
    long low() {
        return low;
    }
}
