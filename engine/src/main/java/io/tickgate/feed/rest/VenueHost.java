package io.tickgate.feed.rest;

import java.net.URI;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A venue's REST host with its one budget, shared by the threads that ask it. Immutable but for the pace; any thread may call. */
public final class VenueHost {
    private final VenueRestSettings settings;
    private final VenueRest rest;
    private final RestClient client;
    private final RequestPace pace;
    private final Map<String, String> headers;
    private final String base;

    private VenueHost(VenueRestSettings settings, VenueRest rest, RestClient client, RandomGenerator random) {
        this.settings = settings;
        this.rest = rest;
        this.client = client;
        pace = new RequestPace(settings, random);
        headers = rest.headers();
        String url = settings.url().toString();
        base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /**
     * Binance spot.
     *
     * @param settings of the venue.
     * @param client of the process; closed by its owner.
     * @param random for waits: unpredictable in production, seeded in a test.
     */
    public static VenueHost binance(VenueRestSettings settings, RestClient client, RandomGenerator random) {
        return new VenueHost(settings, BinanceRest.of(settings), client, random);
    }

    /** Coinbase Exchange; parameters as of {@link #binance}. */
    public static VenueHost coinbase(VenueRestSettings settings, RestClient client, RandomGenerator random) {
        return new VenueHost(settings, CoinbaseRest.of(), client, random);
    }

    /** CoinCap, which has prices only; parameters as of {@link #binance}. */
    public static VenueHost coinCap(VenueRestSettings settings, RestClient client, RandomGenerator random) {
        return new VenueHost(settings, CoinCapRest.of(settings.key()), client, random);
    }

    /** Name of the venue in the configuration. */
    public String venue() {
        return settings.venue();
    }

    VenueRest rest() {
        return rest;
    }

    RequestPace pace() {
        return pace;
    }

    RestCall send(RestRequest request, long nowNs) {
        URI url = URI.create(base + request.pathAndQuery());
        return client.send(url, headers, nowNs + settings.requestTimeoutNs());
    }

    /** Host and port, for people. */
    String address() {
        return settings.url().getAuthority();
    }
}
