package io.tickgate.simulator.stream;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stream names and their subscribers. Any thread may call; a look-up takes no lock. Bounded by the connections and the streams that each may have; a name without a subscriber
 * takes no room.
 */
public final class Topics {

    private static final Subscriber[] NOBODY = {};

    private final ConcurrentHashMap<String, Subscriber[]> subscribers = new ConcurrentHashMap<>();
    private final @Nullable Arrivals arrivals;

    /**
     * A subscriber who is to be greeted.
     *
     * @param stream what it wants
     * @param subscriber who
     */
    public record Arrival(String stream, Subscriber subscriber) {}

    private Topics(@Nullable Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    /** Topics that subscribers enter at once. */
    public Topics() {
        this(null);
    }

    /** Topics that subscribers enter only when the source has taken them from {@link #pollArrival} and greeted them. */
    public static Topics withGreeting() {
        return new Topics(new Arrivals());
    }

    /** Enters a subscriber, or has it wait for its greeting; entering it twice is entering it once. */
    public void subscribe(String stream, Subscriber subscriber) {
        if (arrivals == null) {
            enter(stream, subscriber);
        } else {
            arrivals.add(stream, subscriber);
        }
    }

    /** The next one to be greeted and then entered with {@link #admit}, null if nobody waits. */
    public @Nullable Arrival pollArrival() {
        return arrivals == null ? null : arrivals.poll();
    }

    /** Enters a subscriber who has been greeted, unless it has left in the meantime. */
    public void admit(Arrival arrival) {
        enter(arrival.stream(), arrival.subscriber());
        // It may have left before it was in; whoever leaves no longer wants the stream by then.
        if (!arrival.subscriber().wants(arrival.stream())) {
            unsubscribe(arrival.stream(), arrival.subscriber());
        }
    }

    private void enter(String stream, Subscriber subscriber) {
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
