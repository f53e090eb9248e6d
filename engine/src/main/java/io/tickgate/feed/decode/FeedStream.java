package io.tickgate.feed.decode;

/**
 * A stream that a feed delivers.
 *
 * @param streamId from its definition, above 0.
 * @param venueSymbol as the venue spells it in payloads, such as {@code BTCUSDT}, {@code BTC-USD} or {@code bitcoin}.
 * @param isSettling whether a market hangs on it: its watermarks are wanted too, where they take a channel of their own.
 */
public record FeedStream(int streamId, String venueSymbol, boolean isSettling) {}
