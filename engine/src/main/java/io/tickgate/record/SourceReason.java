package io.tickgate.record;

/** Why what is shown of an instrument comes from elsewhere. The code is part of the journal's format. */
public enum SourceReason {
    /** The definitions say so. */
    DEFINED(0),
    /** The stream shown brought no refreshing tick for as long as is allowed. */
    SILENT(1),
    /** The venue of the stream shown is not connected and could not be, several times in a row. */
    CONNECT_FAILURES(2),
    /** The stream is good again. */
    RETURNED(3),
    /** The stream is critical. */
    STALE(4),
    /** The stream's price is too far from the others'. */
    OUTLIER(5),
    /** Fewer streams are good than a composite price needs; the last one is kept. */
    TOO_FEW(6),
    /** No stream lives; a price asked for over REST is shown. */
    POLLED(7);

    private static final SourceReason[] VALUES = values();

    private final int code;

    SourceReason(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Value of a code; the code must be one that this build wrote. */
    public static SourceReason of(int code) {
        return VALUES[code];
    }
}
