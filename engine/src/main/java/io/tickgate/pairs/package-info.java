/**
 * Instruments that come and go at run time, as the gateway sees them: asked for by an operator, or wanted by clients. Definitions and
 * values only, so that the gateway need not know the assembly; the assembly implements them.
 *
 * <p>In: requests and demand, from any thread, never waiting. Out: answers, told on the control thread once the definitions are journalled
 * and published, and immutable views. Full is an answer ({@link PairRefusal#BUSY}); demand is a count and never lost.
 */
@NullMarked
package io.tickgate.pairs;

import org.jspecify.annotations.NullMarked;
