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
        ring.addStage("market", (slot, ringSequence, isEndOfBatch) -> market.onRecord(slot.buffer(), slot.length()));
        ring.addStage("publish", new Publish(publisher, outputs));
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

    private record Publish(Publisher publisher, OutputRing outputs) implements EventHandler<InputSlot> {
        @Override
        public void onEvent(InputSlot slot, long ringSequence, boolean isEndOfBatch) {
            publisher.onInput(slot.buffer(), slot.length());
            outputs.drain();
            if (isEndOfBatch) {
                publisher.onEndOfBatch(slot.sequence());
            }
        }
    }
}
