package io.tickgate.simulator.coinbase;

import io.tickgate.simulator.fault.FaultBoard;
import io.tickgate.simulator.rest.RestAnswer;
import io.tickgate.simulator.rest.RestRequest;
import io.tickgate.simulator.stream.Dialogue;
import io.tickgate.simulator.stream.VenueProtocol;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Coinbase Exchange: the feed at {@code /}, REST under {@code /products}. Any thread may call. */
public final class CoinbaseProtocol implements VenueProtocol {

    /** The venue's limit of messages from an address. */
    private static final int FRAMES_PER_SECOND_MAX = 100;

    private final Set<String> products;
    private final Duration patience;
    private final CoinbaseRest rest;
    private final FaultBoard faults;
    private final AtomicLong sessions = new AtomicLong();

    /**
     * Joins the parts.
     *
     * @param products that are listed
     * @param patience after which a client without a subscription is cut off
     * @param faults asked before each subscription
     */
    public CoinbaseProtocol(Set<String> products, Duration patience, CoinbaseRest rest, FaultBoard faults) {
        this.faults = faults;
        this.products = products;
        this.patience = patience;
        this.rest = rest;
    }

    @Override
    public boolean isStreamPath(String path) {
        return path.equals("/");
    }

    @Override
    public Dialogue open(String path, Map<String, List<String>> query) {
        return new CoinbaseSession(products, patience, sessions.incrementAndGet(), faults);
    }

    @Override
    public RestAnswer rest(RestRequest request) {
        return rest.answer(request);
    }

    @Override
    public int framesPerSecondMax() {
        return FRAMES_PER_SECOND_MAX;
    }
}
