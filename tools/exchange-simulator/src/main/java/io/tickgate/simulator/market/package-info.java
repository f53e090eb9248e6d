/**
 * A seeded market: what trades, at which price, when. In comes a seed and a rate, out go trades, aggregate trades, quotes and day statistics to a {@link
 * io.tickgate.simulator.market.MarketListener}, on the thread that steps it. It knows no clock and no socket: times are offsets from the market's start, so the same seed
 * gives the same events on every machine. Nothing is dropped here, save the turns of a paused instrument, which take no ids.
 */
@NullMarked
package io.tickgate.simulator.market;

import org.jspecify.annotations.NullMarked;
