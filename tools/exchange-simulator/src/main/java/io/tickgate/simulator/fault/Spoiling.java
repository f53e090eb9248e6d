package io.tickgate.simulator.fault;

import io.tickgate.simulator.fault.CountedFaults.Turn;
import java.util.List;

/** The bad values that one message is to have; the same in each of the forms that the message is written in. Immutable. */
public final class Spoiling {

    private final List<Turn> turns;
    private final FrameKeys keys;

    Spoiling(List<Turn> turns, FrameKeys keys) {
        this.turns = turns;
        this.keys = keys;
    }

    /**
     * Spoils a payload without its wrapper.
     *
     * @return the payload as it was if it is no JSON object
     */
    public String apply(String payload) {
        JsonFields message = JsonFields.parse(payload);
        if (message == null) {
            return payload;
        }
        for (Turn turn : turns) {
            BadValue.apply(turn, keys, message);
        }
        return message.toString();
    }
}
