package io.tickgate.gateway;

import io.tickgate.pairs.Demand;
import io.tickgate.pairs.PairChange;
import io.tickgate.pairs.PairRequest;
import io.tickgate.pairs.PairStreamView;
import io.tickgate.pairs.PairView;
import io.tickgate.pairs.Pairs;
import io.tickgate.publish.PublishedWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;

/** Stands in for the engine's desk: answers as the test says, and counts what is wanted. */
final class StandInPairs implements Pairs, Demand {
    static final PairView LTC = new PairView(
            7,
            "LTC/USD",
            List.of("litecoin"),
            "admin",
            "failover",
            false,
            false,
            List.of(
                    new PairStreamView(11, "binance", "LTCUSDT", true, true),
                    new PairStreamView(12, "coincap", "litecoin", false, false)));

    final AtomicIntegerArray wanted = new AtomicIntegerArray(PublishedWriter.INSTRUMENT_ID_MAX + 1);
    final AtomicIntegerArray reads = new AtomicIntegerArray(PublishedWriter.INSTRUMENT_ID_MAX + 1);
    volatile List<PairView> list = List.of();
    volatile Function<PairRequest, CompletableFuture<PairChange>> onAdd =
            request -> CompletableFuture.completedFuture(new PairChange(LTC, true));
    volatile Function<String, CompletableFuture<PairChange>> onRemove =
            name -> CompletableFuture.completedFuture(new PairChange(LTC, true));

    @Override
    public CompletableFuture<PairChange> add(PairRequest request) {
        return onAdd.apply(request);
    }

    @Override
    public CompletableFuture<PairChange> remove(String name) {
        return onRemove.apply(name);
    }

    @Override
    public List<PairView> list() {
        return list;
    }

    @Override
    public Demand demand() {
        return this;
    }

    @Override
    public void wanted(int instrumentId) {
        wanted.incrementAndGet(instrumentId);
    }

    @Override
    public void released(int instrumentId) {
        wanted.decrementAndGet(instrumentId);
    }

    @Override
    public void read(int instrumentId) {
        reads.incrementAndGet(instrumentId);
    }
}
