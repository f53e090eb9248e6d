package io.tickgate.feed.decode;

import java.util.List;

/** Streams that the tests of decoders and feeds know. */
public final class Streams {
    /** Of Binance, one of them beyond ASCII. */
    public static final List<FeedStream> BINANCE = List.of(
            new FeedStream(7, "BTCUSDT", true),
            new FeedStream(8, "ETHUSDT", false),
            new FeedStream(9, "这是测试币456", false));

    /** Of Coinbase. */
    public static final List<FeedStream> COINBASE =
            List.of(new FeedStream(17, "BTC-USD", true), new FeedStream(18, "ETH-USD", false));
    /** Of CoinCap. */
    public static final List<FeedStream> COINCAP =
            List.of(new FeedStream(27, "bitcoin", false), new FeedStream(28, "binance-coin", false));

    private Streams() {}
}
