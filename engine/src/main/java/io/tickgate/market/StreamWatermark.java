package io.tickgate.market;

import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.WatermarkFlyweight;

/** The newest trade id that the venue told of, who said so, and when. One that tells of an older trade came late and is not kept. */
final class StreamWatermark {
    private long tradeId = RecordFlyweight.ABSENT;
    private int source;
    private long venueTimeEpochNs = RecordFlyweight.ABSENT;
    private long receivedEpochNs;

    /**
     * Takes in a watermark that coverage believes.
     *
     * @param watermark newer or older than the one held.
     * @param isReset whether the venue counts anew, so that what was held says nothing any more.
     */
    void take(WatermarkFlyweight watermark, boolean isReset) {
        if (isReset || watermark.newestTradeId() >= tradeId) {
            tradeId = watermark.newestTradeId();
            source = watermark.source();
            venueTimeEpochNs = watermark.venueTimeEpochNs();
            receivedEpochNs = watermark.engineTimeEpochNs();
        }
    }

    /** The venue counts anew. */
    void clear() {
        tradeId = RecordFlyweight.ABSENT;
        source = 0;
        venueTimeEpochNs = RecordFlyweight.ABSENT;
        receivedEpochNs = 0;
    }

    /** {@link RecordFlyweight#ABSENT} before the first. */
    long tradeId() {
        return tradeId;
    }

    /** A constant of {@link WatermarkFlyweight}; 0 before the first. */
    int source() {
        return source;
    }

    /** {@link RecordFlyweight#ABSENT} where the venue gave none. */
    long venueTimeEpochNs() {
        return venueTimeEpochNs;
    }

    /** Engine time at which it was received; 0 before the first. */
    long receivedEpochNs() {
        return receivedEpochNs;
    }

    void save(StateWriter state) {
        state.add(tradeId).add(source).add(venueTimeEpochNs).add(receivedEpochNs);
    }

    void restore(StateReader state) {
        tradeId = state.nextLong();
        source = state.nextInt();
        venueTimeEpochNs = state.nextLong();
        receivedEpochNs = state.nextLong();
    }
}
