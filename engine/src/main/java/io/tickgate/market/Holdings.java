package io.tickgate.market;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What users hold, by user and instrument. Owned by the market's thread. Bounded: {@value #PER_USER_MAX} holdings of a user,
 * {@value #HOLDINGS_MAX} in all; who asks first looks whether there is {@link #hasRoom room}.
 *
 * <p>A million holdings take 10 MB when a thousand users hold a thousand each, 18 MB at 50 each, and 262 MB when a million users
 * with names of 32 bytes hold one each (measured on a 64-bit JVM); their published views take about as much again.
 */
final class Holdings {
    /** More than a venue of the larger sort lists for one quote; a wallet has some tens. A portfolio of so many is valued in a millisecond. */
    static final int PER_USER_MAX = 1_000;
    /** See above for the memory; a snapshot of so many takes 100 MB. */
    static final int HOLDINGS_MAX = 1_000_000;
    /** Longest tenant or user in bytes, as in the command. */
    private static final int NAME_LENGTH_MAX = 64;

    private static final int FIRST_CAPACITY = 2;

    /** Whose it is; one character a byte, so that distinct bytes stay distinct, whatever they are. */
    record Owner(String tenant, String user) implements Comparable<Owner> {
        static Owner of(byte[] tenant, byte[] user) {
            return new Owner(
                    new String(tenant, StandardCharsets.ISO_8859_1), new String(user, StandardCharsets.ISO_8859_1));
        }

        byte[] tenantBytes() {
            return tenant.getBytes(StandardCharsets.ISO_8859_1);
        }

        byte[] userBytes() {
            return user.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public int compareTo(Owner other) {
            int order = tenant.compareTo(other.tenant);
            return order != 0 ? order : user.compareTo(other.user);
        }
    }

    /** Told of each holding, in the order of owners and instruments. */
    interface Visitor {
        /** One holding. */
        void onHolding(Owner owner, int instrumentId, long amountE8);
    }

    /** One user's, in the order of instruments. */
    private static final class Portfolio {
        int[] instrumentIds = new int[FIRST_CAPACITY];
        long[] amountsE8 = new long[FIRST_CAPACITY];
        int count;

        int find(int instrumentId) {
            return Arrays.binarySearch(instrumentIds, 0, count, instrumentId);
        }

        void insert(int place, int instrumentId, long amountE8) {
            if (count == instrumentIds.length) {
                int capacity = Math.min(2 * count, PER_USER_MAX);
                instrumentIds = Arrays.copyOf(instrumentIds, capacity);
                amountsE8 = Arrays.copyOf(amountsE8, capacity);
            }
            System.arraycopy(instrumentIds, place, instrumentIds, place + 1, count - place);
            System.arraycopy(amountsE8, place, amountsE8, place + 1, count - place);
            instrumentIds[place] = instrumentId;
            amountsE8[place] = amountE8;
            count++;
        }

        void remove(int place) {
            count--;
            System.arraycopy(instrumentIds, place + 1, instrumentIds, place, count - place);
            System.arraycopy(amountsE8, place + 1, amountsE8, place, count - place);
        }
    }

    /** In order, so that it is saved without being sorted: commands are rare, and a snapshot of a million users is not. */
    private final Map<Owner, Portfolio> byOwner = new TreeMap<>();

    private final HashSum sum = new HashSum();
    /** Two lengths, two names, instrument and amount, each number of eight bytes. */
    private final ByteBuffer entry =
            ByteBuffer.allocate(4 * Long.BYTES + 2 * NAME_LENGTH_MAX).order(ByteOrder.LITTLE_ENDIAN);

    private int size;

    /** Holdings of all users. */
    int size() {
        return size;
    }

    /** What the owner holds of an instrument, 0 for nothing. */
    long amountE8(Owner owner, int instrumentId) {
        Portfolio portfolio = byOwner.get(owner);
        int place = portfolio == null ? -1 : portfolio.find(instrumentId);
        return portfolio == null || place < 0 ? 0 : portfolio.amountsE8[place];
    }

    /** Whether the owner may hold one instrument more. */
    boolean hasRoom(Owner owner) {
        Portfolio portfolio = byOwner.get(owner);
        return size < HOLDINGS_MAX && (portfolio == null || portfolio.count < PER_USER_MAX);
    }

    /**
     * Sets what the owner holds of an instrument.
     *
     * @param amountE8 0 removes.
     */
    void set(Owner owner, int instrumentId, long amountE8) {
        Portfolio portfolio = byOwner.get(owner);
        if (portfolio == null) {
            portfolio = new Portfolio();
            byOwner.put(owner, portfolio);
        }
        int place = portfolio.find(instrumentId);
        if (place >= 0) {
            sum.remove(entry.array(), encode(owner, instrumentId, portfolio.amountsE8[place]));
            size--;
            portfolio.remove(place);
        }
        if (amountE8 != 0) {
            sum.add(entry.array(), encode(owner, instrumentId, amountE8));
            size++;
            portfolio.insert(place >= 0 ? place : -place - 1, instrumentId, amountE8);
        }
        if (portfolio.count == 0) {
            byOwner.remove(owner);
        }
    }

    private int encode(Owner owner, int instrumentId, long amountE8) {
        byte[] tenant = owner.tenantBytes();
        byte[] user = owner.userBytes();
        entry.clear();
        entry.putLong(tenant.length).put(tenant).putLong(user.length).put(user);
        return entry.putLong(instrumentId).putLong(amountE8).position();
    }

    void forEach(Visitor visitor) {
        byOwner.forEach((owner, portfolio) -> {
            for (int i = 0; i < portfolio.count; i++) {
                visitor.onHolding(owner, portfolio.instrumentIds[i], portfolio.amountsE8[i]);
            }
        });
    }

    /** What the table adds to the state hash, without going through it. */
    void saveSum(StateWriter state) {
        state.add(size);
        sum.save(state);
    }

    void save(StateWriter state) {
        state.add(size);
        forEach((owner, instrumentId, amountE8) -> state.add(owner.tenantBytes())
                .add(owner.userBytes())
                .add(instrumentId)
                .add(amountE8));
    }

    /** Takes in what {@link #save} wrote, into an empty table, and sums it up anew. */
    void restore(StateReader state) {
        int count = state.nextInt();
        Owner owner = Owner.of(new byte[0], new byte[0]);
        for (int i = 0; i < count; i++) {
            Owner next = Owner.of(state.nextBytes(NAME_LENGTH_MAX), state.nextBytes(NAME_LENGTH_MAX));
            owner = next.equals(owner) ? owner : next;
            set(owner, state.nextInt(), state.nextLong());
        }
    }
}
