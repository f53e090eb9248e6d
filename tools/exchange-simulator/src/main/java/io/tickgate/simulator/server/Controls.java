package io.tickgate.simulator.server;

import io.tickgate.simulator.fault.Fault;

/** What the control endpoint can do to the simulator. Called on I/O threads, so nothing here may block. */
public interface Controls {

    /**
     * Makes something go wrong.
     *
     * @throws IllegalArgumentException for a symbol that the simulator does not have
     * @throws IllegalStateException if too many faults wait already
     */
    void inject(Fault fault);

    /** Ends all faults and returns how many there were. */
    int clearFaults();

    /** Draws no more faults at random, and ends all that are going on. */
    void endChaos();

    /** The whole state as JSON. */
    String stateJson();
}
