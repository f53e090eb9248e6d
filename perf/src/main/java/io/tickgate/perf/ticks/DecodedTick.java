package io.tickgate.perf.ticks;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A tick as a decoder understood it; what its kind does not have is 0. Reused by its one thread. */
public final class DecodedTick {
    public boolean isTrade;
    public int symbolIndex;
    public long id;
    public long eventEpochNs;
    public long tradeEpochNs;
    public int takerSide;
    public long priceE8;
    public long sizeE8;
    public long bidPriceE8;
    public long bidSizeE8;
    public long askPriceE8;
    public long askSizeE8;

    /** Sets everything to 0. */
    public void clear() {
        isTrade = false;
        symbolIndex = 0;
        id = 0;
        eventEpochNs = 0;
        tradeEpochNs = 0;
        takerSide = 0;
        priceE8 = 0;
        sizeE8 = 0;
        bidPriceE8 = 0;
        bidSizeE8 = 0;
        askPriceE8 = 0;
        askSizeE8 = 0;
    }

    /** Takes the fields of another one. */
    public void set(DecodedTick other) {
        isTrade = other.isTrade;
        symbolIndex = other.symbolIndex;
        id = other.id;
        eventEpochNs = other.eventEpochNs;
        tradeEpochNs = other.tradeEpochNs;
        takerSide = other.takerSide;
        priceE8 = other.priceE8;
        sizeE8 = other.sizeE8;
        bidPriceE8 = other.bidPriceE8;
        bidSizeE8 = other.bidSizeE8;
        askPriceE8 = other.askPriceE8;
        askSizeE8 = other.askSizeE8;
    }

    /** Sum of all fields. */
    public long sum() {
        return symbolIndex
                + id
                + eventEpochNs
                + tradeEpochNs
                + takerSide
                + priceE8
                + sizeE8
                + bidPriceE8
                + bidSizeE8
                + askPriceE8
                + askSizeE8;
    }

    private long[] fields() {
        return new long[] {
            isTrade ? 1 : 0,
            symbolIndex,
            id,
            eventEpochNs,
            tradeEpochNs,
            takerSide,
            priceE8,
            sizeE8,
            bidPriceE8,
            bidSizeE8,
            askPriceE8,
            askSizeE8
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DecodedTick tick && Arrays.equals(fields(), tick.fields());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields());
    }

    @Override
    public String toString() {
        return Arrays.toString(fields());
    }
}
