/**
 * The gateway: the engine's published state for browsers and services, and their bets for the engine.
 *
 * <pre>
 *   browser ──HTTP──► http ──► encode ◄── Published (engine)
 *                      │  └──► bets ──BET_COMMAND──► InputRing (engine)
 *                      └─────► ws: fan-out, one an I/O thread ◄──marks── publish thread (engine)
 *   settings, catalogue: what it is configured with, and what clients may be told
 * </pre>
 *
 * <p>All work is done on the I/O threads; nothing waits there. The publish thread only marks bits and hands replies over. Dropped: prices
 * that a newer one replaced before a slow client could take them.
 */
@NullMarked
package io.tickgate.gateway;

import org.jspecify.annotations.NullMarked;
