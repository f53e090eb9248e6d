package io.tickgate.feed;

import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.binance.BinanceDecoder;
import io.tickgate.feed.coinbase.CoinbaseDecoder;
import io.tickgate.feed.decode.FeedMessage;
import io.tickgate.feed.decode.FeedMessage.Kind;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.decode.FrameDecoder;
import io.tickgate.feed.decode.FrameSink;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.UnlistedSymbols;
import io.tickgate.perf.ticks.DecodedTick;
import io.tickgate.perf.ticks.Frames;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.status.BadFrames;
import io.tickgate.status.Counters;
import java.util.ArrayList;
import java.util.List;

/** A venue's decoder as its feed uses it. Streams have the ids 1, 2 and so on; in ticks they count from 0. One thread. */
public final class DecoderProbe implements FrameSink {
    private final FrameDecoder decoder;
    private final DecodedTick tick = new DecodedTick();
    private Kind kind = Kind.UNKNOWN;
    private long sum;
    private boolean isWanted;

    private DecoderProbe(FrameDecoder decoder, List<String> symbols) {
        this.decoder = decoder;
        List<FeedStream> streams = new ArrayList<>();
        for (String symbol : symbols) {
            streams.add(new FeedStream(streams.size() + 1, symbol, false));
        }
        decoder.streams(new StreamTable(streams));
    }

    /** The decoder of Binance, that knows the symbols. */
    public static DecoderProbe binance(List<String> symbols) {
        Counters counters = Counters.inMemory();
        FrameDecoder decoder = new BinanceDecoder(
                VenueTimeUnit.MILLISECOND, counters, BadFrames.inMemory(counters), new UnlistedSymbols(counters));
        return new DecoderProbe(decoder, symbols);
    }

    /** The decoder of Coinbase Exchange, that knows the products. */
    public static DecoderProbe coinbase(List<String> products) {
        Counters counters = Counters.inMemory();
        return new DecoderProbe(new CoinbaseDecoder(counters, BadFrames.inMemory(counters)), products);
    }

    /** The decoder for frames of a kind. */
    public static DecoderProbe of(Frames.Kind frames) {
        return frames.isOfCoinbase() ? coinbase(frames.symbols()) : binance(frames.symbols());
    }

    /** Forgets sequences, before the same frames come again. */
    public void reset() {
        decoder.reset();
    }

    /**
     * Decodes a frame and adds up what it says, so that no part of the work can be left out.
     *
     * @return the sum; 0 when it is no tick.
     */
    public long decode(byte[] source, int offset, int length) {
        sum = 0;
        isWanted = false;
        decoder.decode(source, offset, length, this);
        return sum;
    }

    /** Decodes a frame into a tick, to compare it with another decoder's. Returns whether it is one. */
    public boolean decode(byte[] source, int offset, int length, DecodedTick into) {
        kind = Kind.UNKNOWN;
        isWanted = true;
        decoder.decode(source, offset, length, this);
        into.set(tick);
        return kind == Kind.TRADE || kind == Kind.QUOTE;
    }

    @Override
    public void onMessage(FeedMessage message) {
        if (message.kind() == Kind.NEWEST_TRADE) {
            return; // Said beside the tick that is compared.
        }
        kind = message.kind();
        if (isWanted) {
            fill(message);
        } else if (kind == Kind.TRADE) {
            sum = message.streamId()
                    - 1
                    + message.id()
                    + (message.eventEpochNs() & Long.MAX_VALUE) // Absent counts as 0.
                    + message.tradeEpochNs()
                    + message.takerSide()
                    + message.priceE8()
                    + message.sizeE8();
        } else if (kind == Kind.QUOTE) {
            sum = message.streamId()
                    - 1
                    + message.id()
                    + (message.eventEpochNs() & Long.MAX_VALUE) // Absent counts as 0.
                    + message.bidPriceE8()
                    + message.bidSizeE8()
                    + message.askPriceE8()
                    + message.askSizeE8();
        }
    }

    private void fill(FeedMessage message) {
        tick.clear();
        tick.symbolIndex = message.streamId() - 1;
        tick.id = message.id();
        tick.eventEpochNs = message.eventEpochNs() == RecordFlyweight.ABSENT ? 0 : message.eventEpochNs();
        if (kind == Kind.TRADE) {
            tick.isTrade = true;
            tick.tradeEpochNs = message.tradeEpochNs();
            tick.takerSide = message.takerSide();
            tick.priceE8 = message.priceE8();
            tick.sizeE8 = message.sizeE8();
        } else {
            tick.bidPriceE8 = message.bidPriceE8();
            tick.bidSizeE8 = message.bidSizeE8();
            tick.askPriceE8 = message.askPriceE8();
            tick.askSizeE8 = message.askSizeE8();
        }
    }
}
