package io.tickgate.feed.rest;

import io.tickgate.record.RecordFlyweight;

/** What came of a request: an answer of the venue, or none. Immutable but for its body, which its receiver alone reads. */
final class RestAnswer {
    /** No answer. */
    static final int NO_STATUS = 0;

    private static final int OK = 200;

    private final int status;
    private final byte[] body;
    private final String error;
    private final String retryAfter;
    private final int usedWeight;
    private final String location;
    private final long venueTimeEpochNs;

    RestAnswer(
            int status,
            byte[] body,
            String error,
            String retryAfter,
            int usedWeight,
            String location,
            long venueTimeEpochNs) {
        this.status = status;
        this.body = body;
        this.error = error;
        this.retryAfter = retryAfter;
        this.usedWeight = usedWeight;
        this.location = location;
        this.venueTimeEpochNs = venueTimeEpochNs;
    }

    /** There was no whole answer, for a reason. */
    static RestAnswer none(String error) {
        return new RestAnswer(NO_STATUS, new byte[0], error, "", -1, "", RecordFlyweight.ABSENT);
    }

    boolean isOk() {
        return status == OK;
    }

    /** Of HTTP, or {@link #NO_STATUS}. */
    int status() {
        return status;
    }

    /** Whole, at most the client's limit long; empty without an answer. */
    byte[] body() {
        return body;
    }

    /** Why there is no answer; empty when there is one. */
    String error() {
        return error;
    }

    /** The header as sent, empty when there was none. */
    String retryAfter() {
        return retryAfter;
    }

    /** Header {@code X-MBX-USED-WEIGHT-1M}, or -1. */
    int usedWeight() {
        return usedWeight;
    }

    /** Of a redirect, empty when there was none. */
    String location() {
        return location;
    }

    /**
     * When the venue made the answer, to the second below; {@link RecordFlyweight#ABSENT} when it does not say so or when a cache on the
     * way has kept the answer for a while.
     */
    long venueTimeEpochNs() {
        return venueTimeEpochNs;
    }
}
