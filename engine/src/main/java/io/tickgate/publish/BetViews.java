package io.tickgate.publish;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Accepted bets with their outcomes, by id, by key, and by owner in the order of acceptance and of decision. Written by the publish
 * stage's thread, read by any without waiting. What a reader gets is one consistent moment of each bet.
 *
 * <p>Holds at most {@value #BETS_MAX}, which is what the market holds (open bets, and decided ones until their keys are free again); more
 * is a broken invariant and stops the process. With names of 14 bytes, a key of 36 and terms of 38 an open bet takes 296 bytes in all and
 * a decided one 372 ({@code BetViewsMemoryTest}); each user 0.6 KB more.
 */
public final class BetViews {
    /** As many as the market holds: 1,048,576 open ones and as many that are decided. */
    public static final int BETS_MAX = 2_097_152;

    /** Bets that one listing looks at, 100 µs and more on a busy machine: with a rare state or symbol it gives less than was asked for. */
    static final int LOOKS_MAX = 32_768;

    private final BetRows rows = new BetRows(BETS_MAX);
    private final BetIndex byId = new BetIndex();
    private final BetIndex byKey = new BetIndex();
    private final KeyHash keyHash = new KeyHash();
    private final BetOwners owners = new BetOwners();
    private final AtomicIntegerArray countOfInstrument;
    private volatile int count;
    private volatile int openCount;
    private volatile OutcomePosition forgotten = OutcomePosition.START;

    BetViews(int instrumentIdMax) {
        countOfInstrument = new AtomicIntegerArray(instrumentIdMax + 1);
    }

    // Any thread.

    /** The bet, or null when no such bet is held. Whose it is the caller must check. */
    public @Nullable BetView byId(long idHigh, long idLow) {
        int place = placeOf(idHigh, idLow);
        byte[] row = place < 0 ? null : rows.get(place);
        // The place may have been given to another bet in between: then this one was forgotten.
        return row != null && hasId(row, idHigh, idLow) ? BetRow.view(row) : null;
    }

    private int placeOf(long idHigh, long idLow) {
        return byId.find(idHash(idHigh, idLow), place -> {
            byte[] row = rows.get(place);
            return row != null && hasId(row, idHigh, idLow);
        });
    }

    private static boolean hasId(byte[] row, long idHigh, long idLow) {
        return BetRow.idLow(row) == idLow && BetRow.idHigh(row) == idHigh;
    }

    private static long idHash(long idHigh, long idLow) {
        return KeyHash.mix(idLow ^ KeyHash.mix(idHigh));
    }

    /** The bet that was accepted under the user's key, or null. */
    public @Nullable BetView byKey(String tenant, String user, String key) {
        byte[] tenantBytes = tenant.getBytes(StandardCharsets.UTF_8);
        byte[] userBytes = user.getBytes(StandardCharsets.UTF_8);
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        long hash = keyHash.start();
        hash = keyHash.add(hash, tenantBytes, 0, tenantBytes.length);
        hash = keyHash.add(hash, userBytes, 0, userBytes.length);
        hash = keyHash.end(keyHash.add(hash, keyBytes, 0, keyBytes.length));
        int place = byKey.find(hash, at -> {
            byte[] row = rows.get(at);
            return row != null && BetRow.hasKey(row, tenantBytes, userBytes, keyBytes);
        });
        byte[] row = place < 0 ? null : rows.get(place);
        return row != null && BetRow.hasKey(row, tenantBytes, userBytes, keyBytes) ? BetRow.view(row) : null;
    }

    /**
     * A user's bets, newest first.
     *
     * @param tenant of the user.
     * @param user whose bets.
     * @param filter which of them.
     * @param beforeSequence only those of a lower sequence; {@link Long#MAX_VALUE} for the newest.
     * @param countMax at most so many.
     * @return the bets, and where to go on.
     */
    public BetPage list(String tenant, String user, BetFilter filter, long beforeSequence, int countMax) {
        BetOwner owner = owners.get(tenant, user);
        List<BetView> bets = new ArrayList<>();
        if (owner == null) {
            return new BetPage(bets, 0);
        }
        long[] more = {0};
        long looked = owner.accepted.visitBefore(
                beforeSequence, filter.stateBits(), filter.instrumentId(), LOOKS_MAX, (sequence, ignored, place) -> {
                    byte[] row = rows.get(place);
                    if (row == null
                            || BetRow.sequence(row) != sequence
                            || (filter.stateBits() & BetRow.state(row).bit()) == 0) {
                        return true; // Forgotten or decided in between.
                    }
                    if (bets.size() == countMax) {
                        more[0] = sequence + 1;
                        return false;
                    }
                    bets.add(BetRow.view(row));
                    return true;
                });
        return new BetPage(bets, Math.max(more[0], looked));
    }

    /**
     * A user's decided bets in the order in which they were decided.
     *
     * @param tenant of the user.
     * @param user whose bets.
     * @param after only those decided after this.
     * @param countMax at most so many.
     * @return those that are still held; empty when there are none yet.
     */
    public List<BetView> outcomesAfter(String tenant, String user, OutcomePosition after, int countMax) {
        BetOwner owner = owners.get(tenant, user);
        if (owner == null || owner.newest.compareTo(after) <= 0) {
            return List.of();
        }
        List<BetView> bets = new ArrayList<>();
        owner.decided.visitAfter(after.sequence(), after.ordinal(), (sequence, ordinal, place) -> {
            byte[] row = rows.get(place);
            if (row != null && BetRow.isDecidedAt(row, sequence, ordinal)) {
                bets.add(BetRow.view(row));
            }
            return bets.size() < countMax;
        });
        return bets;
    }

    /** Place of the user's newest outcome, {@link OutcomePosition#START} before the first. */
    public OutcomePosition newestOutcome(String tenant, String user) {
        BetOwner owner = owners.get(tenant, user);
        return owner == null ? OutcomePosition.START : owner.newest;
    }

    /** Whether everything that was decided after a place is still held, whoever's it is. */
    public boolean isHeldSince(OutcomePosition after) {
        return after.compareTo(forgotten) >= 0;
    }

    /** Whether a bet on an instrument is held. */
    public boolean isAnyOn(int instrumentId) {
        return countOfInstrument.get(instrumentId) > 0;
    }

    /** Number of bets held. */
    public int count() {
        return count;
    }

    /** Number of bets that are not decided. */
    public int openCount() {
        return openCount;
    }

    /** All rows, for {@link BetArchive}. */
    BetRows rows() {
        return rows;
    }

    /** Up to which outcome bets may have been forgotten, for {@link BetArchive}. */
    OutcomePosition forgotten() {
        return forgotten;
    }

    // The publish stage's thread.

    /** Takes an open bet in. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void add(BetView bet) {
        BetOwner owner = owners.getOrAdd(bet.tenant(), bet.user());
        add(owner, BetRow.of(bet, owner.number));
        openCount++;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    private int add(BetOwner owner, byte[] row) {
        int place = rows.add(row);
        int instrumentId = BetRow.instrumentId(row);
        owner.accepted.add(BetRow.sequence(row), instrumentId, place, BetRow.state(row));
        byId.add(idHash(BetRow.idHigh(row), BetRow.idLow(row)), place);
        byKey.add(BetRow.keyHash(row, keyHash), place);
        countOfInstrument.incrementAndGet(instrumentId);
        count++;
        return place;
    }

    /**
     * Takes a bet in that was held before, open or decided. Quick in the order of sequences only.
     *
     * @param row of it, of {@link BetRow}; the number of its owner is set here.
     * @return its place.
     */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    int restore(byte[] row) {
        BetOwner owner = owners.getOrAdd(BetRow.tenant(row), BetRow.user(row));
        BetRow.ownerNumber(row, owner.number);
        openCount += BetRow.state(row) == BetState.ACCEPTED ? 1 : 0;
        return add(owner, row);
    }

    /** Puts a restored and decided bet into the order of outcomes. Quick in that order only. */
    void restoreOutcome(int place) {
        byte[] row = rows.required(place);
        OutcomePosition position = BetRow.position(row);
        BetOwner owner = owners.get(BetRow.ownerNumber(row));
        owner.decided.add(position.sequence(), position.ordinal(), place, BetRow.state(row));
        if (position.compareTo(owner.newest) > 0) {
            owner.newest = position;
        }
    }

    void restoreForgotten(OutcomePosition position) {
        forgotten = position;
    }

    /**
     * Decides a bet.
     *
     * @throws IllegalStateException when it is not held or was decided before: the market decides each bet once.
     */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void decide(long idHigh, long idLow, BetOutcomeView outcome) {
        int place = placeOf(idHigh, idLow);
        byte[] open = place < 0 ? null : rows.get(place);
        if (open == null || BetRow.state(open) != BetState.ACCEPTED) {
            throw new IllegalStateException("A bet that is " + (open == null ? "not held" : "decided already")
                    + " is decided at sequence " + outcome.position().text());
        }
        rows.set(place, BetRow.decided(open, outcome));
        BetState state = BetState.of(outcome.result());
        OutcomePosition position = outcome.position();
        BetOwner owner = owners.get(BetRow.ownerNumber(open));
        owner.accepted.state(BetRow.sequence(open), BetRow.instrumentId(open), state);
        owner.decided.add(position.sequence(), position.ordinal(), place, state);
        if (position.compareTo(owner.newest) > 0) {
            owner.newest = position;
        }
        openCount--;
    }

    /** Notes why an open bet is not decided; one that is not open is left alone. */
    void pending(long idHigh, long idLow, int reasonCode) {
        int place = placeOf(idHigh, idLow);
        byte[] row = place < 0 ? null : rows.get(place);
        if (row != null && BetRow.state(row) == BetState.ACCEPTED) {
            BetRow.pending(row, reasonCode);
        }
    }

    /** Forgets a bet; one that is not held is left alone. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void remove(long idHigh, long idLow) {
        int place = placeOf(idHigh, idLow);
        byte[] row = place < 0 ? null : rows.get(place);
        if (row == null) {
            return;
        }
        BetOwner owner = owners.get(BetRow.ownerNumber(row));
        owner.accepted.remove(BetRow.sequence(row), BetRow.instrumentId(row));
        if (BetRow.state(row) == BetState.ACCEPTED) {
            openCount--;
        } else {
            OutcomePosition position = BetRow.position(row);
            forgotten = isHeldSince(position) ? position : forgotten;
            owner.decided.remove(position.sequence(), position.ordinal());
        }
        if (owner.accepted.isEmpty()) {
            owners.remove(owner);
        }
        byId.remove(idHash(idHigh, idLow), place);
        byKey.remove(BetRow.keyHash(row, keyHash), place);
        rows.remove(place);
        countOfInstrument.decrementAndGet(BetRow.instrumentId(row));
        count--;
    }
}
