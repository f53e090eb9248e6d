package io.tickgate.perf.ticks;

/** What a venue's decoder is compared with. One thread. */
public interface ReferenceDecoder {
    /**
     * Decodes a frame of a trade or a quote.
     *
     * @return the sum of its fields.
     */
    long decode(byte[] source, int offset, int length);

    /** The tick of the last frame. */
    DecodedTick tick();

    /** The one for frames of a kind. */
    static ReferenceDecoder of(Frames.Kind kind) {
        return kind.isOfCoinbase() ? new CoinbaseJacksonDecoder(kind.symbols()) : new JacksonDecoder(kind.symbols());
    }
}
