package io.tickgate.feed.decode;

import io.tickgate.status.Counter;

/**
 * Why a frame, or a tick in it, is kept out. Each has a counter of its own; the text that goes with a kept frame is the counter's
 * label without its {@code bad-}.
 */
public enum BadFrameReason {
    /** The text is not JSON, or cut, or followed by more. */
    NOT_JSON(Counter.BAD_NOT_JSON),
    /** The bytes are not UTF-8. */
    NOT_UTF8(Counter.BAD_NOT_UTF8),
    /** Two equal keys in an object: which of two prices holds is not ours to guess. */
    EQUAL_KEYS(Counter.BAD_EQUAL_KEYS),
    /** Nested more deeply, or with a longer name or number, than any message of a venue. */
    BEYOND_BOUNDS(Counter.BAD_BEYOND_BOUNDS),
    /** Two parts of the frame contradict each other, such as the stream's name and the symbol. */
    CONTRADICTION(Counter.BAD_CONTRADICTION),
    /** The symbol is not there. */
    SYMBOL(Counter.BAD_SYMBOL),
    /** The trade id or update id is missing, negative or no whole number. */
    ID(Counter.BAD_ID),
    /** A time is missing where it must be there, not a time, or outside the years 1970 to 2262. */
    TIME(Counter.BAD_TIME),
    /** The price is zero, negative, missing or no number. */
    PRICE(Counter.BAD_PRICE),
    /** The price does not fit. */
    PRICE_OVERFLOW(Counter.BAD_PRICE_OVERFLOW),
    /** The size is negative, missing where it must be there, or no number. */
    SIZE(Counter.BAD_SIZE),
    /** A quote has neither side. */
    NO_SIDE(Counter.BAD_NO_SIDE),
    /** A quote with a lower sequence than the newest of its symbol: it is old. */
    OLD_SEQUENCE(Counter.BAD_OLD_SEQUENCE);

    private static final String PREFIX = "bad-";

    private final Counter counter;

    BadFrameReason(Counter counter) {
        this.counter = counter;
    }

    public Counter counter() {
        return counter;
    }

    /** For people and files: lower case, ASCII, at most 16 characters. */
    public String label() {
        return counter.label().substring(PREFIX.length());
    }
}
