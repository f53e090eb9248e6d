package io.tickgate.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.collections.IntArrayList;
import org.jspecify.annotations.Nullable;

/** The owners of held bets, by name for any thread and by number for the publish stage's, which writes. */
final class BetOwners {
    private final ConcurrentHashMap<BetOwner.Name, BetOwner> byName = new ConcurrentHashMap<>();
    private final List<@Nullable BetOwner> byNumber = new ArrayList<>();
    private final IntArrayList free = new IntArrayList();

    /** The owner of that name, or null when no bet of it is held. Any thread. */
    @Nullable
    BetOwner get(String tenant, String user) {
        return byName.get(new BetOwner.Name(tenant, user));
    }

    BetOwner getOrAdd(String tenant, String user) {
        BetOwner.Name name = new BetOwner.Name(tenant, user);
        BetOwner owner = byName.get(name);
        if (owner == null) {
            int number = free.isEmpty() ? byNumber.size() : free.removeAt(free.size() - 1);
            owner = new BetOwner(name, number);
            if (number == byNumber.size()) {
                byNumber.add(owner);
            } else {
                byNumber.set(number, owner);
            }
            byName.put(name, owner);
        }
        return owner;
    }

    BetOwner get(int number) {
        BetOwner owner = byNumber.get(number);
        if (owner == null) {
            throw new IllegalStateException("No owner of bets has the number " + number);
        }
        return owner;
    }

    /** An owner without bets is forgotten. */
    void remove(BetOwner owner) {
        byName.remove(owner.name);
        byNumber.set(owner.number, null);
        free.addInt(owner.number);
    }
}
