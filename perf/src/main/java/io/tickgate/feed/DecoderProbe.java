package io.tickgate.feed;

import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.BinanceMessage.Kind;
import io.tickgate.perf.ticks.DecodedTick;
import io.tickgate.status.Counters;
import java.util.List;

/** The decoder of Binance frames as the feed uses it. One thread. */
public final class DecoderProbe {
    private final BinanceDecoder decoder;

    /** A decoder that knows the symbols, upper case. */
    public DecoderProbe(List<String> symbols) {
        List<FeedStream> streams =
                symbols.stream().map(symbol -> new FeedStream(1, symbol)).toList();
        decoder = new BinanceDecoder(new BinanceStreams(streams), VenueTimeUnit.MILLISECOND, Counters.inMemory());
    }

    /**
     * Decodes a frame and adds up what it says, so that no part of the work can be left out.
     *
     * @return the sum; 0 when it is no tick.
     */
    public long decode(byte[] source, int offset, int length) {
        BinanceMessage message = decoder.decode(source, offset, length);
        return switch (message.kind()) {
            case TRADE ->
                message.streamIndex()
                        + message.id()
                        + message.eventEpochNs()
                        + message.tradeEpochNs()
                        + message.takerSide()
                        + message.priceE8()
                        + message.sizeE8();
            case QUOTE ->
                message.streamIndex()
                        + message.id()
                        + message.bidPriceE8()
                        + message.bidSizeE8()
                        + message.askPriceE8()
                        + message.askSizeE8();
            default -> 0;
        };
    }

    /** Decodes a frame into a tick, to compare it with another decoder's. Returns whether it is one. */
    public boolean decode(byte[] source, int offset, int length, DecodedTick into) {
        BinanceMessage message = decoder.decode(source, offset, length);
        into.clear();
        into.symbolIndex = message.streamIndex();
        into.id = message.id();
        if (message.kind() == Kind.TRADE) {
            into.isTrade = true;
            into.eventEpochNs = message.eventEpochNs();
            into.tradeEpochNs = message.tradeEpochNs();
            into.takerSide = message.takerSide();
            into.priceE8 = message.priceE8();
            into.sizeE8 = message.sizeE8();
        } else {
            into.bidPriceE8 = message.bidPriceE8();
            into.bidSizeE8 = message.bidSizeE8();
            into.askPriceE8 = message.askPriceE8();
            into.askSizeE8 = message.askSizeE8();
        }
        return message.kind() == Kind.TRADE || message.kind() == Kind.QUOTE;
    }
}
