package io.tickgate.simulator.binance;

import io.tickgate.simulator.binance.ConnectTarget.BadTargetException;
import io.tickgate.simulator.fault.FaultBoard;
import io.tickgate.simulator.rest.ConnectLimit;
import io.tickgate.simulator.rest.RestAnswer;
import io.tickgate.simulator.rest.RestRequest;
import io.tickgate.simulator.stream.Dialogue;
import io.tickgate.simulator.stream.VenueProtocol;
import java.util.List;
import java.util.Map;

/** Binance spot: streams under {@code /ws} and {@code /stream}, REST under {@code /api/v3/}. Any thread may call. */
public final class BinanceProtocol implements VenueProtocol {

    /** The venue's limit: texts, pings and pongs together. */
    private static final int FRAMES_PER_SECOND_MAX = 5;

    private final BinanceRest rest;
    private final ConnectLimit connects;
    private final boolean nestedErrors;
    private final FaultBoard faults;

    /**
     * Joins the parts.
     *
     * @param nestedErrors form of the errors on WebSocket connections
     * @param faults asked before each subscription
     */
    public BinanceProtocol(BinanceRest rest, ConnectLimit connects, boolean nestedErrors, FaultBoard faults) {
        this.faults = faults;
        this.rest = rest;
        this.connects = connects;
        this.nestedErrors = nestedErrors;
    }

    @Override
    public boolean isStreamPath(String path) {
        return ConnectTarget.isStreamPath(path);
    }

    @Override
    public boolean admits(String address) {
        return connects.admit(address);
    }

    @Override
    public Dialogue open(String path, Map<String, List<String>> query) {
        try {
            return new Session(
                    ConnectTarget.parse(
                            path, query.getOrDefault("streams", List.of()), query.getOrDefault("timeUnit", List.of())),
                    nestedErrors,
                    faults);
        } catch (BadTargetException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
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
