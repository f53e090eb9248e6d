package io.tickgate.feed;

import io.tickgate.feed.websocket.HandshakeException;

/**
 * How a connection ended.
 *
 * @param reason for people.
 * @param isIntended whether we closed it.
 * @param isUnauthorized whether the venue did not accept our key.
 * @param status that the handshake was answered with, {@link HandshakeException#NO_STATUS} when it was not refused.
 * @param retryAfterNs that the venue asked for, 0 for none.
 */
record LinkEnd(String reason, boolean isIntended, boolean isUnauthorized, int status, long retryAfterNs) {
    static LinkEnd intended(String reason) {
        return new LinkEnd(reason, true, false, HandshakeException.NO_STATUS, 0);
    }

    static LinkEnd failed(String reason) {
        return new LinkEnd(reason, false, false, HandshakeException.NO_STATUS, 0);
    }

    static LinkEnd unauthorized(String reason) {
        return new LinkEnd(reason, false, true, HandshakeException.NO_STATUS, 0);
    }

    static LinkEnd refused(HandshakeException e) {
        return new LinkEnd(String.valueOf(e.getMessage()), false, false, e.status(), e.retryAfterNs());
    }
}
