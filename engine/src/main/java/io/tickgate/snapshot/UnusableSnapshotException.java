package io.tickgate.snapshot;

/** A snapshot that a market cannot begin with; the message says why, as the end of a sentence. There is an older one, or the journal. */
public final class UnusableSnapshotException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableSnapshotException(String reason) {
        super(reason);
    }

    UnusableSnapshotException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
