package io.tickgate.simulator.stream;

import io.tickgate.simulator.rest.RestAnswer;
import io.tickgate.simulator.rest.RestRequest;
import java.util.List;
import java.util.Map;

/** The language of one venue, as its server needs it. Called on I/O threads; nothing blocks. */
public interface VenueProtocol {

    /** Whether this path opens a WebSocket connection. */
    boolean isStreamPath(String path);

    /**
     * Counts an attempt to connect.
     *
     * @param address of the client, without its port
     * @return false if it has tried too often; it gets 429
     */
    default boolean admits(String address) {
        return true;
    }

    /**
     * Begins the dialogue with a client that connects.
     *
     * @param path decoded, one for which {@link #isStreamPath} holds
     * @param query decoded values by name, in their order
     * @throws IllegalArgumentException for what the venue does not know; the message says what is wrong
     */
    Dialogue open(String path, Map<String, List<String>> query);

    /** Answers a request to any other path. */
    RestAnswer rest(RestRequest request);

    /** Messages that a client may send in any one second. */
    int framesPerSecondMax();
}
