/**
 * Signed acceptances: what a bettor holds from the moment of the 201 on. In: accepted bets, from the publish stage's thread and, for those asked for later,
 * from query threads, through a bounded queue. Out: on thread {@code sign}, to the listener that came with each. Dropped: never a bet; an acceptance is
 * refused when the queue is full, and can be asked for later.
 */
@NullMarked
package io.tickgate.proof.acceptance;

import org.jspecify.annotations.NullMarked;
