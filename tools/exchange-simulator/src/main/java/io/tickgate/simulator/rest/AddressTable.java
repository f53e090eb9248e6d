package io.tickgate.simulator.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is counted for each client address. Owned by one limit, which guards it. Bounded: of too many addresses the one that was seen longest ago is forgotten, which only ever
 * favours a client.
 */
final class AddressTable<T> {

    private static final int ADDRESSES_MAX = 1_024;

    private final Supplier<T> fresh;
    private final Map<String, T> entries = new LinkedHashMap<>(16, 0.75f, true);

    AddressTable(Supplier<T> fresh) {
        this.fresh = fresh;
    }

    T of(String address) {
        T entry = entries.computeIfAbsent(address, absent -> fresh.get());
        if (entries.size() > ADDRESSES_MAX) {
            entries.remove(entries.keySet().iterator().next());
        }
        return entry;
    }
}
