package io.tickgate.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Rules between properties. */
final class SectionRules {
    private final PropertyReader reader;

    SectionRules(PropertyReader reader) {
        this.reader = reader;
    }

    /** Adds a problem for each rule that does not hold; a rule over an unsound property says nothing. */
    void check() {
        checkOrder(Catalogue.HEALTH_DEGRADED, Catalogue.HEALTH_CRITICAL);
        for (Venue venue : Venue.values()) {
            VenueProperties section = Catalogue.of(venue);
            checkOrder(section.reconnectMin(), section.reconnectMax());
        }
        checkOrder(Catalogue.BACKFILL_RETRY_FOR, Catalogue.BACKFILL_HORIZON);
        checkBetsInFlight();
        checkRedisUrl();
        checkHost();
        checkWebhook();
    }

    private void checkOrder(Property<Long> less, Property<Long> more) {
        Long low = reader.find(less);
        Long high = reader.find(more);
        if (low != null && high != null && low > high) {
            reader.add(more, "must be at least " + reader.subject(less));
        }
    }

    /** Bets that wait are slots of the ring; half of it stays for ticks. */
    private void checkBetsInFlight() {
        Long bets = reader.find(Catalogue.GATEWAY_BETS_IN_FLIGHT_MAX);
        Long slots = reader.find(Catalogue.ENGINE_RING_SIZE);
        if (bets != null && slots != null && bets > slots / 2) {
            reader.add(
                    Catalogue.GATEWAY_BETS_IN_FLIGHT_MAX,
                    "must be at most half of " + reader.subject(Catalogue.ENGINE_RING_SIZE));
        }
    }

    private void checkRedisUrl() {
        String url = reader.find(Catalogue.REDIS_URL);
        if (reader.find(Catalogue.REDIS_MODE) == RedisMode.URL && url != null && url.isEmpty()) {
            reader.add(Catalogue.REDIS_MODE, "needs redis.url");
        }
    }

    /** What is posted in the clear could be changed on the way. */
    private void checkWebhook() {
        String url = reader.find(Catalogue.PROOF_WEBHOOK_URL);
        if (url != null
                && url.startsWith("http:")
                && !isLoopback(String.valueOf(URI.create(url).getHost()))) {
            reader.add(Catalogue.PROOF_WEBHOOK_URL, "must be https, save on this machine itself");
        }
    }

    private void checkHost() {
        String host = reader.find(Catalogue.GATEWAY_HOST);
        Boolean allowsPublic = reader.find(Catalogue.GATEWAY_ALLOW_PUBLIC);
        if (host != null && allowsPublic != null && !allowsPublic && !isLoopback(host)) {
            reader.add(
                    Catalogue.GATEWAY_HOST,
                    "others can reach it and there is no authentication yet; to listen there all the same,"
                            + " set gateway.allow-public = true");
        }
    }

    /** Whether only this machine reaches the host. Names other than localhost are not looked up: they can change. */
    static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        if (!host.matches("[0-9.]+") && !host.matches("\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // Not an address: refused like any name.
        }
    }
}
