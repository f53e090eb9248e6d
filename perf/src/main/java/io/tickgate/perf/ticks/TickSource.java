package io.tickgate.perf.ticks;

import io.tickgate.record.QuoteFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.TradeFlyweight;
import java.util.Random;
import org.agrona.MutableDirectBuffer;

/**
 * An endless run of valid ticks: a trade and three quotes in turn, as in the recordings, of several streams, with ids that continue and
 * prices that were drawn beforehand. Allocates nothing. One thread.
 */
public final class TickSource {
    /** Streams 1 to this number: those that the shipped configuration defines. */
    public static final int STREAMS = 8;

    private static final int TICKS_A_TRADE = 4;
    private static final int PRICES = 1 << 14;
    private static final int SEED = 17;
    private static final long START_PRICE_E8 = 6_183_700_000_000L;
    private static final long TICK_SIZE_E8 = 1_000_000L;
    /** A venue's event time is some milliseconds old on arrival. */
    private static final long TRAVEL_NS = 5_000_000L;

    private final long[] prices = new long[PRICES];
    private final long[] sizes = new long[PRICES];
    private final long[] tradeIds = new long[STREAMS];
    private final long[] updateIds = new long[STREAMS];
    private final TradeFlyweight trade = new TradeFlyweight();
    private final QuoteFlyweight quote = new QuoteFlyweight();
    private long made;

    /** A run from its first tick on. */
    public TickSource() {
        Random random = new Random(SEED);
        long price = START_PRICE_E8;
        for (int i = 0; i < PRICES; i++) {
            price += (random.nextInt(11) - 5) * TICK_SIZE_E8;
            prices[i] = price;
            sizes[i] = (1 + random.nextInt(1_000)) * TICK_SIZE_E8;
        }
    }

    /**
     * Encodes the next tick.
     *
     * @param target with room for a quote.
     * @param receivedEpochNs engine time of the tick.
     * @return the record, valid as long as the target.
     */
    public RecordFlyweight next(MutableDirectBuffer target, long receivedEpochNs) {
        int stream = (int) (made / TICKS_A_TRADE % STREAMS);
        int index = (int) (made & (PRICES - 1));
        boolean isTrade = made % TICKS_A_TRADE == 0;
        made++;
        return isTrade ? trade(target, receivedEpochNs, stream, index) : quote(target, receivedEpochNs, stream, index);
    }

    private RecordFlyweight trade(MutableDirectBuffer target, long receivedEpochNs, int stream, int index) {
        return trade.wrap(target)
                .begin(receivedEpochNs)
                .streamId(stream + 1)
                .takerSide(TradeFlyweight.SIDE_BUY)
                .tradeId(++tradeIds[stream])
                .tradeTimeEpochNs(receivedEpochNs - TRAVEL_NS)
                .eventTimeEpochNs(receivedEpochNs - TRAVEL_NS)
                .priceE8(prices[index])
                .sizeE8(sizes[index]);
    }

    private RecordFlyweight quote(MutableDirectBuffer target, long receivedEpochNs, int stream, int index) {
        return quote.wrap(target)
                .begin(receivedEpochNs)
                .streamId(stream + 1)
                .updateId(++updateIds[stream])
                .eventTimeEpochNs(RecordFlyweight.ABSENT)
                .bid(prices[index], sizes[index])
                .ask(prices[index] + TICK_SIZE_E8, sizes[index]);
    }
}
