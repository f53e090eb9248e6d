package io.tickgate.feed;

import org.jspecify.annotations.Nullable;

/** HTTP answers to the handshake that mean: asking again soon is of no use, or does harm. */
enum Refusal {
    /** No or a false key. */
    UNAUTHORIZED(401, "UNAUTHORIZED: the venue does not accept the key"),
    /** A firewall of the venue. */
    FORBIDDEN(403, "FORBIDDEN: the venue's firewall refuses this address"),
    /** The address is banned. */
    BANNED(418, "BANNED: the venue has banned this address for asking too often; wait"),
    /** Too many attempts. */
    TOO_MANY(429, "TOO_MANY: the venue got too many attempts from this address; wait"),
    /** The place is not served. */
    NOT_SERVED(451, "NOT_SERVED: the venue does not serve this place; name another host");

    private final int status;
    private final String text;

    Refusal(int status, String text) {
        this.status = status;
        this.text = text;
    }

    /** Name and what to do. */
    String text() {
        return text;
    }

    /** The refusal that an HTTP status means, null for none. */
    static @Nullable Refusal of(int status) {
        for (Refusal each : values()) {
            if (each.status == status) {
                return each;
            }
        }
        return null;
    }
}
