package io.tickgate.feed.rest;

/**
 * A gap that is tried only rarely, or never again.
 *
 * @param venueSymbol of its stream.
 * @param firstTradeId first missing id.
 * @param lastTradeId last missing id.
 * @param reason in words.
 */
public record GivenUpGap(String venueSymbol, long firstTradeId, long lastTradeId, String reason) {
    /** Most that are named at a venue. */
    public static final int NAMED_MAX = 20;
}
