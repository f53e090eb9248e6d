package io.tickgate.feed.decode;

import java.util.List;

/** Streams that the tests of decoders and feeds know. */
public final class Streams {
    /** Of Binance, one of them beyond ASCII. */
    public static final List<FeedStream> BINANCE = List.of(
            new FeedStream(7, "BTCUSDT", true),
            new FeedStream(8, "ETHUSDT", false),
            new FeedStream(9, "这是测试币456", false));

    private Streams() {}
}
