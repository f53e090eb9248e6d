package io.tickgate.simulator.fault;

/** What a control message may say about a fault, besides its kind and its venue. */
public enum FaultKey {
    /** How long it lasts, or how late something comes. */
    SECONDS("seconds"),
    /** Whom it concerns. */
    SYMBOL("symbol"),
    /** The venue's name of one stream of a symbol. */
    CHANNEL("channel"),
    /** How many. */
    COUNT("count"),
    /** Size of a frame. */
    BYTES("bytes", 1_024, 16 * 1_024 * 1_024, 5_000_000),
    /** Seconds in the header {@code Retry-After}; 0: no such header. */
    RETRY_AFTER("retryAfter", 0, 86_400, 30),
    /** Milliseconds by which an answer comes late. */
    DELAY("delayMs", 1, 600_000, 5_000),
    /** The market goes on unseen, and its ids are missed. */
    TRADING("trading"),
    /** No trade ever has the ids. */
    NEVER("never"),
    /** Without a close frame. */
    ABRUPT("abrupt"),
    /** The error in the form that is not documented. */
    NESTED("nested"),
    /** Marked by the venue as no trade. */
    NO_TRADE("noTrade"),
    /** A number of 25 digits. */
    DIGITS("digits"),
    /** A zero instead of an empty text. */
    ZERO("zero");

    private final String label;
    private final long amountMin;
    private final long amountMax;
    private final long amountDefault;

    FaultKey(String label) {
        this(label, 0, 0, 0);
    }

    FaultKey(String label, long amountMin, long amountMax, long amountDefault) {
        this.label = label;
        this.amountMin = amountMin;
        this.amountMax = amountMax;
        this.amountDefault = amountDefault;
    }

    /** The key in a control message. */
    public String label() {
        return label;
    }

    boolean isAmount() {
        return amountMax > 0;
    }

    boolean isOption() {
        return compareTo(TRADING) >= 0;
    }

    long amountDefault() {
        return amountDefault;
    }

    void check(long amount) {
        if (amount < amountMin || amount > amountMax) {
            throw new IllegalArgumentException(label + " must be from " + amountMin + " to " + amountMax);
        }
    }
}
