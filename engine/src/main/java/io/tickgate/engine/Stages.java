package io.tickgate.engine;

import com.lmax.disruptor.EventHandler;
import io.tickgate.config.EngineThreads;
import io.tickgate.input.InputRing;
import io.tickgate.input.InputSlot;
import io.tickgate.journal.JournalHandler;
import io.tickgate.market.Market;
import io.tickgate.market.MarketOutput;
import io.tickgate.publish.OutputRing;
import io.tickgate.publish.Publisher;

/**
 * The stages behind the ring, in either topology: one thread that takes each record through all three in turn, or a thread each with
 * the market's output carried over a ring of its own.
 */
final class Stages {
    private Stages() {}

    /**
     * Adds the stages to the ring.
     *
     * @param ring not started.
     * @param threads concluded topology.
     * @param journal first stage.
     * @param market second; its output must go to what this returns.
     * @param publisher third.
     * @return where the market's output goes.
     */
    static MarketOutput add(
            InputRing ring, EngineThreads threads, JournalHandler journal, Market market, Publisher publisher) {
        if (threads == EngineThreads.SHARED) {
            ring.addStage("engine", new Shared(journal, market, publisher));
            return publisher;
        }
        OutputRing outputs = new OutputRing(publisher);
        ring.addStage("journal", journal);
        ring.addStage("market", new Decide(market, outputs));
        // Not behind the market: the ring shows its progress a batch at a time, and within one it may wait for room in
        // the outputs.
        ring.addStageBeside("publish", new Publish(publisher, outputs));
        return outputs;
    }

    private record Shared(JournalHandler journal, Market market, Publisher publisher)
            implements EventHandler<InputSlot> {
        @Override
        public void onEvent(InputSlot slot, long ringSequence, boolean isEndOfBatch) {
            journal.onEvent(slot, ringSequence, isEndOfBatch);
            publisher.onInput(slot.buffer(), slot.length());
            market.onRecord(slot.buffer(), slot.length());
            if (isEndOfBatch) {
                publisher.onEndOfBatch(slot.sequence());
            }
        }
    }

    private record Decide(Market market, OutputRing outputs) implements EventHandler<InputSlot> {
        @Override
        public void onEvent(InputSlot slot, long ringSequence, boolean isEndOfBatch) {
            market.onRecord(slot.buffer(), slot.length());
            outputs.onEndOfRecord(slot.sequence());
        }

        @Override
        public void onShutdown() {
            outputs.end();
        }
    }

    private record Publish(Publisher publisher, OutputRing outputs) implements EventHandler<InputSlot> {
        @Override
        public void onEvent(InputSlot slot, long ringSequence, boolean isEndOfBatch) {
            publisher.onInput(slot.buffer(), slot.length());
            if (outputs.drainRecord(slot.sequence()) && isEndOfBatch) {
                publisher.onEndOfBatch(slot.sequence());
            }
        }

        @Override
        public void onShutdown() {
            outputs.end();
        }
    }
}
