package io.tickgate.market;

import io.tickgate.record.BetFlyweight;
import io.tickgate.record.RecordFlyweight;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An accepted bet as the market holds it. Its content is what its command said; only {@link #isOpen} changes. */
final class Bet {
    /** Whose key it is. */
    record Key(String tenant, String user, String key) implements Comparable<Key> {
        static Key of(BetFlyweight command) {
            return new Key(text(command.tenant()), text(command.user()), text(command.key()));
        }

        private static String text(byte[] bytes) {
            // One character a byte: distinct bytes stay distinct, whatever they are.
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }

        @Override
        public int compareTo(Key other) {
            int order = tenant.compareTo(other.tenant);
            order = order != 0 ? order : user.compareTo(other.user);
            return order != 0 ? order : key.compareTo(other.key);
        }
    }

    final Key key;
    final long idHigh;
    final long idLow;
    final long sequence;
    final int marketId;
    final int marketVersion;
    final long minE8;
    final long maxE8;
    final long fromEpochNs;
    final long toEpochNs;
    final long stakeMinor;
    final long quoteSequence;
    final byte[] terms;
    /** When it stops being open, by the rule that it was taken under. */
    final long deadlineEpochNs;
    /** Counts towards its market's limits. */
    boolean isOpen = true;

    Bet(Key key, BetFlyweight command, int marketVersion, long deadlineEpochNs) {
        this.key = key;
        idHigh = command.betIdHigh();
        idLow = command.betIdLow();
        sequence = command.sequence();
        marketId = command.marketId();
        this.marketVersion = marketVersion;
        minE8 = command.minE8();
        maxE8 = command.maxE8();
        fromEpochNs = command.fromEpochNs();
        toEpochNs = command.toEpochNs();
        stakeMinor = command.stakeMinor();
        quoteSequence = command.quoteSequence();
        terms = command.terms();
        this.deadlineEpochNs = deadlineEpochNs;
    }

    /** Whether a command asks for the very same bet. */
    boolean hasContentOf(BetFlyweight command) {
        return marketId == command.marketId()
                && minE8 == command.minE8()
                && maxE8 == command.maxE8()
                && fromEpochNs == command.fromEpochNs()
                && toEpochNs == command.toEpochNs()
                && stakeMinor == command.stakeMinor()
                && quoteSequence == command.quoteSequence()
                && Arrays.equals(terms, command.terms());
    }

    void save(StateWriter state) {
        state.add(key.tenant.getBytes(StandardCharsets.ISO_8859_1));
        state.add(key.user.getBytes(StandardCharsets.ISO_8859_1));
        state.add(key.key.getBytes(StandardCharsets.ISO_8859_1));
        state.add(idHigh).add(idLow).add(sequence).add(marketId).add(marketVersion);
        state.add(minE8)
                .add(maxE8)
                .add(fromEpochNs)
                .add(toEpochNs)
                .add(stakeMinor)
                .add(quoteSequence)
                .add(terms);
        state.add(deadlineEpochNs).add(isOpen);
    }

    static Bet restore(StateReader state) {
        return new Bet(state);
    }

    private Bet(StateReader state) {
        key = new Key(text(state), text(state), text(state));
        idHigh = state.nextLong();
        idLow = state.nextLong();
        sequence = state.nextLong();
        marketId = state.nextInt();
        marketVersion = state.nextInt();
        minE8 = state.nextLong();
        maxE8 = state.nextLong();
        fromEpochNs = state.nextLong();
        toEpochNs = state.nextLong();
        stakeMinor = state.nextLong();
        quoteSequence = state.nextLong();
        terms = state.nextBytes(RecordFlyweight.RECORD_LENGTH_MAX);
        deadlineEpochNs = state.nextLong();
        isOpen = state.nextBoolean();
    }

    private static String text(StateReader state) {
        return new String(state.nextBytes(RecordFlyweight.RECORD_LENGTH_MAX), StandardCharsets.ISO_8859_1);
    }
}
