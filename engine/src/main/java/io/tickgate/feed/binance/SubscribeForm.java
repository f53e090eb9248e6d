package io.tickgate.feed.binance;

/** How streams are asked for. */
public enum SubscribeForm {
    /** As many as fit in the URL, the rest by message. */
    AUTO,
    /** All in the URL; a changed set needs another connection. */
    URL,
    /** None in the URL, all by message. */
    MESSAGE
}
