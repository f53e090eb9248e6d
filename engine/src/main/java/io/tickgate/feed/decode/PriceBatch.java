package io.tickgate.feed.decode;

import io.tickgate.record.RecordFlyweight;
import java.util.Arrays;

/**
 * Prices of a frame that holds many, collected before the first one is given on, so that a frame that is damaged further on gives none.
 * Grows to the longest frame, then allocates nothing. Owned by the connection's thread.
 */
public final class PriceBatch {
    private static final int FIRST_CAPACITY = 64;

    private final long timeUnitNs;
    private int count;
    private int[] streamIds = new int[FIRST_CAPACITY];
    private long[] times = new long[FIRST_CAPACITY];
    private long[] prices = new long[FIRST_CAPACITY];
    private int[] outcomes = new int[FIRST_CAPACITY];

    /** An empty one, of times in a unit that has so many ns. */
    public PriceBatch(long timeUnitNs) {
        this.timeUnitNs = timeUnitNs;
    }

    /** Forgets all. */
    public void clear() {
        count = 0;
    }

    /**
     * Adds a price.
     *
     * @param streamId of its stream.
     * @param time of the venue in its unit, or {@link RecordFlyweight#ABSENT}.
     * @param priceE8 as parsed.
     * @param outcome code of {@link io.tickgate.record.E8.Outcome} that the parsing came to.
     */
    public void add(int streamId, long time, long priceE8, int outcome) {
        if (count == streamIds.length) {
            streamIds = Arrays.copyOf(streamIds, count * 2);
            times = Arrays.copyOf(times, count * 2);
            prices = Arrays.copyOf(prices, count * 2);
            outcomes = Arrays.copyOf(outcomes, count * 2);
        }
        streamIds[count] = streamId;
        times[count] = time;
        prices[count] = priceE8;
        outcomes[count] = outcome;
        count++;
    }

    /** Gives on all prices; without any, that the frame is of no use. */
    public void give(FrameEmitter emitter) {
        FeedMessage message = emitter.message();
        for (int i = 0; i < count; i++) {
            message.beginPrice(streamIds[i]);
            if (times[i] != RecordFlyweight.ABSENT) {
                message.eventTime(times[i], timeUnitNs);
            }
            message.price(prices[i], outcomes[i]);
            emitter.emit();
        }
        if (count == 0) {
            emitter.emitUnknown();
        }
    }
}
