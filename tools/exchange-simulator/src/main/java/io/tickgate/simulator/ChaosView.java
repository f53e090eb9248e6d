package io.tickgate.simulator;

/**
 * Faults at random as the state shows them.
 *
 * @param seed that they are drawn by
 * @param drawnCount faults so far
 * @param running whether more will come
 */
public record ChaosView(long seed, long drawnCount, boolean running) {}
