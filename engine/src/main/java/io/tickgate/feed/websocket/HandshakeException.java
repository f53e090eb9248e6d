package io.tickgate.feed.websocket;

import java.io.IOException;
import java.io.Serial;

/** The server answered the WebSocket handshake with something else than an upgrade. */
public final class HandshakeException extends IOException {
    /** The answer was no HTTP answer at all, or a false upgrade. */
    public static final int NO_STATUS = 0;

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final long retryAfterNs;

    /**
     * Of an answer.
     *
     * @param message for people.
     * @param status of HTTP, or {@link #NO_STATUS}.
     * @param retryAfterNs that the server asks for, 0 for none.
     */
    public HandshakeException(String message, int status, long retryAfterNs) {
        super(message);
        this.status = status;
        this.retryAfterNs = retryAfterNs;
    }

    public int status() {
        return status;
    }

    public long retryAfterNs() {
        return retryAfterNs;
    }
}
