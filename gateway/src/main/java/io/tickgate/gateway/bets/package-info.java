/**
 * Bets on their way to the engine and back.
 *
 * <pre>
 *   body ──► BetRequestParser ──► BetDesk ──► known key, closed gate: answered from the published state
 *                                    └──────► BET_COMMAND into the ring ──► BetAnswer, told on the publish thread
 * </pre>
 *
 * <p>In: whole bodies, on an I/O thread. Out: a reply, at once or later, exactly one for each bet. Full (ring or bets in flight) is an
 * answer, never a wait. Nothing that was sent is dropped: what is not answered in time is said to be undecided.
 */
@NullMarked
package io.tickgate.gateway.bets;

import org.jspecify.annotations.NullMarked;
