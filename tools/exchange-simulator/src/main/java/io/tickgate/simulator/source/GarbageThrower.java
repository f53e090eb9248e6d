package io.tickgate.simulator.source;

import io.tickgate.simulator.binance.GarbageFrames;
import io.tickgate.simulator.binance.StreamNames;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.stream.Subscriber;
import io.tickgate.simulator.stream.Topics;
import java.util.Set;

/** Sends malformed frames to whoever has a subscription. Owned by the source's thread. A client without room misses some: they are garbage. */
final class GarbageThrower {

    private final Topics topics;
    private int serial;

    GarbageThrower(Topics topics) {
        this.topics = topics;
    }

    /**
     * Sends as many as the fault says, the sorts in turn.
     *
     * @param anySymbol named in the frames if the fault names none
     */
    void send(Fault fault, String anySymbol) {
        String named = fault.symbol();
        Set<Subscriber> victims = named == null ? topics.all() : topics.subscribersOfSymbol(StreamNames.lower(named));
        for (long i = 0; i < fault.count(); i++) {
            for (Subscriber victim : victims) {
                GarbageFrames.offer(victim, serial, named == null ? anySymbol : named);
            }
            serial = (serial + 1) % GarbageFrames.SORTS;
        }
    }
}
