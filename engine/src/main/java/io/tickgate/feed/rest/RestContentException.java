package io.tickgate.feed.rest;

/** An answer whose content is not what the venue's documentation says; which part of it holds is not ours to guess. */
final class RestContentException extends Exception {
    private static final long serialVersionUID = 1L;

    RestContentException(String message) {
        super(message);
    }
}
