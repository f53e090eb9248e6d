package io.tickgate.publish;

import io.tickgate.record.HealthState;
import java.util.ArrayList;
import java.util.List;

/** Writes a published state as the publish stage does, for tests of those who read it. Owned by one thread. */
public final class PublishedWriter {
    private final Published published = new Published(1_000, 1_000, 10);
    private final List<InstrumentView> instruments = new ArrayList<>();

    public Published published() {
        return published;
    }

    /** Adds an instrument with one stream of the same id. */
    public void instrument(int id, String symbol, String source) {
        instruments.add(new InstrumentView(id, symbol, List.of(), List.of(source), List.of(id), List.of()));
        published.directory(new Directory(instruments, List.of()));
    }

    /** Shows a trade on the price board; its venue times are 1 ms before it was received, its id is its sequence. */
    public void price(int instrumentId, long sequence, long priceE8, long receivedEpochNs) {
        PriceView row = new PriceView();
        row.cells[0] = sequence;
        row.cells[1] = priceE8;
        row.cells[2] = 1_000_000;
        row.cells[3] = sequence;
        row.cells[4] = sequence;
        row.cells[5] = receivedEpochNs - 1_000_000;
        row.cells[6] = receivedEpochNs;
        row.cells[12] = instrumentId;
        row.cells[19] = instrumentId;
        row.cells[20] = instrumentId;
        row.cells[17] = receivedEpochNs - 1_000_000;
        published.prices().write(instrumentId, row);
    }

    /** As {@link #price}, of a stream that does not live. */
    public void stalePrice(int instrumentId, long sequence, long priceE8, long receivedEpochNs) {
        price(instrumentId, sequence, priceE8, receivedEpochNs);
        PriceView row = new PriceView();
        published.prices().read(instrumentId, row);
        row.cells[13] = HealthState.CRITICAL.code();
        published.prices().write(instrumentId, row);
    }

    /** Publishes up to a record. */
    public void moved(long sequence, long marketTimeEpochNs) {
        published.moved(sequence, marketTimeEpochNs, System.nanoTime());
    }
}
