package io.tickgate.engine;

/**
 * A venue symbol to subscribe to.
 *
 * @param streamId that its ticks carry.
 * @param venueSymbol as the venue spells it, upper case.
 */
record StreamMapping(int streamId, String venueSymbol) {}
