package io.tickgate.history;

import io.tickgate.market.TradeListener;
import io.tickgate.touch.StreamCoverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** What a market told of a random tape, batch by batch, to be told to writers from any sequence on. */
final class RecordedTape {
    /** A batch that ends at a sequence. */
    private record Batch(long sequence, long marketTimeEpochNs, List<Consumer<HistoryWriter>> told) {}

    private final List<Batch> batches = new ArrayList<>();
    private List<Consumer<HistoryWriter>> told = new ArrayList<>();

    /** A tape with losses, late and fetched trades, in batches of some records. */
    static RecordedTape of(int seed, int trades) {
        RecordedTape tape = new RecordedTape();
        TradeListener listener =
                (stream, first, last, time, price, size, flags, isBackFilled, isReset, sequence, received) ->
                        tape.told.add(writer -> writer.onTrade(
                                stream,
                                first,
                                last,
                                time,
                                price,
                                size,
                                flags,
                                isBackFilled,
                                isReset,
                                sequence,
                                received));
        TapeRig rig = new TapeRig(listener);
        Random random = new Random(seed);
        long time = TapeRig.T0;
        for (int id = 1; id <= trades; id++) {
            time += random.nextInt(2_000) * TapeRig.MS;
            boolean isLost = id > 1 && random.nextInt(20) == 0;
            if (!isLost) {
                rig.trade(id, time, 100_000_000L + random.nextInt(40), 1_000_000L * random.nextInt(50), 0);
            } else if (random.nextBoolean()) {
                rig.trade(id + 1, time, 100_000_000L, 5_000_000L, 0);
                rig.backFilled(id, id, time - 1, 100_000_000L + random.nextInt(40), 7_000_000L);
                id++;
            }
            if (random.nextInt(25) == 0) {
                tape.endBatch(rig);
            }
        }
        tape.endBatch(rig);
        return tape;
    }

    private void endBatch(TapeRig rig) {
        StreamCoverage coverage = rig.coverage();
        told.add(writer -> writer.onCoverage(coverage));
        batches.add(new Batch(rig.sequence(), rig.market().marketTimeEpochNs(), told));
        told = new ArrayList<>();
    }

    long lastSequence() {
        return batches.get(batches.size() - 1).sequence;
    }

    int batches() {
        return batches.size();
    }

    /** Tells everything, also what is known: as after a start from an older place. Stores now and then. */
    void tell(HistoryWriter writer) {
        tell(writer, 0, batches.size());
    }

    /** Tells the batches from one on, without the last one. */
    void tell(HistoryWriter writer, int from, int to) {
        int count = from;
        for (Batch batch : batches.subList(from, to)) {
            batch.told.forEach(each -> each.accept(writer));
            writer.onEndOfBatch(batch.sequence, batch.marketTimeEpochNs);
            if (++count % 7 == 0) {
                writer.store();
            }
        }
    }
}
