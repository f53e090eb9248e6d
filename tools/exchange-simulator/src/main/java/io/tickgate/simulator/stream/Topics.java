package io.tickgate.simulator.stream;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stream names and their subscribers. Any thread may call; a look-up takes no lock. Bounded by the connections and the streams that each may have; a name without a subscriber
 * takes no room.
 */
public final class Topics {

    private static final Subscriber[] NOBODY = {};

    private final ConcurrentHashMap<String, Subscriber[]> subscribers = new ConcurrentHashMap<>();

    /** Enters a subscriber; entering it twice is entering it once. */
    public void subscribe(String stream, Subscriber subscriber) {
        subscribers.merge(stream, new Subscriber[] {subscriber}, (present, added) -> {
            if (Arrays.asList(present).contains(subscriber)) {
                return present;
            }
            Subscriber[] more = Arrays.copyOf(present, present.length + 1);
            more[present.length] = subscriber;
            return more;
        });
    }

    /** Takes a subscriber out; what is not there stays out. */
    public void unsubscribe(String stream, Subscriber subscriber) {
        subscribers.computeIfPresent(stream, (name, present) -> {
            Subscriber[] fewer =
                    Arrays.stream(present).filter(s -> s != subscriber).toArray(Subscriber[]::new);
            return fewer.length == 0 ? null : fewer;
        });
    }

    /** Those who want this stream; not to be changed by the caller. */
    public Subscriber[] subscribersOf(String stream) {
        return subscribers.getOrDefault(stream, NOBODY);
    }

    /** Those who want any stream of this symbol, each once. */
    public Set<Subscriber> subscribersOfSymbol(String symbolLowerCase) {
        String prefix = symbolLowerCase + "@";
        Set<Subscriber> found = new LinkedHashSet<>();
        subscribers.forEach((stream, present) -> {
            if (stream.startsWith(prefix)) {
                found.addAll(Arrays.asList(present));
            }
        });
        return found;
    }

    /** Those who want any stream at all, each once. */
    public Set<Subscriber> all() {
        Set<Subscriber> found = new LinkedHashSet<>();
        subscribers.values().forEach(present -> found.addAll(Arrays.asList(present)));
        return found;
    }

    /** Whether nobody wants anything. */
    public boolean isEmpty() {
        return subscribers.isEmpty();
    }
}
