package io.tickgate.perf.wire;

import io.tickgate.engine.Engine;
import io.tickgate.perf.wire.WireTimes.Point;
import io.tickgate.publish.ChangeListener;
import io.tickgate.publish.PriceBoard;
import io.tickgate.publish.PriceView;

/**
 * Notes when a trade was received and when it was published, from inside the subject: reads the row that the gateway is about to read. Costs
 * the publish thread about 100 ns a trade. Called on the publish thread; allocates nothing.
 */
final class PublishProbe implements ChangeListener {
    private static final int OFFSET_TRIES = 100;

    private final PriceBoard prices;
    private final WireTimes times;
    private final PriceView view = new PriceView();
    /** Engine time minus monotonic time: constant, as engine time is monotonic time since the start. */
    private final long offsetNs;

    PublishProbe(Engine engine, WireTimes times) {
        prices = engine.published().prices();
        this.times = times;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < OFFSET_TRIES; i++) {
            long beforeNs = System.nanoTime();
            least = Math.min(least, engine.clock().nowEpochNs() - beforeNs);
        }
        offsetNs = least;
    }

    @Override
    public void onPriceChanged(int instrumentId) {
        if (prices.read(instrumentId, view) && view.hasPrice() && view.sequence() == view.tradeSequence()) {
            long trade = TradeFrame.tradeOfPrice(view.priceE8());
            times.note(Point.RECEIVED, trade, view.receivedEpochNs() - offsetNs);
            times.note(Point.PUBLISHED, trade, System.nanoTime());
        }
    }

    @Override
    public void onStatusChanged() {
        // Prices are what is measured.
    }
}
