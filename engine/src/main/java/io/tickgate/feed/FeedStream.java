package io.tickgate.feed;

/**
 * A stream that a feed delivers.
 *
 * @param streamId from its definition.
 * @param venueSymbol as the venue spells it in payloads, such as {@code BTCUSDT}.
 */
public record FeedStream(int streamId, String venueSymbol) {}
