package io.tickgate.perf.wire;

/** What stands between the venue and the clients. */
enum WireSubject {
    /** A C program that copies bytes: as near to nothing as it gets. */
    RELAY("/", "\"p\":\""),
    /** Engine and gateway in one process. */
    TICKGATE("/ws/prices?symbols=BTC/USD", "\"price\":\"");

    private final String path;
    private final String priceKey;

    WireSubject(String path, String priceKey) {
        this.path = path;
        this.priceKey = priceKey;
    }

    /** What a client asks for. */
    String path() {
        return path;
    }

    /** What stands before the price in its frames. */
    String priceKey() {
        return priceKey;
    }

    /** Whether it notes what it receives and publishes. */
    boolean hasInside() {
        return this == TICKGATE;
    }
}
