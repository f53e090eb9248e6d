/**
 * The input ring: everything that can change a decision enters here and gets its sequence.
 *
 * <pre>
 *   feed thread ──┐
 *   clock thread ─┼─► InputPublisher (one a thread, with a scratch record) ─► InputRing ─► journal ─► market ─► publish
 *   gateway I/O ──┘
 * </pre>
 *
 * <p>In: records in a producer's scratch buffer, on the producer's thread. Out: slots in sequence order, on the consumer threads
 * (one in the shared topology, three in the dedicated one). Full: a feed waits, the clock skips, a command is refused already when
 * less than a quarter is free. Nothing that is in is dropped.
 */
@NullMarked
package io.tickgate.input;

import org.jspecify.annotations.NullMarked;
